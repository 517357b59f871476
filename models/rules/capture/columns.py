"""Where everything stands in a capture workbook: whoever writes it and whoever reads it back agree here."""

from __future__ import annotations

from typing import NamedTuple

LAYOUT = 1
"""Counts up when a column or sheet moves: a workbook of another layout is downloaded anew."""

LINES, INTERNAL, HELP, IDENTITY = "Captura", "Actividades internas", "Instrucciones", "_rumbo"
"""Names of the sheets; the last one is hidden."""

HEAD_ROWS = 5
"""Rows of both forms above their headings."""

SPARE_INTERNAL = 20
"""Empty rows for more internal activities."""

LONGEST_REASON, LONGEST_TEXT, LONGEST_NAME, LONGEST_UNIT = 1000, 4000, 300, 120


class Column(NamedTuple):
    """A column by its place: its heading, its width in characters, and the field that is typed into it, if one is."""

    heading: str
    width: float
    field: str = ""
    longest: int = 0


LINE_COLUMNS = (
    Column("Clave", 6),
    Column("Código", 12),
    Column("Actividad", 38),
    Column("Indicador", 26),
    Column("Unidad", 12),
    Column("Programado", 12),
    Column("Realizado", 12, "actual"),
    Column("% del periodo", 11),
    Column("Programado a la fecha", 13),
    Column("Realizado a la fecha", 13),
    Column("% a la fecha", 11),
    Column("Color", 15),
    Column("Qué falta", 22),
    Column("Motivo de no reportar", 28, "no_report_reason", LONGEST_REASON),
    Column("Causa", 34, "cause", LONGEST_TEXT),
    Column("Medida correctiva", 34, "corrective_action", LONGEST_TEXT),
    Column("Nota", 28, "note", LONGEST_TEXT),
)
KEY, CODE, NAME, INDICATOR, UNIT, PLANNED, ACTUAL, PERIOD_PERCENT = range(8)
PLANNED_TO_DATE, ACTUAL_TO_DATE, PERCENT, COLOR, MISSING, REASON, CAUSE, CORRECTIVE_ACTION, NOTE = range(8, 17)

INTERNAL_COLUMNS = (
    Column("Clave", 6),
    Column("Actividad interna", 50, "name", LONGEST_NAME),
    Column("Unidad", 18, "unit", LONGEST_UNIT),
    Column("Realizado", 14, "actual"),
    Column("Nota", 50, "note", LONGEST_TEXT),
)
