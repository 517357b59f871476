"""Commitments under change: locked, with the step that is taken and the line that it leaves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.actions.attach_file import attach_to_step
from models.actions.hold_sheet import roles_in
from models.actions.record_act import Act, record_act
from models.files.evidence_store import StoredFile
from models.rules.commitment import COMMITMENT_STEPS, CommitmentState, StepKind
from models.rules.errors import RuleBroken
from models.rules.workflow import Action, check_note, find_step
from models.scope import Reader
from models.tables.base import db
from models.tables.commitment import Commitment
from models.tables.commitment_step import CommitmentStep


@dataclass(frozen=True, slots=True)
class StepNote:
    """What is said with a step: words, how far it has come where that is the matter, and files that show it."""

    text: str = ""
    percent: int | None = None
    files: tuple[StoredFile, ...] = ()


def commitment_of(commitment_id: int, *, lock: bool = False) -> Commitment:
    """The commitment, if its reader may see it; raises RuleBroken 404 otherwise."""
    question = select(Commitment).where(Commitment.id == commitment_id)
    if lock:
        question = question.with_for_update().execution_options(populate_existing=True)
    commitment = db.session.scalars(question).one_or_none()
    if commitment is None:
        raise RuleBroken(
            "commitment_not_found", "No encontramos ese compromiso. Vuelva a la lista de compromisos.", status=404
        )
    return commitment


def commitment_after(commitment: Commitment, action: Action, actor: Reader, note: str = "") -> CommitmentState:
    """Give the state to which the action leads; raises RuleBroken 403, 409 or 422.

    The caller stores it together with what must be known in that state.
    """
    step = find_step(COMMITMENT_STEPS, commitment.state, action, roles_in(actor, commitment.org_unit_id))
    check_note(step, note)
    return step.to


def leave_line(commitment: Commitment, kind: StepKind, note: StepNote, actor: Reader, now: datetime) -> CommitmentStep:
    """Append the step to the history and to the trail."""
    line = CommitmentStep(
        institution_id=commitment.institution_id,
        commitment_id=commitment.id,
        kind=kind,
        made_at=now,
        made_by_id=actor.user_id or 0,
        note=note.text.strip(),
        percent=note.percent,
    )
    db.session.add(line)
    db.session.flush()
    for file in note.files:
        attach_to_step(line.id, file, actor, now)
    record_act(actor, Act(f"{kind.value}_commitment", "commitment", commitment.id, {"note": line.note}), now)
    return line
