from __future__ import annotations

from datetime import date

import pytest

from models.rules.cell import Cell
from tests.rules.package_sheets import found_with, parsed_with

# Today is 2027-04-08 in these tests; the plan goes through 2027.
CASES: list[tuple[dict[str, Cell], list[tuple[str, str]]]] = [
    ({"plan!E2": date(2026, 12, 31)}, [("dates_reversed", "plan!E2")]),
    ({"plan!E2": date(2027, 1, 1)}, [("dates_reversed", "plan!E2")]),
    ({"items!H3": date(2027, 1, 3)}, [("dates_reversed", "items!H3")]),
    ({"items!H3": date(2027, 1, 4)}, []),  # one day is long enough for an activity
    ({"items!G3": date(2026, 12, 31)}, [("dates_outside_plan", "items!G3")]),
    ({"items!H3": date(2028, 1, 1)}, [("dates_outside_plan", "items!H3")]),
    ({"plan!D2": date(2027, 3, 1), "items!G3": None}, []),  # a year is a period of a plan that begins in March
    ({"targets!C2": "2026-12"}, [("period_outside_plan", "targets!C2")]),
    ({"targets!C2": "2027/2028"}, [("period_outside_plan", "targets!C2")]),
    ({"actuals!C2": "2026-12"}, [("period_outside_plan", "actuals!C2")]),
    ({"internal_activities!B2": "2026-12"}, [("period_outside_plan", "internal_activities!B2")]),
    ({"actuals!C2": "2027-04"}, []),  # begun
    ({"actuals!C2": "2027-05"}, [("future_actual", "actuals!C2")]),
    ({"actuals!C4": "2027-05"}, []),  # a reason is no value
    ({"internal_activities!B2": "2027-05"}, [("future_actual", "internal_activities!B2")]),
    ({"targets!C2": "2027-05"}, []),
]


@pytest.mark.parametrize(("edits", "problems"), CASES)
def test_it_keeps_dates_and_periods_inside_the_plan(edits: dict[str, Cell], problems: list[tuple[str, str]]) -> None:
    assert found_with(edits) == problems


def test_it_names_the_days_of_the_plan() -> None:
    (problem,) = parsed_with({"items!G3": date(2026, 12, 31)}).problems
    assert problem.message == "Las fechas salen del plan, que va del 2027-01-01 al 2027-12-31. Corríjalas."


def test_it_compares_with_no_plan_where_it_could_not_be_read() -> None:
    edits: dict[str, Cell] = {"plan!A2": None, "items!G3": date(2026, 1, 1), "targets!C2": "2026-12", "items!E2": "UFI"}
    assert found_with(edits) == [("blank_required", "plan!A2")]
