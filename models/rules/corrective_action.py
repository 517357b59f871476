"""A corrective action from its registration to its verification (R SM-5), and who may take which step (SoD-7)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.workflow import Action, Step, Workflow


class ActionState(StrEnum):
    """What people made of it. That it is overdue is a fact of its date: `standing`."""

    REGISTERED = "registered"
    REJECTED = "rejected"
    VALIDATED = "validated"
    IN_EXECUTION = "in_execution"
    IMPLEMENTED = "implemented"
    VERIFIED = "verified"
    CLOSED = "closed"


OVERDUE = "overdue"

UNDECIDED = (ActionState.REGISTERED, ActionState.REJECTED)
"""Is still changed by who recorded it."""
UNDER_WAY = (ActionState.VALIDATED, ActionState.IN_EXECUTION)
"""Waits for its unit."""
ADEQUATE = (*UNDER_WAY, ActionState.IMPLEMENTED, ActionState.VERIFIED, ActionState.CLOSED)
"""Was found adequate by somebody else than who recorded it."""

_HEAD = frozenset({Role.DEPARTMENT_HEAD})
_UNIT = frozenset({Role.LIAISON, Role.DEPARTMENT_HEAD})
_PLANNING = frozenset({Role.PLANNING_ANALYST, Role.PLANNING_HEAD})

ACTION_STEPS: Workflow[ActionState] = Workflow(
    "corrective_action",
    (
        Step(ActionState.REGISTERED, Action.VALIDATE, ActionState.VALIDATED, _HEAD, not_by_author=True),
        Step(
            ActionState.REGISTERED, Action.REJECT, ActionState.REJECTED, _HEAD, note_required=True, not_by_author=True
        ),
        *(Step(state, Action.SUBMIT, ActionState.REGISTERED, _UNIT) for state in UNDECIDED),
        *(Step(state, Action.PROGRESS, ActionState.IN_EXECUTION, _UNIT, note_required=True) for state in UNDER_WAY),
        *(Step(state, Action.FULFIL, ActionState.IMPLEMENTED, _UNIT) for state in UNDER_WAY),
        Step(ActionState.IMPLEMENTED, Action.VERIFY, ActionState.VERIFIED, _PLANNING, not_by_author=True),
        Step(ActionState.IMPLEMENTED, Action.RETURN, ActionState.IN_EXECUTION, _PLANNING, note_required=True),
        Step(ActionState.VERIFIED, Action.CLOSE, ActionState.CLOSED, _PLANNING),
    ),
)

VALIDATION = next(step for step in ACTION_STEPS.steps if step.action is Action.VALIDATE)


def standing(state: ActionState, due_on: date | None, today: date) -> str:
    """Give the state as it is shown on a day: overdue while it waits for its unit."""
    is_overdue = state in (ActionState.REGISTERED, *UNDER_WAY) and due_on is not None and due_on < today
    return OVERDUE if is_overdue else state.value


def check_not_own_action(person: int | None, author: int | None) -> None:
    """Raise RuleBroken 403 where one judges what one recorded oneself (SoD-7, AC0-4)."""
    if person == author:
        raise RuleBroken(
            "author_may_not_validate", "Usted registró esta acción: debe revisarla otra persona.", status=403
        )


def check_due_on(due_on: date | None, recorded_on: date) -> None:
    """Raise RuleBroken 422 for an action that would be due before it was recorded."""
    if due_on is not None and due_on < recorded_on:
        raise RuleBroken("due_too_early", "La fecha límite no puede ser anterior al registro.", field="due_on")


def check_is_whole(owner_id: int | None, due_on: date | None) -> None:
    """Raise RuleBroken 422 for an action that nobody answers for, or that has no end, when it is validated."""
    if owner_id is None or due_on is None:
        raise RuleBroken(
            "owner_or_due_missing",
            "Para validar la acción diga quién responde por ella y hasta cuándo.",
            field="due_on",
        )


def check_says_something(description: str) -> None:
    """Raise RuleBroken 422 for an action without words."""
    if not description.strip():
        raise RuleBroken("description_missing", "Escriba la acción correctiva.", field="description")


def check_result(result: str, *, has_evidence: bool) -> None:
    """Raise RuleBroken 422 for « implemented » that shows nothing."""
    if not result.strip() and not has_evidence:
        raise RuleBroken(
            "result_missing", "Para darla por implementada escriba el resultado o adjunte la evidencia.", field="result"
        )


def check_is_new(*, is_known: bool) -> None:
    """Raise RuleBroken 422 for a copy of an earlier action: going on not green asks for a different one (S0-I-06)."""
    if is_known:
        raise RuleBroken(
            "action_repeated",
            "Esa acción ya está registrada para este elemento. Escriba una acción nueva, distinta de las anteriores.",
            field="description",
        )
