"""Keep a stored file beside a meeting, a decision, a step of a commitment or a corrective action."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, func, select

from models.actions.record_act import Act, record_act
from models.files.evidence_store import StoredFile
from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.scope import Reader
from models.tables.base import db
from models.tables.evidence import Evidence

MOST_FILES = 20


def attach_to_meeting(
    meeting_id: int, file: StoredFile, actor: Reader, now: datetime, *, decision_id: int | None = None
) -> Evidence:
    """Attach a list, photo or video of the meeting, or the act of one of its decisions. The caller commits."""
    _check_room(Evidence.meeting_id == meeting_id)
    return _attach(Evidence(meeting_id=meeting_id, decision_id=decision_id), file, actor, now)


def attach_to_step(commitment_step_id: int, file: StoredFile, actor: Reader, now: datetime) -> Evidence:
    """Attach what shows that a step was taken. The caller commits."""
    _check_room(Evidence.commitment_step_id == commitment_step_id)
    return _attach(Evidence(commitment_step_id=commitment_step_id), file, actor, now)


def attach_to_action(corrective_action_id: int, file: StoredFile, actor: Reader, now: datetime) -> Evidence:
    """Attach what shows that a corrective action is carried out. The caller commits."""
    _check_room(Evidence.corrective_action_id == corrective_action_id)
    return _attach(Evidence(corrective_action_id=corrective_action_id), file, actor, now)


def _check_room(is_beside: ColumnElement[bool]) -> None:
    if (db.session.scalar(select(func.count(Evidence.id)).where(is_beside)) or 0) >= MOST_FILES:
        raise RuleBroken(
            "too_many_files",
            say("Caben {most_files} archivos: una varios en uno solo.", most_files=MOST_FILES),
            field="evidence",
        )


def _attach(row: Evidence, file: StoredFile, actor: Reader, now: datetime) -> Evidence:
    row.institution_id = actor.institution_id or 0
    row.file_name, row.sha256, row.size, row.mime = file.name, file.sha256, file.size, file.mime
    row.added_at, row.added_by_id = now, actor.user_id
    db.session.add(row)
    db.session.flush()
    record_act(actor, Act("add_evidence", "evidence", row.id, {"file": file.name, "sha256": file.sha256}), now)
    return row
