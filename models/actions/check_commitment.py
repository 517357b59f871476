"""Planning and the secretary about a commitment: verified, returned, or given more time."""

from __future__ import annotations

from datetime import date, datetime

from models.actions.hold_commitment import StepNote, commitment_after, leave_line
from models.actions.queue_mail import queue_mail
from models.actions.tell_commitment import commitment_order
from models.queries.local_day import local_day
from models.rules.commitment import StepKind, check_later, check_other_person
from models.rules.workflow import Action
from models.scope import Reader
from models.tables.commitment import Commitment


def verify_commitment(commitment: Commitment, note: str, actor: Reader, now: datetime) -> None:
    """Somebody else than who fulfilled it saw the proof (SoD-11). The caller commits. Raises RuleBroken 403, 409."""
    state = commitment_after(commitment, Action.VERIFY, actor)
    check_other_person(actor.user_id or 0, commitment.fulfilled_by_id)
    commitment.state, commitment.verified_by_id = state, actor.user_id
    leave_line(commitment, StepKind.VERIFY, StepNote(note), actor, now)


def return_commitment(commitment: Commitment, reason: str, actor: Reader, now: datetime) -> None:
    """The proof does not show it: its owner goes on. The caller commits. Raises RuleBroken 403, 409, 422."""
    commitment.state = commitment_after(commitment, Action.RETURN, actor, reason)
    commitment.fulfilled_by_id = None
    line = leave_line(commitment, StepKind.RETURN, StepNote(reason), actor, now)
    _tell_owner(commitment, f"return-{line.id}", "commitment_returned", now)


def extend_commitment(commitment: Commitment, until: date, reason: str, actor: Reader, now: datetime) -> None:
    """Give it a later date; the earlier one and the reason stay. The caller commits.

    Raises RuleBroken 403, 409 once it is fulfilled, 422 without a reason or for a date that is not later.
    """
    commitment.state = commitment_after(commitment, Action.EXTEND, actor, reason)
    check_later(commitment.due_on, local_day(commitment.institution_id, now), until)
    commitment.extended_from, commitment.due_on = commitment.due_on, until
    commitment.extension_reason = reason.strip()
    line = leave_line(commitment, StepKind.EXTEND, StepNote(reason), actor, now)
    _tell_owner(commitment, f"extend-{line.id}", "commitment_extended", now)


def _tell_owner(commitment: Commitment, step: str, kind: str, now: datetime) -> None:
    if commitment.owner_id is not None:
        queue_mail(commitment_order(commitment, step, kind, commitment.owner_id), now)
