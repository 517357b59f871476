"""A corrective action from its registration to its verification (R SM-5, SoD-7)."""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.corrective_action import ACTION_STEPS, OVERDUE, ActionState, standing
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.workflow import Action, find_step, next_state

DUE, TODAY = date(2027, 5, 14), date(2027, 5, 17)
WAY = [
    (Action.REJECT, Role.DEPARTMENT_HEAD, ActionState.REJECTED),
    (Action.SUBMIT, Role.LIAISON, ActionState.REGISTERED),
    (Action.VALIDATE, Role.DEPARTMENT_HEAD, ActionState.VALIDATED),
    (Action.PROGRESS, Role.LIAISON, ActionState.IN_EXECUTION),
    (Action.FULFIL, Role.LIAISON, ActionState.IMPLEMENTED),
    (Action.RETURN, Role.PLANNING_ANALYST, ActionState.IN_EXECUTION),
    (Action.FULFIL, Role.DEPARTMENT_HEAD, ActionState.IMPLEMENTED),
    (Action.VERIFY, Role.PLANNING_HEAD, ActionState.VERIFIED),
    (Action.CLOSE, Role.PLANNING_ANALYST, ActionState.CLOSED),
]


def test_it_goes_from_the_registration_to_the_end() -> None:
    state = ActionState.REGISTERED
    for action, role, after in WAY:
        state = next_state(ACTION_STEPS, state, action, {role})
        assert state is after


@pytest.mark.parametrize(
    ("state", "action", "role", "status"),
    [
        (ActionState.REGISTERED, Action.VALIDATE, Role.LIAISON, 403),  # SoD-7
        (ActionState.REGISTERED, Action.VALIDATE, Role.PLANNING_ANALYST, 403),
        (ActionState.IMPLEMENTED, Action.VERIFY, Role.DEPARTMENT_HEAD, 403),  # SoD-7
        (ActionState.REGISTERED, Action.FULFIL, Role.LIAISON, 409),  # nobody found it adequate yet
        (ActionState.CLOSED, Action.PROGRESS, Role.LIAISON, 409),
    ],
)
def test_it_refuses_a_step(state: ActionState, action: Action, role: Role, status: int) -> None:
    with pytest.raises(RuleBroken) as refusal:
        find_step(ACTION_STEPS, state, action, {role})
    assert refusal.value.status == status


@pytest.mark.parametrize(
    ("state", "due_on", "shown"),
    [
        (ActionState.VALIDATED, DUE, OVERDUE),
        (ActionState.REGISTERED, DUE, OVERDUE),
        (ActionState.REGISTERED, None, "registered"),  # nobody said until when
        (ActionState.IN_EXECUTION, TODAY, "in_execution"),  # the last day is in time
        (ActionState.IMPLEMENTED, DUE, "implemented"),  # its unit has done its part
    ],
)
def test_it_is_overdue_while_its_unit_has_to_act(state: ActionState, due_on: date | None, shown: str) -> None:
    assert standing(state, due_on, TODAY) == shown
