"""Example 6.5: a quarter of the operating plan with monthly targets, the superior's conformity, the CEPLAN way (S4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.queries.update_status import update_status
from models.rules.indicator_kind import IndicatorKind
from models.rules.measure import Accumulation
from models.rules.money import Coherence, Money, coherence, coherence_gap, programmed_execution_percent
from models.rules.period import Period, PeriodKind
from models.rules.roles import Role
from models.rules.workflow import SheetState
from tests.commands.conftest import Shell
from tests.conftest import rows
from tests.factories import institution
from tests.procedures.office import Office, indicator, item, money, people, plan, spent, store, story_of, targets
from tests.procedures.steps import fill, press, send

QUARTER = "2027-Q1"
OPENING, LAST_MOMENT, AFTER = "2027-04-01T08:00-05:00", "2027-04-12T23:50-05:00", "2027-04-13T00:00:01-05:00"
UNITS = [
    ("ALC", None, "alcaldia"),
    ("GDH", "ALC", "gerencia"),
    ("SGC", "GDH", "subgerencia"),
    ("SGD", "GDH", "subgerencia"),
]
TRAINING = (0, 10, 20, 10, 10, 10, 0, 20, 10, 10, 20, 0)
VALUATION = ("0", "1105", "1560", "955", "605", "955", "0", "1560", "605", "955", "1560", "0")
MONTHS = [f"2027-{month:02}" for month in range(1, 13)]
PROCESS = {"kind": IndicatorKind.PROCESS}


def operating_plan() -> Any:
    return plan(
        *("POI-2027", "POI", (2027, 2027), UNITS),
        items=[
            item("OEI-1", None, "objective", "ALC"),
            item("AEI-1.1", "OEI-1", "action", "GDH"),
            item("AEI-1.2", "OEI-1", "action", "GDH"),
            item("CAP", "AEI-1.1", "activity", "SGC"),
            item("DEP", "AEI-1.2", "activity", "SGD"),
            item("NIV", "AEI-1.2", "activity", "SGD"),
            item("LIB", "AEI-1.2", "activity", "SGD"),
        ],
        indicators=[
            indicator("CAP", PeriodKind.QUARTER, **PROCESS),
            indicator("DEP", PeriodKind.QUARTER, **PROCESS),
            indicator("NIV", PeriodKind.QUARTER, Accumulation.LAST, **PROCESS),
            indicator("LIB", PeriodKind.QUARTER, **PROCESS),
        ],
        targets=[
            *targets("CAP", dict(zip(MONTHS, TRAINING, strict=True))),
            *targets("DEP", dict.fromkeys(MONTHS[:3], 3)),
            *targets("NIV", dict.fromkeys(MONTHS, 4)),
            *targets("LIB", {"2027-07": 5}),  # nothing in the first quarter: S.P.
        ],
        budget=[
            money("CAP", "Recursos ordinarios", 2027, initial=9860, current=9860),
            *(spent("CAP", "Recursos ordinarios", month, programmed=VALUATION[at], accrued=accrued)
              for at, (month, accrued) in enumerate(zip(MONTHS[:3], (0, 900, 1410), strict=True))),
        ],
    )  # fmt: skip


@pytest.fixture
def huamanga(system: Any, shell: Shell, sign_in: Callable[[str], FlaskClient], tick_at: Callable[[str], Any]) -> Office:
    """The operating plan in force, and the first quarter open."""
    shell.now = "2027-01-04T08:00-05:00"
    store(shell, operating_plan(), "huamanga_pe", "--in-force", "Resolución 1")
    people(
        "huamanga_pe",
        {f"enlace-{unit}": (Role.LIAISON, unit) for unit, *_ in UNITS}
        | {f"jefe-{unit}": (Role.DEPARTMENT_HEAD, unit) for unit, *_ in UNITS}
        | {"upp": (Role.PLANNING_ANALYST, "ALC"), "opp": (Role.PLANNING_HEAD, "ALC")},
    )
    office = Office("huamanga_pe", "POI-2027", story_of("huamanga_pe"), shell, sign_in, tick_at)
    report = office.at(OPENING)
    assert {"institution": "huamanga_pe", "period": QUARTER} in report.opened
    return office


def tell(office: Office, unit: str, values: dict[str, str]) -> Any:
    browser = office.sign_in(f"enlace-{unit}")
    assert fill(browser, office.story, QUARTER, values).status_code == 302
    return send(browser, QUARTER)


@pytest.fixture
def told(huamanga: Office) -> Office:
    """24 of 30 persons trained; the other unit above, and at, its targets."""
    assert tell(huamanga, "SGC", {"CAP": "24"}).status_code == 302  # it warns, it does not refuse (rulings 13)
    assert tell(huamanga, "SGD", {"DEP": "12", "NIV": "3"}).status_code == 302
    return huamanga


def test_a_quarter_shows_what_its_months_programme(huamanga: Office) -> None:
    liaison = huamanga.sign_in("enlace-SGC")
    cells = re.findall(r"<td[^>]*>\s*([0-9.]+)\s*</td>", liaison.get(f"/mi-mes/{QUARTER}/").text)
    assert cells[0] == "30"  # 0, 10 and 20
    assert "CAP" in liaison.get(f"/mi-mes/{QUARTER}/review").text  # it is missing
    status = {
        row.sheet.unit_code: (row.reported, row.expected)
        for row in update_status(institution("huamanga_pe").id, QUARTER)
    }
    assert status == {"SGC": (0, 1), "SGD": (0, 2)}  # nothing is asked of what has no month in the quarter


def test_an_activity_is_measured_as_the_example_says(told: Office) -> None:
    found = told.items(QUARTER)["CAP"]
    assert (found["planned"], found["actual"], found["period_percent"]) == ("30", "24", "80.00")
    assert (found["color"], found["year_percent"], found["to_date_percent"]) == ("yellow", "20.00", "80.00")
    assert (found["reported"], found["expected"]) == (1, 1)  # one sheet for three months


def test_actions_and_total_follow_the_ceplan_way(told: Office) -> None:
    document = told.score(QUARTER)
    items = {each["code"]: each for each in document["items"]}
    assert (items["DEP"]["to_date_percent"], items["DEP"]["capped_percent"]) == ("133.33", "100.00")
    assert (items["NIV"]["to_date_percent"], items["LIB"]["state"]) == ("75.00", "not_programmed")
    assert (items["AEI-1.1"]["to_date_percent"], items["AEI-1.2"]["to_date_percent"]) == ("80.00", "87.50")
    assert items["OEI-1"]["to_date_percent"] == "83.75"
    assert document["summary"]["percent"] == "85.00"  # of 80, 100 and 75, and not of the actions


def test_execution_stands_beside_what_was_programmed(told: Office) -> None:
    (row,) = told.consolidated(QUARTER)["budget"]
    assert (row["current"], row["accrued"], row["executed_percent"]) == ("9860.00", "2310.00", "23.43")
    programmed = Decimal(rows("SELECT sum(programmed) FROM budget_month")[0][0])
    assert programmed == 2665
    against = Money(current=Decimal(9860), programmed=programmed, accrued=Decimal(row["accrued"]))
    assert programmed_execution_percent(against, Period.parse(QUARTER)) == Decimal("86.68")
    gap = coherence_gap(Decimal(told.items(QUARTER)["CAP"]["year_percent"]), Decimal(row["executed_percent"]))
    assert (gap, coherence(gap or Decimal(0))) == (Decimal("-3.43"), Coherence.COHERENT)


def test_the_immediate_superior_agrees_before_planning_verifies(told: Office) -> None:
    mine = told.sheet("SGC", QUARTER).id
    page, act = f"/bandeja/{mine}/", f"/bandeja/{mine}/verify"
    assert press(told.sign_in("jefe-SGC"), "/bandeja/", act, check="supervise").status_code == 403
    assert press(told.sign_in("upp"), "/bandeja/", act, check="verify").status_code == 409
    assert "Dar la conformidad" in told.sign_in("jefe-GDH").get(page).text
    assert press(told.sign_in("jefe-GDH"), page, act, check="supervise").status_code == 302
    assert told.sheet("SGC", QUARTER).state is SheetState.SUPERVISED
    assert press(told.sign_in("upp"), page, act, check="verify").status_code == 302
    assert told.sheet("SGC", QUARTER).state is SheetState.VERIFIED


def test_each_of_them_is_told_in_turn(told: Office) -> None:
    press(told.sign_in("jefe-GDH"), "/bandeja/", f"/bandeja/{told.sheet('SGC', QUARTER).id}/verify", check="supervise")
    mails = "SELECT subject, step, username FROM outbox_mail JOIN ab_user ON ab_user.id = recipient_id ORDER BY 2, 3"
    asked = [each[1:] for each in rows(mails) if each[0] == f"sheet-{told.sheet('SGC', QUARTER).id}"]
    assert [tuple(each) for each in asked] == [("submitted", "jefe-GDH"), ("supervised", "opp"), ("supervised", "upp")]


@pytest.mark.parametrize(("moment", "is_late"), [(LAST_MOMENT, False), (AFTER, True)])
def test_the_tenth_day_rolls_to_monday(huamanga: Office, moment: str, is_late: bool) -> None:  # noqa: FBT001
    huamanga.at(moment)
    assert tell(huamanga, "SGC", {"CAP": "24"}).status_code == 302
    assert huamanga.sheet("SGC", QUARTER).is_late is is_late


def test_nominal_and_effective_due_are_both_kept(huamanga: Office) -> None:
    document = huamanga.shell.json("deadlines", "--institution", "huamanga_pe", "--year", "2027")
    due = {each["period"]: each for each in document["deadlines"] if each["rule"] == "S4-D05"}
    assert (due[QUARTER]["nominal_due"], due[QUARTER]["effective_due"]) == ("2027-04-10", "2027-04-12")
    assert (due["2027-Q3"]["nominal_due"], due["2027-Q3"]["effective_due"]) == ("2027-10-10", "2027-10-11")


def test_silence_leaves_what_is_above_it_uncomputed(huamanga: Office) -> None:
    tell(huamanga, "SGC", {"CAP": "24"})
    huamanga.at(AFTER)
    document = huamanga.score(QUARTER)
    items = {each["code"]: each for each in document["items"]}
    assert (items["DEP"]["state"], items["AEI-1.2"]["state"]) == ("no_report", "not_computed")
    assert (items["AEI-1.1"]["to_date_percent"], items["OEI-1"]["to_date_percent"]) == ("80.00", None)
    assert document["summary"]["percent"] is None


def institutional_plan() -> Any:
    return plan(
        *("PDI", "PDI", (2025, 2028), UNITS),
        items=[item("OEI-1", None, "objective", "ALC", "100"), item("AEI-1.1", "OEI-1", "action", "SGC", "100")],
        indicators=[indicator("AEI-1.1", PeriodKind.MONTH, kind=IndicatorKind.PERFORMANCE)],
        targets=targets("AEI-1.1", {"2027-03": 5, "2027-04": 5}),
    )


def test_each_plan_of_a_unit_has_its_own_rhythm(huamanga: Office) -> None:
    store(huamanga.shell, institutional_plan(), "huamanga_pe", "--in-force", "Acuerdo 2")
    opened = {each["period"] for each in huamanga.at("2027-04-02T08:00-05:00").opened}
    assert "2027-03" in opened
    liaison = huamanga.sign_in("enlace-SGC")
    month, quarter = liaison.get("/mi-mes/2027-03/").text, liaison.get(f"/mi-mes/{QUARTER}/").text
    assert ("AEI-1.1" in month, "CAP" in month) == (True, False)
    assert "CAP" in quarter
    assert huamanga.at("2027-05-03T08:00-05:00").opened == [{"institution": "huamanga_pe", "period": "2027-04"}]
    assert liaison.get("/mi-mes/").location.endswith("/mi-mes/2027-04/")
