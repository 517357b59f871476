from __future__ import annotations

import pytest

from models.rules.errors import RuleBroken
from models.rules.period_step import (
    check_takes_values,
    period_workflow,
    sheet_at_period_close,
    sheet_at_reopening,
    sheet_at_window_end,
    takes_values,
    window_ends,
    window_opens,
)
from models.rules.roles import Role
from models.rules.workflow import Action, PeriodState, SheetState, next_state

HEAD, DIRECTOR = {Role.PLANNING_HEAD}, {Role.PLANNING_DIRECTOR}


@pytest.mark.parametrize(
    ("state", "opened", "ended"),
    [
        (PeriodState.FUTURE, PeriodState.OPEN, PeriodState.UNDER_REVIEW),  # the clock slept over the whole window
        (PeriodState.OPEN, PeriodState.OPEN, PeriodState.UNDER_REVIEW),  # BD6 00:00: late, not closed
        (PeriodState.UNDER_REVIEW, PeriodState.UNDER_REVIEW, PeriodState.UNDER_REVIEW),
        (PeriodState.CLOSED, PeriodState.CLOSED, PeriodState.CLOSED),
        (PeriodState.REOPENED, PeriodState.REOPENED, PeriodState.REOPENED),  # its own end holds
    ],
)
def test_it_follows_the_clock_and_never_goes_back(state: PeriodState, opened: PeriodState, ended: PeriodState) -> None:
    assert (window_opens(state), window_ends(state)) == (opened, ended)


@pytest.mark.parametrize("state", [PeriodState.UNDER_REVIEW, PeriodState.REOPENED])
def test_the_planning_head_closes(state: PeriodState) -> None:
    assert next_state(period_workflow(), state, Action.CLOSE, HEAD) is PeriodState.CLOSED


@pytest.mark.parametrize("role", sorted(set(Role) - HEAD))
def test_nobody_else_closes(role: Role) -> None:
    with pytest.raises(RuleBroken) as refusal:
        next_state(period_workflow(), PeriodState.UNDER_REVIEW, Action.CLOSE, {role})
    assert refusal.value.status == 403


def test_nobody_closes_while_the_window_is_open() -> None:
    with pytest.raises(RuleBroken, match="No se puede cerrar: el estado actual es «abierto»"):
        next_state(period_workflow(), PeriodState.OPEN, Action.CLOSE, HEAD)


def test_the_director_reopens_after_the_quarter_has_closed() -> None:
    late = period_workflow(quarter_is_closed=True)
    assert next_state(period_workflow(), PeriodState.CLOSED, Action.REOPEN, HEAD) is PeriodState.REOPENED
    assert next_state(late, PeriodState.CLOSED, Action.REOPEN, DIRECTOR) is PeriodState.REOPENED
    with pytest.raises(RuleBroken):
        next_state(late, PeriodState.CLOSED, Action.REOPEN, HEAD)


@pytest.mark.parametrize(
    ("state", "at_end", "at_close"),
    [
        (SheetState.NOT_STARTED, SheetState.NO_REPORT, SheetState.NO_REPORT),
        (SheetState.DRAFT, SheetState.NO_REPORT, SheetState.NO_REPORT),  # what is not sent does not count
        (SheetState.NO_REPORT, SheetState.NO_REPORT, SheetState.NO_REPORT),
        (SheetState.SUBMITTED, SheetState.SUBMITTED, SheetState.CLOSED),
        (SheetState.RETURNED, SheetState.RETURNED, SheetState.CLOSED),  # keeps the values last sent
        (SheetState.VERIFIED, SheetState.VERIFIED, SheetState.CLOSED),
    ],
)
def test_it_takes_the_sheets_along(state: SheetState, at_end: SheetState, at_close: SheetState) -> None:
    assert (sheet_at_window_end(state), sheet_at_period_close(state)) == (at_end, at_close)


def test_a_reopened_sheet_must_be_verified_anew() -> None:
    assert sheet_at_reopening(SheetState.CLOSED) is SheetState.SUBMITTED
    assert sheet_at_reopening(SheetState.NO_REPORT) is SheetState.NO_REPORT  # and may now be sent


@pytest.mark.parametrize("state", [PeriodState.OPEN, PeriodState.UNDER_REVIEW, PeriodState.REOPENED])
def test_it_takes_values_on_time_and_late(state: PeriodState) -> None:
    assert takes_values(state)
    check_takes_values(state)


@pytest.mark.parametrize(
    ("state", "code"), [(PeriodState.FUTURE, "period_not_open"), (PeriodState.CLOSED, "period_closed")]
)
def test_it_refuses_values_before_and_after(state: PeriodState, code: str) -> None:
    assert not takes_values(state)
    with pytest.raises(RuleBroken) as refusal:
        check_takes_values(state)
    assert (refusal.value.code, refusal.value.status) == (code, 409)
