from __future__ import annotations

import csv
import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.commands.conftest import Shell


def days(shell: Shell, first: str, last: str) -> Any:
    return shell.json("business-days", "--institution", "hacienda_sv", "--from", first, "--to", last)


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


REAL = os.environ.get("RUMBO_REAL_DATA")


@pytest.mark.skipif(not REAL, reason="RUMBO_REAL_DATA names the folder of real files")
def test_it_agrees_with_the_typed_calendar_of_2026_on_every_line(shell: Shell) -> None:
    worked = [date.fromisoformat(day) for day in days(shell, "2025-12-01", "2027-02-28")["business_days"]]
    with (Path(REAL or "") / "business_days_2026.csv").open(encoding="utf-8") as file:
        lines = [line for line in csv.DictReader(file) if line["calendar"] == "SV-public"]
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
