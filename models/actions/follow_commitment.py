"""What the unit does about its commitment: progress with its proof, until it is fulfilled."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from models.actions.hold_commitment import StepNote, commitment_after, leave_line
from models.actions.hold_sheet import roles_in
from models.actions.queue_mail import queue_mail
from models.actions.tell_commitment import commitment_order
from models.queries.local_day import local_day
from models.queries.role_holders import chain_of
from models.rules.commitment import StepKind, check_proof
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.workflow import Action
from models.scope import Reader
from models.tables.commitment import Commitment

DONE = 100


def record_step(commitment: Commitment, note: StepNote, actor: Reader, now: datetime) -> None:
    """Say how far it has come, in words and files. The caller commits. Raises RuleBroken 403, 409, 422."""
    state = commitment_after(commitment, Action.PROGRESS, actor, note.text)
    _check_answers(commitment, actor)
    commitment.state = state
    if note.percent is not None:
        commitment.percent = note.percent
    leave_line(commitment, StepKind.PROGRESS, note, actor, now)


def fulfil_commitment(commitment: Commitment, note: StepNote, actor: Reader, now: datetime) -> None:
    """Mark it as fulfilled, with a file or a note; planning is asked to verify it. The caller commits.

    Raises RuleBroken 403 for who does not answer for it, 409 in another state, 422 without proof.
    """
    state = commitment_after(commitment, Action.FULFIL, actor)
    _check_answers(commitment, actor)
    check_proof(note.text, has_evidence=bool(note.files))
    commitment.state, commitment.percent, commitment.fulfilled_by_id = state, DONE, actor.user_id
    line = leave_line(commitment, StepKind.FULFIL, replace(note, percent=DONE), actor, now)
    chain = chain_of(commitment.institution_id, local_day(commitment.institution_id, now))
    verifiers = {*chain.anywhere(Role.PLANNING_ANALYST), *chain.anywhere(Role.PLANNING_HEAD)}
    for person in sorted(verifiers):
        queue_mail(commitment_order(commitment, f"fulfil-{line.id}", "commitment_fulfilled", person), now)


def _check_answers(commitment: Commitment, actor: Reader) -> None:
    """The owner and the head of the unit; a colleague of the owner only reads."""
    is_head = Role.DEPARTMENT_HEAD in roles_in(actor, commitment.org_unit_id)
    if actor.user_id != commitment.owner_id and not is_head:
        raise RuleBroken(
            "not_the_owner", "El compromiso está asignado a otra persona: pídale que lo registre.", status=403
        )
