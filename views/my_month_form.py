"""The form of « Mi mes », which works without a script: every changed line, internal activity and file, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flask import abort, current_app, request
from sqlalchemy import select

from models.actions.add_evidence import add_evidence
from models.actions.record_internal import record_internal
from models.actions.record_progress import record_progress
from models.clock import business_now
from models.files.evidence_store import store_evidence
from models.queries.sheet_lines import SheetLine
from models.rules.errors import RuleBroken
from models.rules.workflow import WRITABLE
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.progress import Progress
from views.base import acting_reader
from views.formats import locale_code
from views.internal_rows import internal_entries
from views.typed_lines import TypedLines


def save_form(sheets: Sequence[CaptureSheet], lines: Sequence[SheetLine], typed: TypedLines) -> None:
    """Write what the form of this request holds; the caller commits. Raises RuleBroken as its actions do."""
    reader, now = acting_reader(), business_now()
    record_progress(sheets, lines, typed.entries, reader, now)
    entries = internal_entries(request.form, locale_code())
    writable = max((sheet for sheet in sheets if sheet.state in WRITABLE), key=lambda sheet: sheet.id, default=None)
    if entries and writable is not None:
        record_internal(writable, entries, reader, now)
    known = {f"evidence-{line.indicator_id}": line for line in lines}
    for name, upload in request.files.items():
        if upload.filename and name.startswith("evidence-"):
            attach(known.get(name), upload.filename, upload.read())


def attach(line: SheetLine | None, file_name: str, content: bytes) -> None:
    """Keep a file beside a line; the caller commits. Raises RuleBroken 422 where the line holds no value yet."""
    if line is None:
        abort(404)
    progress = db.session.scalars(
        select(Progress).where(Progress.indicator_id == line.indicator_id, Progress.capture_sheet_id == line.sheet_id)
    ).one_or_none()
    if progress is None:
        raise RuleBroken("evidence_without_line", "Escriba primero el dato de la actividad y luego adjunte el archivo.")
    stored = store_evidence(Path(current_app.config["RUMBO_FILES_URL"]), file_name, content)
    add_evidence(progress, stored, acting_reader(), business_now())
