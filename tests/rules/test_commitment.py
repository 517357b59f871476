"""A commitment from the agreement to its verification (R SM-10, SoD-11)."""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.commitment import (
    COMMITMENT_STEPS,
    OPEN,
    CommitmentState,
    Standing,
    check_due,
    check_later,
    check_other_person,
    check_proof,
    standing,
)
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.workflow import Action, find_step, next_state

DUE, TODAY = date(2027, 5, 14), date(2027, 5, 17)
WAY = [
    (Action.ASSIGN, Role.DEPARTMENT_HEAD, CommitmentState.ASSIGNED),
    (Action.EXTEND, Role.SECRETARY, CommitmentState.ASSIGNED),
    (Action.PROGRESS, Role.LIAISON, CommitmentState.IN_PROGRESS),
    (Action.ASSIGN, Role.DEPARTMENT_HEAD, CommitmentState.IN_PROGRESS),  # to somebody else
    (Action.FULFIL, Role.LIAISON, CommitmentState.FULFILLED),
    (Action.RETURN, Role.PLANNING_ANALYST, CommitmentState.IN_PROGRESS),
    (Action.FULFIL, Role.DEPARTMENT_HEAD, CommitmentState.FULFILLED),
    (Action.VERIFY, Role.SECRETARY, CommitmentState.VERIFIED),
]


def test_it_goes_from_the_agreement_to_the_verification() -> None:
    state = CommitmentState.AGREED
    for action, role, after in WAY:
        state = next_state(COMMITMENT_STEPS, state, action, {role})
        assert state is after


REFUSED = [
    (CommitmentState.AGREED, Action.FULFIL, Role.LIAISON, "wrong_state"),  # nobody answers for it yet
    (CommitmentState.FULFILLED, Action.EXTEND, Role.SECRETARY, "wrong_state"),
    (CommitmentState.VERIFIED, Action.RETURN, Role.SECRETARY, "wrong_state"),
    (CommitmentState.AGREED, Action.ASSIGN, Role.PLANNING_HEAD, "wrong_role"),  # the head assigns
    (CommitmentState.FULFILLED, Action.VERIFY, Role.DEPARTMENT_HEAD, "wrong_role"),
    (CommitmentState.ASSIGNED, Action.EXTEND, Role.DEPARTMENT_HEAD, "wrong_role"),  # nobody gives himself time
]


@pytest.mark.parametrize(("state", "action", "role", "code"), REFUSED)
def test_it_refuses_a_step(state: CommitmentState, action: Action, role: Role, code: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        find_step(COMMITMENT_STEPS, state, action, {role})
    assert refusal.value.code == code


@pytest.mark.parametrize("state", OPEN)
def test_it_is_overdue_on_the_day_after(state: CommitmentState) -> None:
    assert standing(state, DUE, DUE, is_extended=False).value == state.value
    assert standing(state, DUE, TODAY, is_extended=True) is Standing.OVERDUE


def test_it_says_that_it_has_more_time() -> None:
    assert standing(CommitmentState.ASSIGNED, DUE, DUE, is_extended=True) is Standing.EXTENDED


def test_it_is_never_overdue_once_it_is_fulfilled() -> None:
    assert standing(CommitmentState.FULFILLED, DUE, TODAY, is_extended=True) is Standing.FULFILLED


def test_it_is_fulfilled_with_a_file_or_a_note() -> None:
    check_proof("", has_evidence=True)
    check_proof("Oficio 12", has_evidence=False)
    with pytest.raises(RuleBroken, match="adjunte la evidencia"):
        check_proof(" ", has_evidence=False)


def test_it_is_verified_by_somebody_else() -> None:
    check_other_person(1, 2)
    with pytest.raises(RuleBroken, match="otra persona"):
        check_other_person(1, 1)


@pytest.mark.parametrize("until", [DUE, TODAY])  # no later than it was; no later than today
def test_it_is_extended_to_a_later_day(until: date) -> None:
    with pytest.raises(RuleBroken, match="después de hoy"):
        check_later(DUE, TODAY, until)


def test_it_is_not_due_before_the_meeting() -> None:
    with pytest.raises(RuleBroken, match="antes de la reunión"):
        check_due(DUE, TODAY)
