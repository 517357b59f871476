"""Build the workbook of a consolidation once, whoever asks first."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import current_app
from sqlalchemy import select

from jobs.excel.consolidation_book import write_consolidation
from models.clock import business_now
from models.queries.audit_head import audit_head
from models.queries.consolidation import consolidation
from models.scope import as_system
from models.tables.base import db
from models.tables.export_run import ExportRun
from models.tables.read_session import reading_only


def build_consolidation(run_id: int) -> int:
    """Write the workbook of an export run, keep it under its hash, mark the run as done; give 1, or 0 if it was done.

    1. Lock the run, so that a second worker waits and then finds it done.
    2. Write the workbook to a temporary folder and move it to its place.
    3. Mark and commit: a kill before leaves at most an unnamed file.
    """
    with as_system():
        run = db.session.scalars(select(ExportRun).where(ExportRun.id == run_id).with_for_update()).one()
    if run.done_at is not None:
        db.session.commit()
        return 0
    with as_system(run.institution_id):
        now = business_now()
        with TemporaryDirectory(dir=_folder()) as folder:
            unfinished = Path(folder) / "consolidation.xlsx"
            with reading_only():
                head = audit_head()
                write_consolidation(consolidation(run.institution_id, run.period, now, audit_head=head), unfinished)
            digest = sha256(unfinished.read_bytes()).hexdigest()
            unfinished.replace(workbook_path(digest))
        run.done_at, run.sha256, run.audit_head = now, digest, head
        run.file_name = f"consolidado-{run.period.replace('/', '-')}.xlsx"
        db.session.commit()
    return 1


def workbook_path(digest: str) -> Path:
    """Where a workbook with this hash is kept."""
    return _folder() / digest


def _folder() -> Path:
    folder = Path(current_app.config["RUMBO_FILES_URL"]) / "editions"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
