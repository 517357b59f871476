from __future__ import annotations

from typing import Any

import pytest

from tests.commands.conftest import Shell


def year(shell: Shell, number: int = 2027, of: str = "hacienda_sv") -> Any:
    return shell.json("deadlines", "--institution", of, "--year", str(number))


def test_it_prints_every_deadline_as_the_contract_has_it(shell: Shell) -> None:
    document = year(shell)
    july = next(each for each in document["deadlines"] if (each["rule"], each["period"]) == ("S0-D01", "2027-07"))
    why = july.pop("why")
    assert july == {
        "rule": "S0-D01",
        "subject": "capture_sheet",
        "period": "2027-07",
        "opens": "2027-08-09",
        "nominal_due": "2027-08-13",
        "effective_due": "2027-08-13",
        "due_at": "2027-08-13T23:59:59-06:00",
        "day_type": "BD",
    }
    assert "Vacación de agosto" in why


def test_it_gives_what_falls_due_in_the_year(shell: Shell) -> None:
    captures = [each for each in year(shell)["deadlines"] if each["rule"] == "S0-D01"]
    assert [each["period"] for each in captures][:2] == ["2026-12", "2027-01"]
    assert len(captures) == 12


def test_it_lists_what_waits_for_an_event_once(shell: Shell) -> None:
    waiting = {each["rule"]: (each["event"], each["offset"], each["day_type"]) for each in year(shell)["on_event"]}
    assert waiting == {
        "S0-D05": ("progress_sent", 0, "BD"),
        "S0-D06": ("progress_sent", 0, "BD"),
        "S0-D14": ("report_sent", 5, "BD"),
        "S0-D14b": ("meeting_held", 3, "BD"),
        "S0-D14c": ("memo_sent", 3, "BD"),
        "S0-D14d": ("commitment_due", 0, "BD"),
    }


CAPTURES = {
    "trabajo_co": {"S1-D07 2026-Q4": "2027-01-08", "S1-D07 2027-Q1": "2027-04-07"},
    "hacienda_co": {"S2-D02 2027-02": "2027-03-05", "S2-D02 2027-03": "2027-04-07"},
    "pasto_co": {"S3-D03 2027-02": "2027-03-05", "S3-D03 2027-03": "2027-04-07"},
    "huamanga_pe": {"S4-D05 2027-Q1": "2027-04-12", "S4-D08 2027-03": "2027-04-07"},
}
WAITING = {
    "trabajo_co": {"S1-D04", "S1-D05", "S1-D09b", "S1-D12"},
    "hacienda_co": {"S2-D05"},
    "pasto_co": {"S3-D05", "S3-D05b", "S3-D08", "S3-D08b", "S3-D10", "S3-D11"},
    "huamanga_pe": set(),
}


@pytest.mark.parametrize("code", CAPTURES)
def test_each_institution_has_its_own(shell: Shell, code: str) -> None:
    document = year(shell, of=code)
    due = {f"{each['rule']} {each['period']}": each["effective_due"] for each in document["deadlines"]}
    assert due.items() >= CAPTURES[code].items()
    assert {each["rule"] for each in document["on_event"]} == WAITING[code]


def test_it_prints_for_people_too(shell: Shell) -> None:
    result = shell.run("deadlines", "--institution", "hacienda_sv", "--year", "2027")
    assert "09/08/2027 – 13/08/2027" in result.output


def test_it_refuses_a_year_without_calendar(shell: Shell) -> None:
    assert shell.run("deadlines", "--institution", "hacienda_sv", "--year", "1850").exit_code != 0
