"""Attach a stored file to a line of a sheet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from models.actions.hold_sheet import lock_open_period, roles_in
from models.actions.record_act import Act, record_act
from models.files.evidence_store import StoredFile
from models.queries.preset_in_use import preset_in_use
from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.rules.workflow import Action, find_step
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.evidence import Evidence
from models.tables.progress import Progress

MOST_FILES = 20


def add_evidence(line: Progress, file: StoredFile, actor: Reader, now: datetime) -> Evidence:
    """Add a file to a line; one of the same name becomes its new version (rulings 28). The caller commits.

    Raises RuleBroken 403 without authority over the unit, 409 in a closed period or state, 422 for too many files.
    """
    sheet = db.session.get_one(CaptureSheet, line.capture_sheet_id)
    lock_open_period(sheet.institution_id, sheet.period)
    workflow = preset_in_use(sheet.institution_id).preset.sheet_workflow(sheet.plan.plan_type.code)
    find_step(workflow, sheet.state, Action.SAVE, roles_in(actor, sheet.org_unit_id))
    current = db.session.scalars(
        select(Evidence).where(Evidence.progress_id == line.id, Evidence.is_current, Evidence.file_name == file.name)
    ).one_or_none()
    if current is None and _count(line) >= MOST_FILES:
        raise RuleBroken(
            "too_many_files",
            say("Cada actividad admite {most_files} archivos: una varios en uno solo.", most_files=MOST_FILES),
        )
    if current is not None:
        if current.sha256 == file.sha256:
            return current
        current.is_current = False
    added = Evidence(
        institution_id=sheet.institution_id,
        progress_id=line.id,
        file_name=file.name,
        sha256=file.sha256,
        size=file.size,
        mime=file.mime,
        added_at=now,
        added_by_id=actor.user_id,
        replaces_id=current.id if current else None,
    )
    db.session.add(added)
    db.session.flush()
    record_act(actor, Act("add_evidence", "evidence", added.id, {"file": file.name, "sha256": file.sha256}), now)
    return added


def _count(line: Progress) -> int:
    question = select(func.count()).select_from(Evidence).where(Evidence.progress_id == line.id, Evidence.is_current)
    return db.session.scalar(question) or 0
