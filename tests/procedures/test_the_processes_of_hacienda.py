"""A month of a ministry that works by processes: recorded by the liaison, verified by planning's adviser (S2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.rules.period import PeriodKind
from models.rules.roles import Role
from models.rules.workflow import SheetState
from tests.commands.conftest import Shell
from tests.procedures.office import Office, indicator, item, people, plan, store, story_of, targets
from tests.procedures.steps import fill, press, send

MONTH = "2027-02"
UNITS = [("MHCP", None, "despacho"), ("GF", "MHCP", "proceso"), ("TH", "MHCP", "proceso")]


def action_plan() -> Any:
    return plan(
        *("PA-2027", "PA", (2027, 2027), UNITS),
        items=[
            item("P-GF", None, "dependency", "GF", "50"),
            item("P-TH", None, "dependency", "TH", "50"),
            item("GF-1", "P-GF", "activity", "GF", "75"),
            item("GF-2", "P-GF", "activity", "GF", "25"),
            item("TH-1", "P-TH", "activity", "TH", "100"),
        ],
        indicators=[indicator(of, PeriodKind.MONTH) for of in ("GF-1", "GF-2", "TH-1")],
        targets=[row for of in ("GF-1", "GF-2", "TH-1") for row in targets(of, {MONTH: 4})],
    )


@pytest.fixture
def processes(
    system: Any, shell: Shell, sign_in: Callable[[str], FlaskClient], tick_at: Callable[[str], Any]
) -> Office:
    """February has opened."""
    shell.now = "2027-02-01T08:00-05:00"
    store(shell, action_plan(), "hacienda_co", "--in-force", "Acta 3")
    people(
        "hacienda_co",
        {f"enlace-{unit}": (Role.LIAISON, unit) for unit in ("GF", "TH")}
        | {f"lider-{unit}": (Role.DEPARTMENT_HEAD, unit) for unit in ("GF", "TH")}
        | {"gesfo": (Role.PLANNING_ANALYST, "MHCP"), "oap": (Role.PLANNING_HEAD, "MHCP")},
    )
    office = Office("hacienda_co", "PA-2027", story_of("hacienda_co"), shell, sign_in, tick_at)
    assert {"institution": "hacienda_co", "period": MONTH} in office.at("2027-03-01T08:00-05:00").opened
    return office


@pytest.fixture
def told(processes: Office) -> Office:
    """One process sent its record; the other did not."""
    browser = processes.sign_in("enlace-GF")
    assert fill(browser, processes.story, MONTH, {"GF-1": "4", "GF-2": "2"}).status_code == 302
    assert send(browser, MONTH).status_code == 302
    return processes


def test_the_adviser_verifies_and_the_leader_does_not(told: Office) -> None:
    page = f"/bandeja/{told.sheet('GF', MONTH).id}/"
    assert press(told.sign_in("lider-GF"), page, f"{page}verify", check="verify").status_code == 403
    assert press(told.sign_in("gesfo"), page, f"{page}verify", check="submit").status_code == 404
    assert (
        press(told.sign_in("gesfo"), page, f"{page}verify", check="validate").status_code == 409
    )  # it has no such step
    assert press(told.sign_in("gesfo"), page, f"{page}verify", check="verify").status_code == 302
    assert told.sheet("GF", MONTH).state is SheetState.VERIFIED


def test_the_adviser_returns_what_is_not_clear(told: Office) -> None:
    page = f"/bandeja/{told.sheet('GF', MONTH).id}/"
    assert press(told.sign_in("gesfo"), page, f"{page}return", remark="Falta el soporte").status_code == 302
    assert "Falta el soporte" in told.sign_in("enlace-GF").get(f"/mi-mes/{MONTH}/").text


def test_each_process_has_its_figures(told: Office) -> None:
    told.at("2027-03-06T00:01-05:00")  # the fifth business day was yesterday
    items = told.items(MONTH)
    assert (items["P-GF"]["to_date_percent"], items["P-GF"]["color"]) == ("87.50", "yellow")
    assert (items["P-TH"]["to_date_percent"], items["P-TH"]["state"]) == ("0.00", "no_report")
    document = told.consolidated(MONTH)
    assert {row["code"]: row["percent"] for row in document["org_units"]} == {"GF": "87.50", "TH": "0.00"}
    assert [row["code"] for row in document["no_report"]] == ["TH"]
