"""Example 6.2: one indicator in three territorial directorates, entered by each and scored for the ministry (S1)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage

from models.rules.money import Coherence, coherence, coherence_gap
from models.rules.period import PeriodKind
from models.rules.roles import Role
from models.rules.workflow import SheetState
from tests.commands.conftest import Shell
from tests.conftest import csrf_token, rows
from tests.procedures.office import Office, indicator, item, money, people, plan, spent, store, story_of, targets
from tests.procedures.steps import fill, press, send

QUARTER = "2027-Q1"
OPENING = "2027-04-01T08:00-05:00"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
TERRITORY = {"DT-ANT": (120, "110"), "DT-NAR": (60, "66"), "DT-VAL": (100, "90")}
UNITS = [
    ("MT", None, "despacho"),
    ("DIVC", "MT", "direccion"),
    *((unit, "MT", "direccion_territorial") for unit in TERRITORY),
]
WORDS = {"cause": "Faltaron inspectores", "corrective_action": "Comisiones de apoyo"}


def action_plan() -> Any:
    quarters = [f"2027-Q{number}" for number in (1, 2, 3, 4)]
    return plan(
        *("PA-2027", "PA", (2027, 2027), UNITS),
        items=[
            item("D-1", None, "dependency", "DIVC", "100"),
            item("D-1.1", "D-1", "activity", "DIVC", "60"),
            item("D-1.2", "D-1", "activity", "DIVC", "40"),
        ],
        indicators=[indicator(of, PeriodKind.QUARTER) for of in ("D-1.1", "D-1.2")],
        targets=[
            *(
                row
                for unit, (own, _) in TERRITORY.items()
                for row in targets("D-1.1", dict.fromkeys(quarters, own), unit)
            ),
            *targets("D-1.2", {QUARTER: 10}),
        ],
        budget=[
            money("D-1", "Nación", 2027, initial=400_000_000, current=400_000_000),
            spent("D-1", "Nación", "2027-02", committed=240_000_000, accrued=100_000_000),
            spent("D-1", "Nación", "2027-03", accrued=80_000_000),
        ],
    )


@pytest.fixture
def drafted(system: Any, shell: Shell, sign_in: Callable[[str], FlaskClient], tick_at: Callable[[str], Any]) -> Office:
    """The action plan as a draft, and its people."""
    shell.now = "2027-01-15T08:00-05:00"
    store(shell, action_plan(), "trabajo_co")
    people(
        "trabajo_co",
        {f"enlace-{unit}": (Role.LIAISON, unit) for unit, *_ in UNITS}
        | {f"jefe-{unit}": (Role.DEPARTMENT_HEAD, unit) for unit, *_ in UNITS}
        | {"oap": (Role.PLANNING_ANALYST, "MT"), "jefe-oap": (Role.PLANNING_HEAD, "MT")},
    )
    return Office("trabajo_co", "PA-2027", story_of("trabajo_co"), shell, sign_in, tick_at)


@pytest.fixture
def labor(drafted: Office) -> Office:
    """The action plan in force, and the quarter open."""
    store(drafted.shell, action_plan(), "trabajo_co", "--in-force", "Acta 1")
    report = drafted.at(OPENING)
    assert {"institution": "trabajo_co", "period": QUARTER} in report.opened
    return drafted


def change_target(office: Office, person: str, unit: str, planned: str) -> int:
    """Somebody types the target of a unit for the first quarter."""
    question = (
        "SELECT org_unit.code, target.id, target.row_version FROM target JOIN org_unit ON org_unit.id = org_unit_id"
    )
    found = rows(f"{question} WHERE period = '2027-Q1'")
    key, version = next(row[1:] for row in found if row[0] == unit)
    page = f"/metas/edit/{key}"
    browser = office.sign_in(person)
    token = csrf_token(browser, "/contrasena/")
    return browser.post(page, data={"csrf_token": token, "planned": planned, "row_version": version}).status_code


def test_each_directorate_sets_its_own_targets_and_no_others(drafted: Office) -> None:
    assert change_target(drafted, "enlace-DT-ANT", "DT-ANT", "90") == 302
    assert drafted.items(QUARTER)["D-1.1"]["planned"] == "250"  # 90, 60 and 100
    assert change_target(drafted, "enlace-DT-ANT", "DT-ANT", "120") == 302
    assert change_target(drafted, "enlace-DT-ANT", "DT-VAL", "1") in {403, 404}
    assert drafted.items(QUARTER)["D-1.1"]["planned"] == "280"


def test_a_directorate_does_not_rename_what_the_centre_measures(drafted: Office) -> None:
    browser, key = drafted.sign_in("enlace-DT-ANT"), drafted.story.indicators["D-1.1"]
    typed = {"csrf_token": csrf_token(browser, "/contrasena/"), "name": "Otro", "code": "D-1.1", "plan_item": "D-1.1"}
    assert browser.post(f"/indicadores/edit/{key}", data=typed | {"row_version": "1"}).status_code in {403, 404, 422}
    assert rows("SELECT count(*) FROM indicator WHERE name = 'Otro'")[0][0] == 0


def explained(office: Office, of: str) -> dict[str, Any]:
    number = office.story.indicators[of]
    files = {f"evidence-{number}": FileStorage(BytesIO(PDF), "acta.pdf")}
    return {f"{name}-{number}": text for name, text in WORDS.items()} | files


def tell(office: Office, unit: str, of: str, value: str, *, explain: bool) -> Any:
    """A liaison enters one value and sends the quarter."""
    browser = office.sign_in(f"enlace-{unit}")
    assert fill(browser, office.story, QUARTER, {of: value}).status_code == 302
    if explain:
        assert fill(browser, office.story, QUARTER, {of: value}, **explained(office, of)).status_code == 302
    return send(browser, QUARTER)


@pytest.fixture
def told(labor: Office) -> Office:
    """Everybody sent: what stays below the programme with cause, action and evidence."""
    for unit, (own, value) in TERRITORY.items():
        assert tell(labor, unit, "D-1.1", value, explain=int(value) < own).status_code == 302
    assert tell(labor, "DIVC", "D-1.2", "8", explain=True).status_code == 302
    return labor


def test_each_directorate_has_its_own_target_on_its_sheet(labor: Office) -> None:
    page = labor.sign_in("enlace-DT-ANT").get(f"/mi-mes/{QUARTER}/").text
    assert "D-1.1" in page
    assert "primer trimestre de 2027" in page
    assert "120" in page
    assert "D-1.2" not in page  # the central unit's own
    assert labor.sign_in("enlace-DT-ANT").get(f"/mi-mes/{QUARTER}/?unit=DT-VAL").status_code == 404


@pytest.mark.parametrize("unit", ["DT-ANT", "DT-VAL"])
def test_what_stays_below_its_programme_is_not_sent_without_reasons(labor: Office, unit: str) -> None:
    refused = tell(labor, unit, "D-1.1", TERRITORY[unit][1], explain=False)
    assert refused.status_code == 422
    assert "adjunte la evidencia de: D-1.1" in refused.text
    assert labor.sheet(unit, QUARTER).state is SheetState.DRAFT
    assert tell(labor, unit, "D-1.1", TERRITORY[unit][1], explain=True).status_code == 302


def test_reasons_without_evidence_are_not_enough(labor: Office) -> None:
    browser, number = labor.sign_in("enlace-DT-ANT"), labor.story.indicators["D-1.1"]
    fill(browser, labor.story, QUARTER, {"D-1.1": "110"}, **{f"{name}-{number}": text for name, text in WORDS.items()})
    assert send(browser, QUARTER).status_code == 422


def test_what_goes_beyond_its_programme_needs_none(labor: Office) -> None:
    assert tell(labor, "DT-NAR", "D-1.1", "66", explain=False).status_code == 302


def test_the_ministry_is_measured_on_its_totals(told: Office) -> None:
    activity = told.items(QUARTER)["D-1.1"]
    assert (activity["planned"], activity["actual"]) == ("280", "266")
    assert (activity["period_percent"], activity["to_date_percent"]) == ("95.00", "95.00")  # not 93.89
    assert (activity["color"], activity["year_percent"]) == ("green", "23.75")
    assert (activity["reported"], activity["expected"]) == (3, 3)


def test_a_dependency_weighs_its_activities(told: Office) -> None:
    document = told.score(QUARTER)
    items = {each["code"]: each for each in document["items"]}
    assert (items["D-1.2"]["to_date_percent"], items["D-1"]["to_date_percent"]) == ("80.00", "89.00")
    assert (items["D-1"]["color"], document["summary"]["percent"]) == ("yellow", "89.00")


def test_money_runs_ahead_of_what_was_done(told: Office) -> None:
    (row,) = told.consolidated(QUARTER)["budget"]
    assert (row["current"], row["committed"], row["accrued"]) == ("400000000.00", "240000000.00", "180000000.00")
    assert row["executed_percent"] == "45.00"
    gap = coherence_gap(Decimal(told.items(QUARTER)["D-1.1"]["year_percent"]), Decimal(row["executed_percent"]))
    assert (gap, coherence(gap or Decimal(0))) == (Decimal("-21.25"), Coherence.MONEY_AHEAD)


def test_the_head_verifies_and_then_planning_validates(told: Office) -> None:
    mine = told.sheet("DT-ANT", QUARTER).id
    page, act = f"/bandeja/{mine}/", f"/bandeja/{mine}/verify"
    assert told.sign_in("jefe-DT-VAL").get(page).status_code == 404
    assert press(told.sign_in("jefe-DT-ANT"), page, act, check="validate").status_code == 409
    assert press(told.sign_in("jefe-DT-ANT"), page, act, check="verify").status_code == 302
    assert told.sheet("DT-ANT", QUARTER).state is SheetState.VERIFIED
    assert "Validar" in told.sign_in("oap").get(page).text
    assert press(told.sign_in("jefe-DT-ANT"), page, act, check="validate").status_code == 403
    assert press(told.sign_in("oap"), page, act, check="validate").status_code == 302
    assert told.sheet("DT-ANT", QUARTER).state is SheetState.VALIDATED


def test_a_validated_sheet_may_still_go_back(told: Office) -> None:
    mine = told.sheet("DT-NAR", QUARTER).id
    page = f"/bandeja/{mine}/"
    press(told.sign_in("jefe-DT-NAR"), page, f"{page}verify", check="verify")
    press(told.sign_in("oap"), page, f"{page}verify", check="validate")
    assert press(told.sign_in("jefe-oap"), page, f"{page}return", remark="Falta el acta").status_code == 302
    assert told.sheet("DT-NAR", QUARTER).state is SheetState.RETURNED


def test_a_silent_directorate_counts_as_nothing_after_the_window(labor: Office) -> None:
    tell(labor, "DT-ANT", "D-1.1", "110", explain=True)
    labor.at("2027-04-08T00:01-05:00")
    activity = labor.items(QUARTER)["D-1.1"]
    assert (activity["to_date_percent"], activity["reported"], activity["expected"]) == ("39.29", 1, 3)  # 110 of 280
