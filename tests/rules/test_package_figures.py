from __future__ import annotations

import pytest

from models.rules.cell import Cell
from tests.rules.package_sheets import found_with, parsed_with

# I-d goes down from 20 to 15.125 and is the last value; I-a goes up by the sum.
CASES: list[tuple[dict[str, Cell], list[tuple[str, str]]]] = [
    ({"indicators!I3": None}, [("baseline_missing", "indicators!I3")]),
    ({"indicators!I3": None, "indicators!H3": 0}, []),
    ({"indicators!I3": 15}, [("baseline_against_direction", "targets!D6")]),
    ({"indicators!I3": "15.1250"}, [("baseline_against_direction", "targets!D6")]),
    ({"indicators!I3": 15, "indicators!H3": 0}, []),  # a baseline that is not used
    ({"indicators!G3": "sum"}, [("baseline_not_used", "indicators!H3")]),
    ({"indicators!H2": 1, "indicators!I2": 1}, []),
    ({"indicators!H2": 1, "indicators!I2": 2}, [("baseline_not_below_target", f"targets!D{row}") for row in (2, 3, 4)]),
    ({"indicators!F3": "keep"}, []),
    (
        {"indicators!F2": "milestone", "targets!D2": 0, "targets!D3": 1, "actuals!D2": 1},
        [("milestone_not_0_or_1", "targets!D4")],
    ),
    (
        {"indicators!F2": "milestone", "targets!D2": 0, "targets!D3": 0, "targets!D4": 1},
        [("milestone_not_0_or_1", "actuals!D2")],
    ),
    ({"targets!D5": 3}, [("target_does_not_apply", "targets!D5")]),
    (
        {"targets!A5": "I-x", "targets!D5": 3},
        [("unknown_indicator", "targets!A5"), ("target_does_not_apply", "targets!D5")],
    ),
    ({"actuals!H2": "Sin datos"}, [("no_report_with_actual", "actuals!D2")]),
    ({"actuals!D2": -1}, [("negative_number", "actuals!D2")]),
    ({"budget!C3": 2026}, [("budget_year_mismatch", "budget!D3")]),
    ({"budget!D3": "2026/2027"}, [("period_outside_plan", "budget!D3"), ("budget_year_mismatch", "budget!D3")]),
    ({"budget!F3": 1}, [("initial_on_part_of_year", "budget!F3")]),
    ({"budget!G3": 0}, [("initial_on_part_of_year", "budget!G3")]),
    ({"budget!K2": 5}, []),  # a stage on the row of the year
    ({"budget!F2": -1}, [("negative_number", "budget!F2")]),
    ({"budget!K3": "-20.5"}, []),  # a reversal
]  # fmt: skip


@pytest.mark.parametrize(("edits", "problems"), CASES)
def test_it_holds_figures_against_their_rules(edits: dict[str, Cell], problems: list[tuple[str, str]]) -> None:
    assert found_with(edits) == problems


def test_it_shows_both_numbers_of_a_baseline() -> None:
    (problem,) = parsed_with({"indicators!I3": 15}).problems
    assert problem.message == "Debe bajar, y su línea base (15) no es mayor que la meta (15.1250)."
