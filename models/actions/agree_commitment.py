"""Take down what a unit takes on in a meeting, and let its head say who answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from models.actions.hold_commitment import StepNote, commitment_after, leave_line
from models.actions.hold_meeting import check_keeps_notes
from models.actions.queue_mail import queue_mail
from models.actions.tell_commitment import commitment_order
from models.queries.local_day import local_day
from models.queries.role_holders import chain_of
from models.rules.commitment import StepKind, check_due
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.workflow import Action
from models.scope import Reader
from models.tables.base import db
from models.tables.commitment import Commitment
from models.tables.decision import Decision
from models.tables.meeting import Meeting
from models.tables.org_unit import OrgUnit

UNIT_ROLES = (Role.DEPARTMENT_HEAD, Role.LIAISON)


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed, by which unit, until when, and what it is about."""

    text: str
    org_unit_id: int
    due_on: date
    decision_id: int | None = None
    plan_item_id: int | None = None
    indicator_id: int | None = None


def agree_commitment(meeting: Meeting, terms: Terms, actor: Reader, now: datetime) -> Commitment:
    """Store it as agreed; its unit's head names who answers for it. The caller commits.

    Raises RuleBroken 403, 409 outside the meeting, 422 without words, for a unit or decision that is not there, or for
    a day before the meeting.
    """
    check_keeps_notes(meeting, actor)
    if not terms.text.strip():
        raise RuleBroken("words_missing", "Escriba el compromiso.", field="commitment")
    check_due(terms.due_on, local_day(meeting.institution_id, meeting.starts_at))
    if db.session.scalars(select(OrgUnit.id).where(OrgUnit.id == terms.org_unit_id)).one_or_none() is None:
        raise RuleBroken("unit_missing", "Elija la unidad que se compromete.", field="org_unit")
    _check_decision(meeting, terms.decision_id)
    commitment = Commitment(
        institution_id=meeting.institution_id,
        meeting_id=meeting.id,
        decision_id=terms.decision_id,
        text=terms.text.strip(),
        org_unit_id=terms.org_unit_id,
        due_on=terms.due_on,
        plan_item_id=terms.plan_item_id,
        indicator_id=terms.indicator_id,
        agreed_at=now,
    )
    db.session.add(commitment)
    db.session.flush()
    leave_line(commitment, StepKind.AGREE, StepNote(), actor, now)
    return commitment


def assign_commitment(commitment: Commitment, owner_id: int, actor: Reader, now: datetime) -> None:
    """The head of the unit names one of its people, who is told (S0-I-17). The caller commits.

    Raises RuleBroken 403 for anybody but the head, 409 once it is fulfilled, 422 for somebody of another unit.
    """
    state = commitment_after(commitment, Action.ASSIGN, actor)
    if owner_id not in people_of_unit(commitment, now):
        raise RuleBroken("owner_of_another_unit", "Elija a una persona de la unidad que se comprometió.", field="owner")
    commitment.state, commitment.owner_id = state, owner_id
    line = leave_line(commitment, StepKind.ASSIGN, StepNote(), actor, now)
    queue_mail(commitment_order(commitment, f"assign-{line.id}", "commitment_assigned", owner_id), now)


def people_of_unit(commitment: Commitment, now: datetime) -> list[int]:
    """Who may answer for it: the head and the liaisons of its unit today."""
    chain = chain_of(commitment.institution_id, local_day(commitment.institution_id, now))
    return sorted({person for role in UNIT_ROLES for person in chain.own(commitment.org_unit_id, role)})


def _check_decision(meeting: Meeting, decision_id: int | None) -> None:
    question = select(Decision.id).where(Decision.id == decision_id, Decision.meeting_id == meeting.id)
    if decision_id is not None and db.session.scalars(question).one_or_none() is None:
        raise RuleBroken("decision_not_found", "Elija una decisión de esta reunión.", field="decision")
