from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.rules.checking import check_ladder, pending_check
from models.rules.preset_parse import parse_preset
from models.rules.roles import Role
from models.rules.segregation import who_verifies
from models.rules.workflow import Action, SheetState, Step
from tests.rules.declarations import declared

PRESETS = {code: parse_preset(declared(code)) for code in ("hacienda_sv", "trabajo_co", "pasto_co", "huamanga_pe")}
HEADS: Sequence[list[int]] = ([1], [2], [3])  # of the unit, of the one above, of the top
PLANNING = {Role.PLANNING_ANALYST: [11, 12], Role.PLANNING_HEAD: [21], Role.PLANNING_DIRECTOR: [31]}


@pytest.mark.parametrize(
    ("code", "plan_type", "chain"),
    [
        ("hacienda_sv", "POA", ["verify"]),
        ("trabajo_co", "PA", ["verify", "validate"]),
        ("pasto_co", "PDM", ["verify", "validate"]),
        ("huamanga_pe", "POI", ["supervise", "verify"]),
    ],
)
def test_a_sheet_waits_for_one_check_after_the_other(code: str, plan_type: str, chain: list[str]) -> None:
    workflow, state = PRESETS[code].sheet_workflow(plan_type), SheetState.SUBMITTED
    walked = []
    while (step := pending_check(workflow, state)) is not None:
        walked.append(step.action.value)
        state = step.to
    assert walked == chain


def turn(step: Step[SheetState], authors: set[int], heads: Sequence[list[int]] = HEADS) -> set[int]:
    return set(who_verifies(check_ladder(step, heads, PLANNING), authors))


def step_of(code: str, plan_type: str, state: SheetState) -> Step[SheetState]:
    step = pending_check(PRESETS[code].sheet_workflow(plan_type), state)
    assert step is not None
    return step


@pytest.mark.parametrize(
    ("code", "plan_type", "state", "people"),
    [
        ("hacienda_sv", "POA", SheetState.SUBMITTED, {1}),  # the head
        ("huamanga_pe", "POI", SheetState.SUBMITTED, {2}),  # the immediate superior
        ("huamanga_pe", "POI", SheetState.SUPERVISED, {11, 12, 21}),
        ("pasto_co", "PDM", SheetState.SUBMITTED, {11, 12, 21}),
        ("pasto_co", "PDM", SheetState.VERIFIED, {21}),
        ("trabajo_co", "PA", SheetState.VERIFIED, {11, 12, 21}),
    ],
)
def test_it_falls_on_whom_the_declaration_names(code: str, plan_type: str, state: SheetState, people: set[int]) -> None:
    assert turn(step_of(code, plan_type, state), set()) == people


@pytest.mark.parametrize(
    ("authors", "heads", "people"),
    [
        ({1}, HEADS, {2}),  # the head entered it himself
        (set(), ([1], [], [3]), {3}),  # nobody directs the unit above
        (set(), ([1],), {1}),  # nothing stands above
        ({1}, ([1],), {11, 12}),
        ({1, 11, 12}, ([1],), {21}),
        ({1, 11, 12, 21, 31}, ([1],), set()),
    ],
)
def test_supervision_moves_up_and_never_to_an_author(
    authors: set[int], heads: Sequence[list[int]], people: set[int]
) -> None:
    assert turn(step_of("huamanga_pe", "POI", SheetState.SUBMITTED), authors, heads) == people


def test_a_sheet_at_the_end_of_its_way_waits_for_nobody() -> None:
    assert pending_check(PRESETS["hacienda_sv"].sheet_workflow("POA"), SheetState.VERIFIED) is None
    assert pending_check(PRESETS["pasto_co"].sheet_workflow("PDM"), SheetState.VALIDATED) is None
    assert Action.SUPERVISE not in {step.action for step in PRESETS["pasto_co"].sheet_workflow("PDM").steps}
