"""A meeting from its draft to its minutes (R SM-9): who takes which step, and what stops it."""

from __future__ import annotations

import pytest

from models.rules.errors import RuleBroken
from models.rules.meeting import (
    MEETING_STEPS,
    Attendance,
    MeetingKind,
    MeetingState,
    check_attendance,
    check_decides,
    check_takes_notes,
    check_urgent_has_items,
)
from models.rules.roles import Role
from models.rules.workflow import Action, find_step, next_state

WAY = [
    (Action.CONVENE, Role.PLANNING_DIRECTOR, MeetingState.CONVENED),
    (Action.MOVE, Role.SECRETARY, MeetingState.RESCHEDULED),
    (Action.MOVE, Role.SECRETARY, MeetingState.RESCHEDULED),  # and once more
    (Action.HOLD, Role.PLANNING_ANALYST, MeetingState.HELD),
    (Action.DRAFT_MINUTES, Role.PLANNING_ANALYST, MeetingState.MINUTES_DRAFT),
    (Action.DRAFT_MINUTES, Role.SECRETARY, MeetingState.MINUTES_DRAFT),  # corrected
    (Action.APPROVE, Role.VICE_MINISTER, MeetingState.MINUTES_APPROVED),
    (Action.COMMUNICATE, Role.PLANNING_HEAD, MeetingState.COMMUNICATED),
]


def test_it_goes_from_the_draft_to_the_minutes() -> None:
    state = MeetingState.DRAFT
    for action, role, after in WAY:
        state = next_state(MEETING_STEPS, state, action, {role})
        assert state is after


REFUSED = [
    (MeetingState.DRAFT, Action.HOLD, Role.SECRETARY, "wrong_state"),  # nobody was called
    (MeetingState.HELD, Action.MOVE, Role.SECRETARY, "wrong_state"),  # it took place
    (MeetingState.CANCELLED, Action.CONVENE, Role.SECRETARY, "wrong_state"),
    (MeetingState.MINUTES_APPROVED, Action.DRAFT_MINUTES, Role.SECRETARY, "wrong_state"),  # approved stays as it is
    (MeetingState.DRAFT, Action.CONVENE, Role.LIAISON, "wrong_role"),  # prepares it, and the head calls
    (MeetingState.MINUTES_DRAFT, Action.APPROVE, Role.SECRETARY, "wrong_role"),
    (MeetingState.CONVENED, Action.HOLD, Role.INTERNAL_CONTROL, "wrong_role"),  # SoD-3
]


@pytest.mark.parametrize(("state", "action", "role", "code"), REFUSED)
def test_it_refuses_a_step(state: MeetingState, action: Action, role: Role, code: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        find_step(MEETING_STEPS, state, action, {role})
    assert refusal.value.code == code


@pytest.mark.parametrize(("kind", "items"), [(MeetingKind.URGENT, 1), (MeetingKind.ORDINARY, 0)])
def test_it_may_be_about_so_many_items(kind: MeetingKind, items: int) -> None:
    check_urgent_has_items(kind, items)


def test_an_urgent_one_is_about_something() -> None:
    with pytest.raises(RuleBroken, match="al menos un proyecto"):
        check_urgent_has_items(MeetingKind.URGENT, 0)


def test_it_knows_of_everybody_whether_he_came() -> None:
    check_attendance([Attendance.ABSENT, Attendance.DELEGATE])
    with pytest.raises(RuleBroken, match="asistencia"):
        check_attendance([Attendance.PRESENT, None])


@pytest.mark.parametrize("state", [MeetingState.DRAFT, MeetingState.MINUTES_APPROVED, MeetingState.CANCELLED])
def test_it_takes_no_notes_before_and_after(state: MeetingState) -> None:
    with pytest.raises(RuleBroken, match="hasta que se aprueba el acta"):
        check_takes_notes(state)


DECIDES = [
    ({Role.VICE_MINISTER}, "", False, None),
    ({Role.SECRETARY}, "Acuerdo 12", True, None),
    ({Role.SECRETARY}, "Acuerdo 12", False, "act_missing"),
    ({Role.SECRETARY}, " ", True, "act_missing"),
    ({Role.PLANNING_DIRECTOR}, "Acuerdo 12", True, "not_the_decider"),
]


@pytest.mark.parametrize(("roles", "act", "has_file", "code"), DECIDES)
def test_it_knows_who_decides(roles: set[Role], act: str, has_file: bool, code: str | None) -> None:  # noqa: FBT001
    if code is None:
        check_decides(roles, act, has_act_file=has_file)
        return
    with pytest.raises(RuleBroken) as refusal:
        check_decides(roles, act, has_act_file=has_file)
    assert refusal.value.code == code
