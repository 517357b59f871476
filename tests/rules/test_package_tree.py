from __future__ import annotations

import pytest

from models.rules.cell import Cell
from models.rules.package_contents import units_responsible
from models.rules.package_rows import ItemRow
from tests.files.packages import small_package
from tests.rules.package_sheets import found_with, parsed_with

CASES: list[tuple[dict[str, Cell], list[tuple[str, str]]]] = [
    ({"items!C3": "tarea"}, [("unknown_level", "items!C3")]),
    ({"items!B3": None, "items!F2": 40, "items!F4": 100}, [("parent_level_not_allowed", "items!B3")]),
    ({"items!B4": "F-01-a", "items!F3": 100, "items!F4": 100}, [("parent_level_not_allowed", "items!B4")]),
    ({"items!C3": "function"}, [("parent_level_not_allowed", "items!B3")]),
    ({"plan!F2": None}, [("org_unit_missing", f"items!E{row}") for row in (2, 3, 4)]),
    ({"plan!F2": None, "items!E2": "UFI"}, []),  # the activities belong to their function's unit
    ({"items!F3": 50}, [("weights_not_100", "items!F3")]),
    ({"items!F3": None, "items!F4": None}, []),  # no weights at all are no fault
    ({"items!F3": None}, [("weights_not_100", "items!F3")]),
    ({"items!F2": 99}, [("weights_not_100", "items!F2")]),
    ({"indicators!L2": 50}, [("weights_not_100", "indicators!L2")]),
    ({"indicators!L2": 100}, []),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "problems"), CASES)
def test_it_keeps_the_tree_in_shape(edits: dict[str, Cell], problems: list[tuple[str, str]]) -> None:
    assert found_with(edits) == problems


def test_it_takes_three_thirds_for_a_whole() -> None:
    third = "33.3333"
    edits: dict[str, Cell] = {"items!A5": "F-01-x", "items!B5": "F-01", "items!C5": "activity", "items!D5": "x"}
    assert found_with(edits | {"items!F3": third, "items!F4": third, "items!F5": third}) == []


def test_it_names_the_level_and_what_is_above() -> None:
    (problem,) = parsed_with({"items!B4": "F-01-a", "items!F3": 100, "items!F4": 100}).problems
    assert problem.message == "Un «activity» no puede ir debajo de un «activity». Corrija el padre o el nivel."


def test_it_leaves_levels_alone_where_the_plan_type_is_unknown() -> None:
    assert found_with({"plan!C2": "PEI", "items!C3": "tarea"}) == [("unknown_plan_type", "plan!C2")]


def test_it_leaves_levels_alone_where_the_plan_could_not_be_read() -> None:
    assert found_with({"plan!A2": None, "items!C3": "tarea", "items!E2": "UFI"}) == [("blank_required", "plan!A2")]


def test_it_follows_a_circle_once_and_shows_its_way() -> None:
    edits: dict[str, Cell] = {"items!B2": "F-01-d", "items!B4": "F-01", "items!F2": None, "items!F4": None}
    circles = [problem for problem in parsed_with(edits).problems if problem.code == "cycle"]
    assert [problem.message for problem in circles] == [
        "Los padres forman un círculo: F-01 → F-01-d → F-01. Corrija uno de ellos."
    ]


def test_it_finds_a_unit_that_is_its_own_parent() -> None:
    assert found_with({"org_units!B2": "UFI"}) == [("cycle", "org_units!B2")]


def test_it_finds_who_answers_for_every_item() -> None:
    items = (
        ItemRow("child", "own", "x", "x"),
        ItemRow("own", "top", "x", "x", "B"),
        ItemRow("top", None, "x", "x"),
        ItemRow("orphan", "nobody", "x", "x"),
        ItemRow("round", "about", "x", "x"),
        ItemRow("about", "round", "x", "x"),
    )
    plan = small_package().plan
    expected = {"child": "B", "own": "B", "top": "UFI", "orphan": "UFI", "round": None, "about": None}
    assert units_responsible(plan, items) == expected
    assert units_responsible(None, items)["top"] is None
