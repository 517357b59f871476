"""The plans of worked example 6.1: project PE-01 with two dependencies, function F-01, January to March 2027."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from models.actions.import_plan import ImportOrder, ImportResult, import_plan
from models.files.package_write import write_package
from models.files.workbook_read import open_workbook
from models.queries.package_known import package_known
from models.queries.plan_version_of import plan_version_of
from models.queries.stored_scores import ScoreLine, stored_scores
from models.rules.measure import Accumulation, Direction
from models.rules.package import ParsedPackage, parse_package
from models.rules.package_rows import (
    ActualRow,
    BudgetRow,
    IndicatorRow,
    InternalActivityRow,
    ItemRow,
    OrgUnitRow,
    Package,
    PlanRow,
    TargetRow,
)
from models.rules.period import Period, PeriodKind
from models.scope import current_reader
from tests.factories import institution

UNITS = (
    OrgUnitRow("MH", None, "Ministerio de Hacienda", "despacho"),
    OrgUnitRow("DGA", "MH", "Dirección General de Aduanas", "direccion"),
    OrgUnitRow("DGT", "MH", "Dirección General de Tesorería", "direccion"),
)
MONTHS = ("2027-01", "2027-02", "2027-03")


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _item(code: str, parent: str | None, level: str, unit: str, weight: str | None = None) -> ItemRow:
    return ItemRow(code, parent, level, f"Elemento {code}", unit, _number(weight))


def _indicator(item: str, accumulation: Accumulation = Accumulation.SUM, unit: str = "informe") -> IndicatorRow:
    return IndicatorRow(f"{item}-IND", item, f"Indicador {item}", Direction.UP, accumulation, PeriodKind.MONTH, unit)


def _targets(item: str, values: tuple[str | None, ...]) -> list[TargetRow]:
    pairs = zip(MONTHS, values, strict=True)
    return [TargetRow(f"{item}-IND", Period.parse(month), None, _number(value)) for month, value in pairs if value]


def _actuals(item: str, values: tuple[str | None, ...]) -> list[ActualRow]:
    pairs = zip(MONTHS, values, strict=True)
    return [ActualRow(f"{item}-IND", Period.parse(month), None, _number(value)) for month, value in pairs if value]


def strategic_plan() -> Package:
    """PEI 2025-2029 with the strategic project PE-01, which DGA answers for and DGT takes part in."""
    project = replace(_item("PE-01", "EST-1", "project", "DGA", "100"), participants=("DGT",))
    activities = {"A1": ("50", "DGA"), "A2": ("30", "DGT"), "A3": ("20", "DGA")}
    planned = {"A1": ("10", "20", "40"), "A2": ("0", "10", "20"), "A3": ("0", "0", "50")}
    actual = {"A1": ("10", "20", "30"), "A2": ("0", "5", "10"), "A3": ("0", "0", "50")}
    return Package(
        plan=PlanRow("PEI", "Plan Estratégico Institucional", "PEI", date(2025, 1, 1), date(2029, 12, 31), "MH"),
        org_units=UNITS,
        items=(
            _item("OBJ-1", None, "objective", "MH", "100"),
            _item("EST-1", "OBJ-1", "strategy", "MH", "100"),
            project,
            *(_item(code, "PE-01", "activity", unit, weight) for code, (weight, unit) in activities.items()),
        ),
        indicators=tuple(_indicator(code, Accumulation.LAST, "%") for code in activities),
        targets=tuple(row for code in activities for row in _targets(code, planned[code])),
        actuals=tuple(row for code in activities for row in _actuals(code, actual[code])),
    )


def operating_plan(*, b_in_march: str | None = "2") -> Package:
    """POA 2027 with function F-01 of DGA; activity b may be without a report in March."""
    days = IndicatorRow(
        *("d-IND", "d", "Días de respuesta", Direction.DOWN, Accumulation.LAST, PeriodKind.MONTH, "día"),
        use_baseline=True,
        baseline=Decimal(20),
    )
    return Package(
        plan=PlanRow("POA-2027", "Plan Operativo Anual 2027", "POA", date(2027, 1, 1), date(2027, 12, 31), "MH"),
        org_units=UNITS,
        items=(
            replace(_item("F-01", None, "function", "DGA", "100"), aligns_to=("PEI:PE-01",)),
            _item("a", "F-01", "activity", "DGA", "40"),
            _item("b", "F-01", "activity", "DGA", "30"),
            _item("c", "F-01", "activity", "DGA", "10"),
            _item("d", "F-01", "activity", "DGA", "20"),
        ),
        indicators=(_indicator("a"), _indicator("b"), _indicator("c"), days),
        targets=(
            *_targets("a", ("2", "2", "2")),
            *_targets("b", ("0", "0", "4")),
            *_targets("d", (None, None, "15")),
        ),
        actuals=(
            *_actuals("a", ("2", "2", "3")),
            *_actuals("b", ("0", "1", b_in_march)),
            *_actuals("d", (None, None, "16")),
        ),
        budget=(
            BudgetRow("F-01", 2027, Period.parse("2027"), None, "GOES", initial=Decimal(1000), current=Decimal(1200)),
            BudgetRow("F-01", 2027, Period.parse("2027-01"), None, "GOES", accrued=Decimal(100), paid=Decimal(90)),
        ),
        internal_activities=(
            InternalActivityRow("DGA", Period.parse("2027-03"), "Apoyo a misión FMI", "misión", Decimal(1)),
        ),
    )


def parsed(package: Package, folder: Path, institution_id: int, now: datetime) -> ParsedPackage:
    """The package after a way through a file."""
    path = folder / f"{package.plan.code}.zip"
    write_package(package, path)
    with open_workbook(path) as sheets:
        return parse_package(sheets, package_known(institution_id, now))


def load(package: Package, folder: Path, now: datetime, *, of: str = "hacienda_sv", **order: Any) -> ImportResult:
    """Import a package by way of a file, as the system; `act` and `dry_run` as an ImportOrder has them."""
    home, actor = institution(of).id, current_reader()
    assert actor is not None
    return import_plan(ImportOrder(home, parsed(package, folder, home, now), "plan.zip", "0" * 64, **order), actor, now)


def load_both(folder: Path, now: datetime, **variant: str | None) -> ImportResult:
    """Both plans in force; gives what came of the second."""
    load(strategic_plan(), folder, now, act="Acuerdo 1")
    return load(operating_plan(**variant), folder, now, act="Acuerdo 2")


def version_of(plan: str) -> int:
    """The version of a plan that a command would mean."""
    return plan_version_of(institution().id, plan)[1]


def figures(plan: str, period: str) -> dict[str, ScoreLine]:
    """The stored lines of a tree by code."""
    return {line.code: line for line in stored_scores(version_of(plan), period)}


def codes(result: ImportResult) -> list[str]:
    """What was found wrong, as codes."""
    return [problem.code for problem in result.problems]
