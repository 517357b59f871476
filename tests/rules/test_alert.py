"""Alerts: which items raise them, and what closes them (R SM-4, S0-I-06)."""

from __future__ import annotations

import pytest

from models.rules.alert import AlertKind, asking_colors, check_answered, levels_that_answer
from models.rules.errors import RuleBroken
from models.rules.preset_parse import parse_preset
from tests.rules.declarations import declared

MINISTRY = parse_preset(declared("hacienda_sv"))


@pytest.mark.parametrize(("plan_type", "levels"), [("PEI", ["project"]), ("POA", ["activity"])])
def test_it_asks_projects_or_else_what_units_report(plan_type: str, levels: list[str]) -> None:
    assert levels_that_answer(MINISTRY.plan_type(plan_type)) == levels


def test_it_asks_in_red_and_in_yellow() -> None:
    assert set(asking_colors(MINISTRY.plan_type("PEI"), "project")) == {"red", "yellow"}


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (AlertKind.EARLY, "action_missing"),
        (AlertKind.MISSING_ACTION, "action_missing"),
        (AlertKind.PERSISTENT, "new_action_missing"),
    ],
)
def test_it_stays_open_without_its_action(kind: AlertKind, code: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        check_answered(kind, is_answered=False)
    assert refusal.value.code == code


@pytest.mark.parametrize("kind", AlertKind)
def test_it_is_closed_once_it_is_answered(kind: AlertKind) -> None:
    check_answered(kind, is_answered=True)


def test_it_asks_no_action_for_facts_that_do_not_go_together() -> None:
    check_answered(AlertKind.INCOHERENT, is_answered=False)
