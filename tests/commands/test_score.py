from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.commands.conftest import Shell
from tests.worked_example import operating_plan, strategic_plan

KEYS = {
    *("code", "parent", "level", "org_unit", "state", "period_state", "basis", "planned", "actual"),
    *("planned_to_date", "actual_to_date", "period_percent", "to_date_percent", "year_percent", "plan_percent"),
    *("capped_percent", "color", "period_color", "reported", "expected"),
}
"""What the contract promises of an item."""


def score(shell: Shell, plan: str, *words: str) -> Any:
    return shell.json("score", "--institution", "hacienda_sv", "--plan", plan, "--period", "2027-03", *words)


def items(document: Any) -> dict[str, Any]:
    return {item["code"]: item for item in document["items"]}


def test_it_prints_the_example_as_the_contract_has_it(example: Shell) -> None:
    document = score(example, "POA-2027")
    assert set(document) == {"plan", "period", "basis", "items", "summary"}
    assert set(document["items"][0]) >= KEYS
    found = items(document)
    assert (found["F-01"]["period_percent"], found["F-01"]["to_date_percent"]) == ("78.89", "87.22")
    assert (found["a"]["planned_to_date"], found["a"]["actual_to_date"], found["a"]["parent"]) == ("6", "7", "F-01")
    assert (found["c"]["to_date_percent"], found["c"]["planned"]) == (None, None)
    assert items(score(example, "PEI"))["PE-01"]["to_date_percent"] == "77.78"


def test_it_sums_up_as_the_contract_has_it(example: Shell) -> None:
    summary = score(example, "POA-2027")["summary"]
    assert {"items", "by_state", "by_color", "percent", "coverage_percent"} <= set(summary)
    assert (summary["items"], summary["percent"], summary["by_color"]["grey"]) == (5, "87.22", 1)


@pytest.mark.parametrize(
    ("now", "state"),
    [("2027-04-07T23:59:59-06:00", "pending"), ("2027-04-08T00:00:00-06:00", "no_report")],
)
def test_the_clock_alone_ends_the_window(shell: Shell, now: str, state: str) -> None:
    """Nothing was reported of March, and no clock process ran."""
    shell.now = "2027-03-05T12:00-06:00"
    shell.import_plan(strategic_plan(), "--in-force", "Acuerdo 1")
    early = tuple(row for row in operating_plan().actuals if str(row.period) < "2027-03")
    shell.import_plan(replace(operating_plan(), actuals=early, internal_activities=()), "--in-force", "Acuerdo 2")
    score(shell, "POA-2027")  # stored while everything was awaited
    shell.now = now
    assert items(score(shell, "POA-2027"))["b"]["state"] == state


def test_it_shows_what_was_known_at_a_moment(example: Shell) -> None:
    document = score(example, "POA-2027", "--as-of", "2027-04-01T00:00-06:00")
    assert (document["items"], document["summary"]["items"]) == ([], 0)


def test_it_prints_for_people_too(example: Shell) -> None:
    result = example.run("score", "--institution", "hacienda_sv", "--plan", "POA-2027", "--period", "2027-03")
    assert "no programado" in result.output
    assert "POA-2027 2027-03: 87.22" in result.output


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--institution", "otra", "--plan", "POA-2027", "--period", "2027-03"), "institución «otra»"),
        (("--institution", "hacienda_sv", "--plan", "PAC", "--period", "2027-03"), "no tiene el plan «PAC»"),
        (("--institution", "hacienda_sv", "--plan", "POA-2027", "--period", "marzo"), "«marzo» no es un periodo"),
        (
            *[("--institution", "hacienda_sv", "--plan", "POA-2027", "--period", "2027-03", "--as-of", "ayer")],
            "«ayer» no es un momento",
        ),
    ],
)
def test_it_refuses_in_one_line(example: Shell, words: tuple[str, ...], part: str) -> None:
    result = example.run("score", *words)
    assert result.exit_code == 1
    assert part in result.output
    assert "Traceback" not in result.output
