from __future__ import annotations

import csv
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Shell


def days(shell: Shell, first: str, last: str, of: str = "hacienda_sv") -> Any:
    return shell.json("business-days", "--institution", of, "--from", first, "--to", last)


def test_it_prints_the_calendar_as_the_contract_has_it(shell: Shell) -> None:
    document = days(shell, "2027-03-15", "2027-04-02")
    assert set(document) == {"institution", "calendar", "business_days", "non_working"}
    assert {"date": "2027-03-22", "name": "Vacación de Semana Santa", "kind": "institutional"} in document[
        "non_working"
    ]


def test_it_gives_the_week_around_a_vacation(shell: Shell) -> None:
    assert days(shell, "2027-03-19", "2027-03-31")["business_days"] == ["2027-03-19", "2027-03-30", "2027-03-31"]


def test_it_refuses_a_span_that_runs_backwards(shell: Shell) -> None:
    words = ("--institution", "hacienda_sv", "--from", "2027-04-02", "--to", "2027-04-01")
    assert shell.run("business-days", *words).exit_code == 1


HOLIDAYS_2026 = {
    # Typed from the laws of each country: the Emiliani Mondays of Colombia, the fixed days of Peru.
    "trabajo_co": """01-01 01-12 03-23 04-02 04-03 05-01 05-18 06-08 06-15 06-29 07-13 07-20 08-07 08-17 10-12 11-02
                     11-16 12-08 12-25""",
    "huamanga_pe": "01-01 04-02 04-03 05-01 06-29 07-23 07-28 07-29 08-06 10-08 12-08 12-09 12-25",
}


@pytest.mark.parametrize("code", HOLIDAYS_2026)
def test_it_keeps_the_holidays_of_the_country(shell: Shell, code: str) -> None:
    found = days(shell, "2026-01-01", "2026-12-31", code)
    off = {f"2026-{day}" for day in HOLIDAYS_2026[code].split()}
    assert off.isdisjoint(found["business_days"])
    weekdays = {date(2026, 1, 1) + timedelta(days=day) for day in range(365)}
    worked = {str(day) for day in weekdays if day.weekday() < 5}
    assert set(found["business_days"]) == worked - off


@pytest.mark.parametrize("code", ["hacienda_co", "pasto_co"])
def test_offices_of_one_country_share_its_calendar(shell: Shell, code: str) -> None:
    year = ("2026-01-01", "2026-12-31")
    assert days(shell, *year, code)["business_days"] == days(shell, *year, "trabajo_co")["business_days"]


REAL = os.environ.get("RUMBO_REAL_DATA")
CALENDARS = {"hacienda_sv": "SV-public", "trabajo_co": "CO", "hacienda_co": "CO", "pasto_co": "CO", "huamanga_pe": "PE"}


@pytest.mark.skipif(not REAL, reason="RUMBO_REAL_DATA names the folder of real files")
@pytest.mark.parametrize("code", CALENDARS)
def test_it_agrees_with_the_typed_calendar_of_2026_on_every_line(shell: Shell, code: str) -> None:
    worked = [date.fromisoformat(day) for day in days(shell, "2025-12-01", "2027-02-28", code)["business_days"]]
    with (Path(REAL or "") / "business_days_2026.csv").open(encoding="utf-8") as file:
        lines = [line for line in csv.DictReader(file) if line["calendar"] == CALENDARS[code]]
    wrong = [line for line in lines if line["result"] != counted(line, worked)]
    assert (len(lines), wrong) == (433, [])


def counted(line: dict[str, str], worked: list[date]) -> str:
    """What a line of the file asks, answered from the list of business days."""
    rule, start = line["rule"], line["period_or_start"]
    if rule.startswith("plus_10"):
        return str([day for day in worked if day > date.fromisoformat(start)][9])
    if rule.startswith("quarter_end"):
        due = _quarter_end(start) + timedelta(days=10)
        return str(next(day for day in worked if day >= due) if rule.endswith("rolled_forward") else due)
    month = [day for day in worked if str(day).startswith(start)]
    return str(len(month)) if rule == "business_days_in_month" else str(month[int(rule.split("_")[2]) - 1])


def _quarter_end(text: str) -> date:
    year, quarter = text.split("-Q")
    return (date(int(year), int(quarter) * 3, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
