"""A believable cut of a ministry: 12 org units, two plans, March reported, one unit silent."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from jobs.excel.consolidation_book import write_consolidation
from models.rules.consolidation import (
    ActivityRow,
    BudgetRow,
    Consolidation,
    CorrectiveActionRow,
    Counts,
    FigureRow,
    Head,
    NoReportRow,
    PlanName,
    ProjectRow,
    Summary,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook

UNITS = {
    "DGII": "Dirección General de Impuestos Internos",
    "DGA": "Dirección General de Aduanas",
    "DGT": "Dirección General de Tesorería",
    "DGP": "Dirección General del Presupuesto",
    "DGCG": "Dirección General de Contabilidad Gubernamental",
    "DGICP": "Dirección General de Inversión y Crédito Público",
    "DPEF": "Dirección de Política Económica y Fiscal",
    "TAIIA": "Tribunal de Apelaciones de los Impuestos Internos y de Aduanas",
    "UCOM": "Unidad de Comunicaciones",
    "UATL": "Unidad de Asesoría Técnica y Legal",
    "UAIP": "Unidad de Acceso a la Información Pública",
    "UACI": "Unidad de Adquisiciones y Contrataciones de la Administración Pública",
}
SILENT = "UACI"
FUNCTIONS = ("Fiscalización y control", "Atención a usuarios y contribuyentes")
WORK = (
    ("Emitir los informes de auditoría programados en el plan anual", "Informe", 0),
    ("Capacitar al personal en el uso del Sistema de Seguimiento de Metas", "Persona", 0),
    ("Reducir los días de respuesta a las solicitudes presentadas en ventanilla y en línea", "Día", 1),
    ("Depurar los registros históricos de expedientes y remitirlos al archivo central", "Expediente", 0),
    ("Publicar el boletín estadístico mensual en el portal de transparencia", "Boletín", 0),
    ("Verificar en campo las obligaciones formales de los contribuyentes seleccionados", "Verificación", 0),
    ("Actualizar el manual de procedimientos y darlo a conocer al personal de la dependencia", "Porcentaje", 2),
    ("Conciliar los saldos bancarios de las cuentas del Tesoro Público", "Conciliación", 0),
    ("Resolver los recursos de apelación admitidos dentro del plazo legal", "Resolución", 0),
)
CAUSE = (
    "La contratación del servicio se declaró desierta en la primera convocatoria y hubo que repetir el proceso; "
    "además, dos técnicos estuvieron de licencia durante la segunda quincena."
)
ACTION = "Se adjudicará en abril y se recuperará el atraso con dos jornadas adicionales por semana."


def percent(part: int, whole: int) -> Decimal:
    return (Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


def band(value: Decimal) -> str:
    return "green" if value >= 90 else "yellow" if value >= 70 else "red"


def activity(number: int, unit: str, function: str) -> ActivityRow:
    name, measure, decimals = WORK[number % len(WORK)]
    planned, done = 4 + number % 5, (7 * number + 3) % 9
    state, color = "measured", band(percent(done + 8, planned + 8))
    if unit == SILENT:
        state, color = "no_report", "red"
    elif number % 11 == 0:
        state, color = "not_programmed", "grey"
    elif number % 37 == 0:
        state, color = "unplanned_execution", "blue"
    measured = state == "measured"
    bad = measured and color != "green"
    return ActivityRow(
        code=f"{unit}-A{number:03}",
        name=name,
        org_unit=unit,
        org_unit_name=UNITS[unit],
        function=function,
        function_name=FUNCTIONS[int(function[-1]) - 1],
        unit_of_measure=measure,
        decimals=decimals,
        planned=Decimal(planned) if state in ("measured", "no_report") else None,
        actual=Decimal(done) + Decimal("0.125") * decimals if state in ("measured", "unplanned_execution") else None,
        planned_to_date=Decimal(planned + 8) if state in ("measured", "no_report") else None,
        actual_to_date=Decimal(done + 8) if measured else None,
        period_percent=percent(done, planned) if measured else None,
        to_date_percent=percent(done + 8, planned + 8) if measured else None,
        year_percent=percent(done + 8, 4 * planned + 8) if measured else None,
        color=color,
        state=state,
        sent_on=None if unit == SILENT else date(2027, 4, 7),
        cause=CAUSE if bad else None,
        corrective_action=ACTION if bad and number % 3 else None,
        note="Apoyo de la mesa técnica interinstitucional." if number % 7 == 0 else None,
    )


def activities() -> list[ActivityRow]:
    numbers = iter(range(1, 1000))
    return [
        activity(next(numbers), unit, f"F-{unit}-{1 + at % 2}") for unit in UNITS for at in range(10 + 2 * (len(unit)))
    ]


def figures(code: str, name: str, unit: str, rows: list[ActivityRow]) -> FigureRow:
    measured = [min(row.to_date_percent, Decimal(100)) for row in rows if row.to_date_percent is not None]
    mean = sum(measured, Decimal(0)) / len(measured) if measured else Decimal(0)
    mean = mean.quantize(Decimal("0.01"), ROUND_HALF_UP)
    silent = unit == SILENT
    return FigureRow(
        code=code,
        name=name,
        org_unit=unit,
        org_unit_name=UNITS.get(unit, ""),
        percent=mean,
        period_percent=max(mean - 5, Decimal(0)),
        year_percent=(mean / 4).quantize(Decimal("0.01")),
        color=band(mean),
        state="no_report" if silent else "measured",
        counts=Counts(by_color=Counter(row.color for row in rows), by_state=Counter(row.state for row in rows)),
        reported=0 if silent else len(rows) - Counter(row.state for row in rows)["not_programmed"],
        expected=len(rows) - Counter(row.state for row in rows)["not_programmed"],
    )


def as_dict(row: FigureRow) -> dict:
    return {name: getattr(row, name) for name in FigureRow.__dataclass_fields__}


def projects(rows: list[ActivityRow]) -> list[ProjectRow]:
    named = (
        ("PE-01", "Modernización del sistema de administración tributaria", "DGII", "36.00", "28.00", "77.78"),
        ("PE-02", "Ventanilla única de comercio exterior y control no intrusivo", "DGA", "40.00", "38.50", "96.25"),
        ("PE-03", "Cuenta única del Tesoro y pagos electrónicos del sector público", "DGT", "25.00", "12.40", "49.60"),
        ("PE-04", "Presupuesto por programas con enfoque de resultados", "DGP", "30.00", "30.00", "100.00"),
    )
    made = []
    for code, name, unit, planned, executed, result in named:
        base = as_dict(figures(code, name, unit, [row for row in rows if row.org_unit == unit][:6]))
        base |= {"percent": Decimal(result), "color": band(Decimal(result))}
        advance = {"planned_percent": Decimal(planned), "executed_percent": Decimal(executed)}
        made.append(ProjectRow(**base, **advance, participants=("DPEF", "UATL")))
    return made


def budget() -> list[BudgetRow]:
    rows = []
    for at, unit in enumerate(UNITS):
        for source, base in (("Fondo General", 1_250_000), ("Préstamos externos", 310_500)):
            if source != "Fondo General" and at % 3:
                continue
            current = Decimal(base * (at + 2)) + Decimal("1234.56")
            paid = (current * Decimal("0.1834")).quantize(Decimal("0.01"))
            accrued = (current * Decimal("0.2107")).quantize(Decimal("0.01"))
            committed = (current * Decimal("0.3390")).quantize(Decimal("0.01"))
            done = (accrued / current * 100).quantize(Decimal("0.01"))
            money = {"initial": Decimal(base * (at + 2)), "current": current, "committed": committed}
            money |= {"accrued": accrued, "paid": paid, "executed_percent": done}
            rows.append(BudgetRow(org_unit=unit, org_unit_name=UNITS[unit], funding_source=source, **money))
    return rows


def follow_up(rows: list[ActivityRow]) -> list[CorrectiveActionRow]:
    names = CorrectiveActionRow.__dataclass_fields__
    bad = [row for row in rows if row.state == "measured" and row.color != "green"]
    return [CorrectiveActionRow(**{name: getattr(row, name) for name in names}) for row in bad]


def make_ministry() -> Consolidation:
    rows = activities()
    units = [figures(code, name, code, [row for row in rows if row.org_unit == code]) for code, name in UNITS.items()]
    codes = sorted({(row.function, row.function_name, row.org_unit) for row in rows})
    functions = [figures(code, name, unit, [row for row in rows if row.function == code]) for code, name, unit in codes]
    whole = figures("MH", "Ministerio", "", rows)
    silent = next(as_dict(unit) for unit in units if unit.code == SILENT)
    asked = {"plan": "POA-2027", "due_on": date(2027, 4, 7), "days_late": 1}
    return Consolidation(
        head=Head(
            institution="hacienda_sv",
            institution_name="Ministerio de Hacienda",
            plans=(
                PlanName("PEI-2025", "Plan Estratégico 2025-2029"),
                PlanName("POA-2027", "Plan Operativo Anual 2027"),
            ),
            period="2027-03",
            cut="marzo de 2027",
            made_at=datetime(2027, 4, 8, 7, 0, tzinfo=ZoneInfo("America/El_Salvador")),
            basis="captured",
            audit_head="9f2c41d07be85a3366c0f1de72ab94580d1e6cf7b23a98e4d5506f7c81b2a3e9",
            currency="USD",
            terms={"org_unit": "Dependencia", "project": "Proyecto estratégico"},
        ),
        summary=Summary(
            items=len(rows),
            counts=whole.counts,
            percent=Decimal("84.31"),
            color="yellow",
            coverage_percent=percent(sum(unit.reported for unit in units), sum(unit.expected for unit in units)),
            reported=sum(unit.reported for unit in units),
            expected=sum(unit.expected for unit in units),
        ),
        plans=[
            figures("PEI-2025", "Plan Estratégico 2025-2029", "", rows[:24]),
            figures("POA-2027", "Plan Operativo Anual 2027", "", rows),
        ],
        org_units=units,
        functions=functions,
        projects=projects(rows),
        activities=iter(rows),
        budget=budget(),
        no_report=[NoReportRow(**silent, **asked, liaison="Enlace de UACI", department_head=None)],
        corrective_actions=follow_up(rows),
    )


@pytest.fixture
def ministry() -> Consolidation:
    return make_ministry()


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Workbook]:
    """Write a consolidation and read it back: formulas, or with `values=True` what they show."""

    def read(data: Consolidation, *, values: bool = True) -> Workbook:
        write_consolidation(data, tmp_path / "libro.xlsx")
        return openpyxl.load_workbook(tmp_path / "libro.xlsx", data_only=values)

    return read
