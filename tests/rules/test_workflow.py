from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.workflow import Action, SheetState, Step, Workflow, check_note, find_step, next_state, steps_open_to

LIAISON, HEAD, ANALYST = Role.LIAISON, Role.DEPARTMENT_HEAD, Role.PLANNING_ANALYST
MONTH = Workflow(
    "month",
    (
        Step(SheetState.NOT_STARTED, Action.SAVE, SheetState.DRAFT, frozenset({LIAISON})),
        Step(SheetState.DRAFT, Action.SUBMIT, SheetState.SUBMITTED, frozenset({LIAISON})),
        Step(SheetState.NO_REPORT, Action.SUBMIT, SheetState.SUBMITTED, frozenset({LIAISON})),
        Step(SheetState.SUBMITTED, Action.RETURN, SheetState.RETURNED, frozenset({HEAD, ANALYST}), note_required=True),
        Step(SheetState.SUBMITTED, Action.VERIFY, SheetState.VERIFIED, frozenset({HEAD}), not_by_author=True),
    ),
)


@pytest.mark.parametrize(
    ("state", "action", "roles", "to"),
    [
        (SheetState.NOT_STARTED, Action.SAVE, {LIAISON}, SheetState.DRAFT),
        (SheetState.DRAFT, Action.SUBMIT, {LIAISON, HEAD}, SheetState.SUBMITTED),  # a small office
        (SheetState.NO_REPORT, Action.SUBMIT, {LIAISON}, SheetState.SUBMITTED),  # late is not closed
        (SheetState.SUBMITTED, Action.RETURN, {ANALYST}, SheetState.RETURNED),
        (SheetState.SUBMITTED, Action.VERIFY, {HEAD}, SheetState.VERIFIED),
    ],
)
def test_it_leads_to_the_next_state(state: SheetState, action: Action, roles: set[Role], to: SheetState) -> None:
    assert next_state(MONTH, state, action, roles) is to


@pytest.mark.parametrize(
    ("state", "action"),
    [
        (SheetState.SUBMITTED, Action.SUBMIT),  # twice
        (SheetState.SUBMITTED, Action.SAVE),  # it lies with the head
        (SheetState.VERIFIED, Action.RETURN),  # this preset has no way back
        (SheetState.DRAFT, Action.VERIFY),  # not sent yet
        (SheetState.CLOSED, Action.SAVE),
    ],
)
def test_it_refuses_a_step_that_the_state_does_not_have(state: SheetState, action: Action) -> None:
    with pytest.raises(RuleBroken) as refusal:
        next_state(MONTH, state, action, set(Role))
    assert (refusal.value.code, refusal.value.status) == ("wrong_state", 409)


def test_it_names_the_state_in_spanish() -> None:
    with pytest.raises(RuleBroken, match="No se puede enviar: el estado actual es «cerrado»"):
        next_state(MONTH, SheetState.CLOSED, Action.SUBMIT, {LIAISON})


@pytest.mark.parametrize("roles", [{LIAISON}, {ANALYST}, {Role.INTERNAL_CONTROL}, set()])
def test_it_refuses_a_role_that_the_step_does_not_name(roles: set[Role]) -> None:
    with pytest.raises(RuleBroken) as refusal:
        next_state(MONTH, SheetState.SUBMITTED, Action.VERIFY, roles)
    assert (refusal.value.code, refusal.value.status) == ("wrong_role", 403)


@pytest.mark.parametrize(
    ("state", "roles", "actions"),
    [
        (SheetState.SUBMITTED, {HEAD}, ["return", "verify"]),
        (SheetState.SUBMITTED, {ANALYST}, ["return"]),
        (SheetState.SUBMITTED, {LIAISON}, []),
        (SheetState.DRAFT, {LIAISON}, ["submit"]),
        (SheetState.CLOSED, set(Role), []),
    ],
)
def test_it_lists_the_steps_open_to_roles(state: SheetState, roles: set[Role], actions: list[str]) -> None:
    assert [step.action for step in steps_open_to(MONTH, state, roles)] == actions


@given(st.sampled_from(SheetState), st.sampled_from(Action), st.frozensets(st.sampled_from(Role)))
def test_it_offers_exactly_what_it_accepts(state: SheetState, action: Action, roles: frozenset[Role]) -> None:
    offered = action in {step.action for step in steps_open_to(MONTH, state, roles)}
    try:
        find_step(MONTH, state, action, roles)
    except RuleBroken:
        assert not offered
    else:
        assert offered


@pytest.mark.parametrize("note", ["", "  \n"])
def test_it_asks_for_the_note_of_a_return(note: str) -> None:
    step = find_step(MONTH, SheetState.SUBMITTED, Action.RETURN, {HEAD})
    with pytest.raises(RuleBroken) as refusal:
        check_note(step, note)
    assert (refusal.value.code, refusal.value.field) == ("note_required", "note")
    check_note(step, "Falta la actividad 3")


def test_it_verifies_without_a_note() -> None:
    check_note(find_step(MONTH, SheetState.SUBMITTED, Action.VERIFY, {HEAD}), "")
