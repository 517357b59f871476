"""Strategic projects, functions and everything that is captured: one table each, item by item."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from models.rules.document.blocks import Block, Heading
from models.rules.document.cells import Color, Kind, Value
from models.rules.document.charts import Bar
from models.rules.document.table import Column, Table
from models.rules.figures import Figures
from models.rules.report.cells import (
    CODE,
    EXPECTED_OF_PLAN,
    OF_PERIOD,
    OF_PLAN,
    OF_YEAR,
    REPORTED,
    STANDING,
    TO_DATE,
    bar_chart,
    color_cell,
    count_cells,
    count_columns,
    light,
    name_column,
    share_text,
    standing,
)
from models.rules.report.reading import Reading, ReportLine
from models.rules.traffic_light import BandKind

NEW, CONTINUES = "Nuevo", "Continúa"


def projects(reading: Reading) -> Sequence[Block]:
    """Percent, colour and whether it goes on out of the green (S0-I-05, R C-10, C-27)."""
    found, title = reading.shown(reading.of_kind(BandKind.PROJECT)), reading.words("project")
    columns = (
        CODE,
        name_column(reading.word("project")),
        name_column("Responsable", 24),
        Column("Participan", width=18),
        Column("Programado", Kind.QUANTITY, 12, 2),
        Column("Ejecutado", Kind.QUANTITY, 12, 2),
        TO_DATE,
        light(reading),
        Column("Persistencia", width=12),
    )
    rows = tuple(
        (
            *named(line),
            line.unit_name,
            ", ".join(line.participants),
            line.figures.planned_to_date,
            line.figures.actual_to_date,
            line.figures.capped_percent,
            line_color(reading, line),
            persistence(reading, line),
        )
        for line in found
    )
    table = Table(caption=title, columns=columns, rows=rows, sheet=title, empty="No hay.", wide=True)
    bars = [Bar(f"{line.code} {line.name}", line.figures.capped_percent, line_color(reading, line)) for line in found]
    return (Heading(title), bar_chart(reading, f"Cumplimiento: {title.lower()}", bars), table)


def functions(reading: Reading) -> Sequence[Block]:
    """Each unit's functions with how their activities stand (S0-II-06 a)."""
    title = f"{reading.words('function')} por {reading.word('org_unit').lower()}"
    columns = (
        Column(reading.word("org_unit"), width=12),
        CODE,
        name_column(reading.word("function")),
        OF_PERIOD,
        TO_DATE,
        OF_YEAR,
        light(reading),
        *count_columns(),
        REPORTED,
    )
    rows = tuple(
        (
            line.unit,
            *named(line),
            line.figures.period_percent,
            line.figures.capped_percent,
            line.figures.year_percent,
            line_color(reading, line),
            *count_cells(line.counts.by_color),
            share_text(line.figures.reported, line.figures.expected),
        )
        for line in reading.shown(reading.of_kind(BandKind.FUNCTION))
    )
    table = Table(caption=title, columns=columns, rows=rows, sheet="Por función", empty="No hay.", wide=True)
    return (Heading(title), table)


def targets(reading: Reading) -> Sequence[Block]:
    """What is captured, with what was programmed and done."""
    title = "Detalle de lo programado y lo ejecutado"
    columns = (
        CODE,
        name_column("Nombre"),
        Column(reading.word("org_unit"), width=12),
        Column("Unidad de medida", width=14),
        *(Column(word, Kind.QUANTITY, 12) for word in ("Programado", "Ejecutado", "Programado a la fecha")),
        Column("Ejecutado a la fecha", Kind.QUANTITY, 12),
        OF_PERIOD,
        TO_DATE,
        OF_PLAN,
        light(reading),
    )
    rows = tuple(_target(reading, line) for line in reading.shown(reading.lines) if line.reports)
    table = Table(caption=title, columns=columns, rows=rows, sheet="Detalle", empty="No hay.", wide=True)
    return (Heading(title), table)


def four_years(reading: Reading) -> Sequence[Block]:
    """How far the whole plan has come, target by target, and how far it was to have come (S3-ALC, R C-19)."""
    title = "Avance del plan por meta"
    columns = (
        *(CODE, name_column("Meta"), name_column(reading.word("org_unit"), 24)),
        *(OF_PLAN, EXPECTED_OF_PLAN, STANDING),
    )
    found = [line for line in reading.shown(reading.lines) if line.reports]
    rows = tuple((*named(line), line.unit_name, *_of_plan(line.figures)) for line in found)
    return (Heading(title), Table(caption=title, columns=columns, rows=rows, sheet="Avance del plan", empty="No hay."))


def persistence(reading: Reading, line: ReportLine) -> str:
    """« Nuevo » or « Continúa » for what is not green, nothing for the rest."""
    if not reading.asks_for_action(line):
        return ""
    return CONTINUES if line.continues else NEW


def _of_plan(figures: Figures) -> tuple[Value, ...]:
    return figures.plan_percent, figures.plan_expected_percent, standing(figures)


def named(line: ReportLine) -> tuple[str, str]:
    """The first two cells of a line."""
    return line.code, line.name


def line_color(reading: Reading, line: ReportLine) -> Color:
    """How a line stands to date."""
    return color_cell(reading, line.figures.color, line.figures.state)


def _target(reading: Reading, line: ReportLine) -> tuple[Value, ...]:
    figures = line.figures
    return (
        *named(line),
        line.unit,
        line.measured_in,
        *(_shown(each, line) for each in (figures.planned, figures.actual)),
        *(_shown(each, line) for each in (figures.planned_to_date, figures.actual_to_date)),
        figures.period_percent,
        figures.to_date_percent,
        figures.plan_percent,
        line_color(reading, line),
    )


def _shown(quantity: Decimal | None, line: ReportLine) -> Decimal | None:
    """The quantity with as many decimals as its indicator shows."""
    return None if quantity is None else round(quantity, line.decimals)
