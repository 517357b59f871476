from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

from models.rules.consolidation import (
    BudgetRow,
    Consolidation,
    Counts,
    FigureRow,
    Head,
    NoReportRow,
    PlanName,
    ProjectRow,
    Summary,
)
from models.rules.consolidation_json import to_json

COUNTS = Counts(by_color={"yellow": 1}, by_state={"measured": 1})
FIGURES = {
    "code": "F-01",
    "name": "Función",
    "org_unit": "DGII",
    "org_unit_name": "Dirección General",
    "percent": Decimal("87.22"),
    "period_percent": Decimal("78.89"),
    "year_percent": None,
    "color": "yellow",
    "state": "measured",
    "counts": COUNTS,
    "reported": 3,
    "expected": 4,
}
DATA = Consolidation(
    head=Head(
        institution="hacienda_sv",
        institution_name="Ministerio",
        plans=(PlanName("POA", "Plan"),),
        period="2027-03",
        cut="marzo de 2027",
        made_at=datetime(2027, 4, 8, 13, tzinfo=UTC),
        basis="verified",
        currency="USD",
    ),
    summary=Summary(
        items=4,
        counts=COUNTS,
        percent=Decimal("84.00"),
        color="yellow",
        coverage_percent=Decimal(75),
        reported=3,
        expected=4,
    ),
    plans=[],
    org_units=[FigureRow(**FIGURES)],
    functions=[FigureRow(**FIGURES)],
    projects=[ProjectRow(**FIGURES, planned_percent=Decimal(36), executed_percent=None, participants=("DGA",))],
    activities=iter(()),
    budget=[
        BudgetRow(
            org_unit="DGII",
            org_unit_name="Dirección General",
            funding_source="Fondo General",
            initial=Decimal("100.00"),
            current=Decimal("0E+2"),
            committed=None,
            accrued=None,
            paid=None,
            executed_percent=None,
        )
    ],
    no_report=[
        NoReportRow(**FIGURES, plan="POA", due_on=date(2027, 4, 7), days_late=1, liaison=None, department_head=None)
    ],
    corrective_actions=[],
)


def test_it_prints_decimals_as_strings_and_missing_ones_as_null() -> None:
    function = to_json(DATA)["functions"][0]
    assert (function["percent"], function["period_percent"], function["year_percent"]) == ("87.22", "78.89", None)


def test_it_prints_no_exponent() -> None:
    assert to_json(DATA)["budget"][0]["current"] == "0"


def test_it_has_the_keys_that_the_contract_names() -> None:
    document = to_json(DATA)
    assert {"org_units", "functions", "projects", "no_report", "budget", "totals"} <= set(document)
    keys = {"code", "name", "org_unit", "percent", "period_percent", "year_percent", "color", "state", "counts"}
    for name in ("org_units", "functions", "projects", "no_report"):
        assert keys | {"reported", "expected"} <= set(document[name][0])
    assert {"items", "by_state", "by_color", "percent", "coverage_percent"} <= set(document["totals"])


def test_dates_are_iso_and_moments_carry_a_zone() -> None:
    document = to_json(DATA)
    assert document["no_report"][0]["due_on"] == "2027-04-07"
    assert document["made_at"] == "2027-04-08T13:00:00+00:00"


def test_it_is_json() -> None:
    assert json.loads(json.dumps(to_json(DATA))) == to_json(DATA)
