"""Outcome and performance indicators: what the units answered about them, and the objectives that they measure."""

from __future__ import annotations

from collections.abc import Sequence

from models.rules.document.blocks import Block, Heading
from models.rules.document.cells import Kind
from models.rules.document.table import Column, Table
from models.rules.report.cells import CODE, EXPECTED_OF_PLAN, OF_PLAN, OF_YEAR, TO_DATE, color_cell, light, name_column
from models.rules.report.projects import line_color, named
from models.rules.report.reading import Reading
from models.rules.traffic_light import BandKind


def indicators(reading: Reading) -> Sequence[Block]:
    """What outcome and performance indicators are measured on, coloured (S0-I-08)."""
    title = "Indicadores de resultado y de desempeño"
    columns = (
        *(CODE, name_column("Objeto medido"), name_column("Responsable", 24)),
        *(TO_DATE, OF_YEAR, OF_PLAN, EXPECTED_OF_PLAN, light(reading)),
    )
    rows = tuple(
        (
            *named(line),
            line.unit_name,
            line.figures.capped_percent,
            line.figures.year_percent,
            line.figures.plan_percent,
            line.figures.plan_expected_percent,
            line_color(reading, line),
        )
        for line in reading.shown(reading.of_kind(BandKind.INDICATOR))
    )
    table = Table(caption=title, columns=columns, rows=rows, sheet="Indicadores", empty="No hay.", wide=True)
    return (Heading(title), *_answered(reading), table)


def _answered(reading: Reading) -> Sequence[Block]:
    """What was asked of the units for this report; nothing where nothing was."""
    if not reading.answered:
        return ()
    title = "Respuestas a la solicitud de información"
    columns = (
        CODE,
        name_column("Indicador"),
        name_column("Responsable", 24),
        Column("Unidad de medida", width=14),
        Column("Dato", Kind.QUANTITY, 12),
        TO_DATE,
        light(reading),
        Column("Acciones a tomar", width=34),
    )
    rows = tuple(
        (
            *(line.code, line.name, line.unit_name, line.measured_in),
            line.value,
            line.percent,
            color_cell(reading, line.color, line.state),
            line.actions,
        )
        for line in reading.answered
    )
    return (Table(caption=title, columns=columns, rows=rows, sheet="Solicitud", empty="No hay.", wide=True),)
