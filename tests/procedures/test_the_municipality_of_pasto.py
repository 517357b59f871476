"""Example 6.4: three years of a development plan with yearly targets, captured by month, and its money (S3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.queries.preset_in_use import preset_in_use
from models.queries.recipients import directory
from models.rules.measure import Accumulation, Direction
from models.rules.money import Coherence, coherence, coherence_gap
from models.rules.period import PeriodKind
from models.rules.roles import Role
from models.rules.workflow import SheetState
from tests.commands.conftest import Shell
from tests.conftest import rows
from tests.factories import institution
from tests.procedures.office import Office, indicator, item, money, people, plan, spent, store, story_of, targets
from tests.procedures.steps import fill, press, send

CUT = "2026-12"
YEARS = ("2024", "2025", "2026", "2027")
UNITS = [("ALC", None, "despacho"), ("SBS", "ALC", "secretaria"), ("SIV", "ALC", "secretaria")]
TOLD = {
    "2024-12": ("2025-01-02T08:00-05:00", {"MP-1": "10", "MP-2": "95"}),
    "2025-12": ("2026-01-05T08:00-05:00", {"MP-1": "8", "MP-2": "95"}),
    CUT: ("2027-01-04T08:00-05:00", {"MP-1": "12", "MP-2": "92", "MP-3": "17"}),
}
SPENT = {"Propios": (1000, 900, 700, 650), "SGP": (3000, 2800, 2400, 2300), "Regalías": (2000, 1000, 500, 500)}
"""Million pesos: current, committed, accrued, paid."""


def development_plan(**extra: Any) -> Any:
    monthly = PeriodKind.MONTH
    return plan(
        *("PDM", "PDM", (2024, 2027), UNITS),
        items=[
            item("SOC", None, "dimension", "SBS"),
            item("SOC-1", "SOC", "program", "SBS"),
            item("SOC-1.1", "SOC-1", "project", "SBS"),
            *(item(code, "SOC-1.1", "product", "SBS") for code in ("MP-1", "MP-2", "MP-3", "MP-4")),
        ],
        indicators=[
            indicator("MP-1", monthly, unit="km"),
            indicator("MP-2", monthly, Accumulation.LAST, unit="%"),
            indicator(
                *("MP-3", monthly, Accumulation.LAST),
                direction=Direction.DOWN,
                use_baseline=True,
                baseline=Decimal(18),
                unit="tasa",
            ),
            indicator("MP-4", monthly),
        ],
        targets=[
            *targets("MP-1", dict.fromkeys(YEARS, 10)),
            *targets("MP-2", dict.fromkeys(YEARS, 95)),
            *targets("MP-3", {"2026": 16, "2027": 14}),
            *targets("MP-4", {"2027": 5}),
        ],
        **extra,
    )


def budget(accrued_by_sgp: int = 2400) -> list[Any]:
    million = 1_000_000
    found = []
    for source, (current, committed, accrued, paid) in SPENT.items():
        done = accrued_by_sgp if source == "SGP" else accrued
        found += [
            money("SOC-1.1", source, 2026, initial=current * million, current=current * million),
            spent(
                *("SOC-1.1", source, "2026-11"),
                committed=committed * million,
                accrued=done * million,
                paid=paid * million,
            ),
        ]
    return found


@pytest.fixture
def pasto(system: Any, shell: Shell, sign_in: Callable[[str], FlaskClient], tick_at: Callable[[str], Any]) -> Office:
    """The plan in force since its first year ended."""
    shell.now = TOLD["2024-12"][0]
    store(shell, development_plan(budget=budget()), "pasto_co", "--in-force", "Acuerdo 5")
    people(
        "pasto_co",
        {f"enlace-{unit}": (Role.LIAISON, unit) for unit, *_ in UNITS}
        | {
            "secretario": (Role.DEPARTMENT_HEAD, "SBS"),
            "opgi": (Role.PLANNING_ANALYST, "ALC"),
            "jefe-opgi": (Role.PLANNING_HEAD, "ALC"),
            "hacienda": (Role.FINANCE, "ALC"),
        },
    )
    return Office("pasto_co", "PDM", story_of("pasto_co"), shell, sign_in, tick_at)


@pytest.fixture
def told(pasto: Office) -> Office:
    """The last month of each of three years, entered and sent when it opened."""
    for period, (moment, values) in TOLD.items():
        assert {"institution": "pasto_co", "period": period} in pasto.at(moment).opened
        browser = pasto.sign_in("enlace-SBS")
        assert fill(browser, pasto.story, period, values).status_code == 302
        assert send(browser, period).status_code == 302
    return pasto


def test_the_head_of_planning_answers_for_the_procedure(pasto: Office) -> None:
    where = institution("pasto_co").id
    preset, known = preset_in_use(where).preset, directory(where, date(2026, 1, 8))
    of = {code: known.people(preset.recipient_group(code), []) for code in ("opgi", "equipo")}
    names = dict(tuple(row) for row in rows("SELECT id, username FROM ab_user"))
    assert {code: [names[person] for person in found] for code, found in of.items()} == {
        "opgi": ["jefe-opgi"],
        "equipo": ["opgi"],
    }


FIGURES = {
    "MP-1": ("120.00", "100.00", "75.00"),
    "MP-2": ("96.84", "96.84", "74.21"),
    "MP-3": ("50.00", "50.00", "25.00"),
    "MP-4": (None, None, "0.00"),
}


def test_three_years_at_the_screens_give_the_example_to_the_last_decimal(told: Office) -> None:
    document = told.score(CUT)
    items = {each["code"]: each for each in document["items"]}
    for code, figures in FIGURES.items():
        found = items[code]
        assert (found["to_date_percent"], found["capped_percent"], found["plan_percent"]) == figures, code
    assert (items["MP-4"]["state"], items["MP-4"]["color"]) == ("not_programmed", "grey")
    dimension = items["SOC"]
    assert (dimension["to_date_percent"], dimension["color"], dimension["plan_percent"]) == ("82.28", "yellow", "43.55")
    assert document["summary"]["percent"] == "82.28"
    assert told.items("2026")["SOC"]["year_percent"] == "82.28"  # in December to date and the year say the same


def test_money_is_added_up_before_it_is_compared(told: Office) -> None:
    money_rows = {row["funding_source"]: row for row in told.consolidated(CUT)["budget"]}
    assert {name: row["executed_percent"] for name, row in money_rows.items()} == {
        "Propios": "70.00",
        "SGP": "80.00",
        "Regalías": "25.00",
    }
    total = {
        name: sum(Decimal(row[name]) for row in money_rows.values())
        for name in ("current", "committed", "accrued", "paid")
    }
    percents = [round(total[name] * 100 / total["current"], 2) for name in ("committed", "accrued", "paid")]
    assert percents == [Decimal("78.33"), Decimal("60.00"), Decimal("57.50")]
    gap = coherence_gap(Decimal("82.28"), percents[1])
    assert (gap, coherence(gap or Decimal(0))) == (Decimal("22.28"), Coherence.PHYSICAL_AHEAD)


def test_a_month_is_consolidated_by_dimension_and_by_dependency(told: Office) -> None:
    document = told.consolidated(CUT)
    by_dimension, by_dependency = document["projects"], document["org_units"]
    assert [(row["code"], row["percent"], row["color"]) for row in by_dimension] == [("SOC", "82.28", "yellow")]
    assert [(row["code"], row["percent"]) for row in by_dependency] == [("SBS", "82.28")]


def test_planning_verifies_and_its_head_validates(told: Office) -> None:
    mine = told.sheet("SBS", CUT).id
    page, act = f"/bandeja/{mine}/", f"/bandeja/{mine}/verify"
    assert press(told.sign_in("secretario"), page, act, check="verify").status_code == 403
    assert press(told.sign_in("opgi"), page, act, check="verify").status_code == 302
    assert press(told.sign_in("opgi"), page, act, check="validate").status_code == 403
    assert press(told.sign_in("jefe-opgi"), page, act, check="validate").status_code == 302
    assert told.sheet("SBS", CUT).state is SheetState.VALIDATED
    assert told.items(CUT)["MP-3"]["basis"] == "verified"


def test_more_spent_than_appropriated_in_a_row_is_refused(pasto: Office) -> None:
    document = pasto.shell.json(
        *("import-plan", pasto.shell.file(development_plan(budget=budget(3100)), "otra.xlsx"), "--dry-run"),
        *("--institution", "pasto_co"),
    )
    problem = next(each for each in document["problems"] if each["code"] == "accrued_above_current")
    assert (problem["severity"], problem["sheet"], document["applied"]) == ("error", "budget", False)


def test_more_accrued_than_committed_warns(pasto: Office) -> None:
    document = pasto.shell.json(
        *("import-plan", pasto.shell.file(development_plan(budget=budget(2900)), "otra.xlsx"), "--dry-run"),
        *("--institution", "pasto_co"),
    )
    problem = next(each for each in document["problems"] if each["code"] == "chain_broken")
    assert problem["severity"] == "warning"


@pytest.mark.parametrize(
    ("source", "typed", "status"),
    [
        ("SGP", "3000000000", 302),  # all of the row
        ("SGP", "3000000001", 422),
        ("Propios", "1000000001", 422),  # though the unit has credit elsewhere
    ],
)
def test_finance_cannot_type_more_than_the_row_has(pasto: Office, source: str, typed: str, status: int) -> None:
    months = "SELECT month.id, month.row_version, funding_source FROM budget_month month JOIN budget_line line"
    key, version, _ = next(row for row in rows(f"{months} ON line.id = budget_line_id") if row[2] == source)
    page = f"/presupuesto/meses/edit/{key}"
    answer = press(pasto.sign_in("hacienda"), page, page, accrued=typed, row_version=str(version))
    assert answer.status_code == status
    assert ("supera el presupuesto vigente" in answer.text) is (status == 422)


def test_a_credit_below_what_was_spent_is_refused(pasto: Office) -> None:
    key, version = rows("SELECT id, row_version FROM budget_line WHERE funding_source = 'SGP'")[0]
    page = f"/presupuesto/edit/{key}"
    typed = {"plan_item": "PDM:SOC-1.1", "org_unit": "SBS", "year": "2026", "funding_source": "SGP"}
    amounts = {"initial": "3000000000", "current": "2399999999", "row_version": str(version)}
    assert press(pasto.sign_in("hacienda"), page, page, **typed, **amounts).status_code == 422
    amounts["current"] = "2400000000"
    assert press(pasto.sign_in("hacienda"), page, page, **typed, **amounts).status_code == 302
