"""Rows of execution as lines: totals to date become months, months to come are left out, what is not said stays."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.execution_lines import NOTHING, FileLine, LineKey, Stages, gather, last_month, stored_periods
from models.rules.package_rows import ExecutionRow
from models.rules.period import Period

KEY = LineKey("A", "", "", None, 2026, "SGP", "", "")
OCTOBER = Period.parse("2026-10")


def accrued(amount: int | None) -> Stages:
    return None, None, None, None if amount is None else Decimal(amount), None


def line(periods: dict[str, int], to_date: dict[str, int] | None = None) -> FileLine:
    found = FileLine(KEY, 2)
    found.periods = {Period.parse(code): accrued(amount) for code, amount in periods.items()}
    found.to_date = {Period.parse(code): accrued(amount) for code, amount in (to_date or {}).items()}
    return found


def told(periods: dict[str, Stages]) -> dict[str, Decimal | None]:
    return {code: stages[3] for code, stages in sorted(periods.items())}


@pytest.mark.parametrize(
    ("standing", "brought", "stored"),
    [
        ({}, {"2026-10": 700}, {"2026-10": 700}),  # nothing before: all of it is October's
        ({"2026-08": 300, "2026-09": 100}, {"2026-10": 700}, {"2026-08": 300, "2026-09": 100, "2026-10": 300}),
        ({"2026-09": 500}, {"2026-10": 450}, {"2026-09": 500, "2026-10": -50}),  # it went down: a reversal
        ({"2026-10": 300, "2026-11": 90}, {"2026-10": 350}, {"2026-10": 350, "2026-11": 90}),  # an older file
        ({"2025-12": 999}, {"2026-10": 700}, {"2025-12": 999, "2026-10": 700}),  # another year is another sum
        ({"2026-09": 400}, {"2026": 700}, {"2026-09": 400, "2026-10": 300}),  # of the year: the month of the file
    ],
)
def test_a_total_to_date_leaves_its_month_the_difference(
    standing: dict[str, int], brought: dict[str, int], stored: dict[str, int]
) -> None:
    before = {code: accrued(amount) for code, amount in standing.items()}
    assert told(stored_periods(line({}, brought), before, OCTOBER)) == stored


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=12))
def test_totals_to_date_add_up_to_the_last_one(totals: list[int]) -> None:
    stored: dict[str, Stages] = {}
    for number, total in enumerate(totals, start=1):
        stored = stored_periods(line({}, {f"2026-{number:02}": total}), stored, None)
    assert sum((stages[3] or Decimal(0) for stages in stored.values()), Decimal(0)) == totals[-1]


def test_zeros_behind_the_month_of_the_file_have_not_come() -> None:
    brought = line({"2026-10": 5, "2026-11": 0, "2026-12": 0})
    assert told(stored_periods(brought, {"2026-12": accrued(7)}, OCTOBER)) == {"2026-10": 5, "2026-12": 0}


def test_what_the_file_does_not_say_stays() -> None:
    programmed: Stages = (Decimal(90), None, None, Decimal(1), None)
    stored = stored_periods(line({"2026-10": 5}), {"2026-10": programmed}, OCTOBER)
    assert stored == {"2026-10": (Decimal(90), None, None, Decimal(5), None)}


def test_rows_of_one_line_come_together() -> None:
    year, month = Period.parse("2026"), Period.parse("2026-03")
    rows = [
        ExecutionRow("A", 2026, year, initial=Decimal(5), current=Decimal(6), row=2),
        ExecutionRow("A", 2026, month, accrued=Decimal(1), row=3),
        ExecutionRow("B", 2026, year, current=Decimal(0), row=4),
    ]
    first, second = gather(rows)
    assert (first.initial, first.current, first.row, first.rows) == (5, 6, 2, {month: 3})
    assert (second.current, second.periods) == (0, {})


def test_the_month_of_a_file_is_the_last_with_money() -> None:
    assert last_month([line({"2026-03": 4, "2026-07": 0}), line({"2026-02": -1})]) == Period.parse("2026-03")
    assert last_month([line({"2026": 4})]) is None
    assert accrued(None) == NOTHING
