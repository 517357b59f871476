from __future__ import annotations

import pytest

from models.rules.roles import Role
from models.rules.sheet_path import place_on_path, sheet_path
from models.rules.workflow import Action, SheetState, Step, Workflow

DRAFT, SUBMITTED, SUPERVISED, VERIFIED = (
    SheetState.DRAFT,
    SheetState.SUBMITTED,
    SheetState.SUPERVISED,
    SheetState.VERIFIED,
)
ANYBODY = frozenset({Role.LIAISON})


def workflow(*steps: tuple[SheetState, Action, SheetState]) -> Workflow[SheetState]:
    """A workflow whose steps are open to the liaison."""
    return Workflow("sheet", tuple(Step(state, action, to, ANYBODY) for state, action, to in steps))


SHORT = workflow(
    (DRAFT, Action.SAVE, DRAFT),
    (DRAFT, Action.SUBMIT, SUBMITTED),
    (SUBMITTED, Action.RETURN, SheetState.RETURNED),
    (SUBMITTED, Action.VERIFY, VERIFIED),
    (SheetState.RETURNED, Action.SUBMIT, SUBMITTED),
)
LONG = workflow(
    (DRAFT, Action.SUBMIT, SUBMITTED),
    (SUBMITTED, Action.SUPERVISE, SUPERVISED),
    (SUPERVISED, Action.VERIFY, VERIFIED),
    (VERIFIED, Action.VALIDATE, SheetState.VALIDATED),
)


def test_it_goes_from_capture_to_the_last_check() -> None:
    assert sheet_path(SHORT) == (DRAFT, SUBMITTED, VERIFIED)
    assert sheet_path(LONG) == (DRAFT, SUBMITTED, SUPERVISED, VERIFIED, SheetState.VALIDATED)


def test_it_ends_where_the_steps_turn_back() -> None:
    assert sheet_path(workflow((DRAFT, Action.SUBMIT, SUBMITTED), (SUBMITTED, Action.VERIFY, DRAFT))) == (
        DRAFT,
        SUBMITTED,
    )


@pytest.mark.parametrize(
    ("state", "place"),
    [
        (SheetState.NOT_STARTED, 0),
        (SheetState.RETURNED, 0),
        (SheetState.NO_REPORT, 0),
        (DRAFT, 0),
        (SUBMITTED, 1),
        (VERIFIED, 2),
        (SheetState.CLOSED, 3),  # beyond the last step
    ],
)
def test_it_says_where_a_sheet_stands(state: SheetState, place: int) -> None:
    assert place_on_path(sheet_path(SHORT), state) == place
