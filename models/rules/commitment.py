"""A commitment from the agreement to its verification (R SM-10), and who may take which step (SoD-11)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.workflow import Action, Step, Workflow


class CommitmentState(StrEnum):
    """What people made of it. That it is overdue or has a later date are facts of its dates: `Standing`."""

    AGREED = "agreed"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    FULFILLED = "fulfilled"
    VERIFIED = "verified"


class Standing(StrEnum):
    """The state as it is shown: with « vencido » and « prorrogado », which a day and not a person brings about."""

    AGREED = "agreed"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    FULFILLED = "fulfilled"
    VERIFIED = "verified"
    OVERDUE = "overdue"
    EXTENDED = "extended"


class StepKind(StrEnum):
    """One line of a commitment's history."""

    AGREE = "agree"
    ASSIGN = "assign"
    PROGRESS = "progress"
    FULFIL = "fulfil"
    RETURN = "return"
    VERIFY = "verify"
    EXTEND = "extend"


OPEN = (CommitmentState.AGREED, CommitmentState.ASSIGNED, CommitmentState.IN_PROGRESS)
"""Waits for its unit."""

UNSETTLED = (*OPEN, CommitmentState.FULFILLED)
"""Is carried to the agenda of the next meeting (S3-T8)."""

_HEAD = frozenset({Role.DEPARTMENT_HEAD})
_UNIT = frozenset({Role.LIAISON, Role.DEPARTMENT_HEAD})
_VERIFIERS = frozenset({Role.PLANNING_ANALYST, Role.PLANNING_HEAD, Role.SECRETARY})
_EXTENDERS = _VERIFIERS | {Role.PLANNING_DIRECTOR, Role.VICE_MINISTER}
_BEGUN = (CommitmentState.ASSIGNED, CommitmentState.IN_PROGRESS)

COMMITMENT_STEPS: Workflow[CommitmentState] = Workflow(
    "commitment",
    (
        Step(CommitmentState.AGREED, Action.ASSIGN, CommitmentState.ASSIGNED, _HEAD),
        *(Step(state, Action.ASSIGN, state, _HEAD) for state in _BEGUN),
        *(Step(state, Action.PROGRESS, CommitmentState.IN_PROGRESS, _UNIT, note_required=True) for state in _BEGUN),
        *(Step(state, Action.FULFIL, CommitmentState.FULFILLED, _UNIT) for state in _BEGUN),
        Step(CommitmentState.FULFILLED, Action.RETURN, CommitmentState.IN_PROGRESS, _VERIFIERS, note_required=True),
        Step(CommitmentState.FULFILLED, Action.VERIFY, CommitmentState.VERIFIED, _VERIFIERS, not_by_author=True),
        *(Step(state, Action.EXTEND, state, _EXTENDERS, note_required=True) for state in OPEN),
    ),
)


def standing(state: CommitmentState, due_on: date, today: date, *, is_extended: bool) -> Standing:
    """Give what is shown on a day: overdue goes before the later date, and both only while it is open."""
    if state in OPEN and due_on < today:
        return Standing.OVERDUE
    if state in OPEN and is_extended:
        return Standing.EXTENDED
    return Standing(state.value)


def check_proof(note: str, *, has_evidence: bool) -> None:
    """Raise RuleBroken 422 for « fulfilled » that shows nothing (R 2.2 D)."""
    if not note.strip() and not has_evidence:
        raise RuleBroken(
            "proof_missing", "Para darlo por cumplido adjunte la evidencia o escriba en qué consta.", field="note"
        )


def check_other_person(person: int, fulfilled_by: int | None) -> None:
    """Raise RuleBroken 403 where one verifies what one fulfilled oneself (SoD-11)."""
    if person == fulfilled_by:
        raise RuleBroken(
            "fulfiller_may_not_verify",
            "Usted dio por cumplido este compromiso: debe verificarlo otra persona.",
            status=403,
        )


def check_later(due_on: date, today: date, until: date) -> None:
    """Raise RuleBroken 422 for an extension that is none."""
    if until <= max(due_on, today):
        raise RuleBroken(
            "end_is_not_later", "La nueva fecha debe ir después de hoy y de la que ya tiene.", field="until"
        )


def check_due(due_on: date, met_on: date) -> None:
    """Raise RuleBroken 422 for a commitment that is due before it was agreed."""
    if due_on < met_on:
        raise RuleBroken("due_too_early", "El compromiso no puede vencer antes de la reunión.", field="due_on")
