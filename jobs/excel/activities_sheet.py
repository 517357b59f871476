"""Sheet « Actividades »: what was programmed and done, line by line. The rows stream: there may be 50,000."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.excel.palette import color_fill, color_text, shade
from jobs.excel.table import Column, Table
from jobs.excel.words import state_word, term

if TYPE_CHECKING:
    from xlsxwriter.format import Format

    from jobs.excel.book import Value
    from jobs.excel.frame import Frame
    from jobs.excel.styles import Styles
    from models.rules.consolidation import ActivityRow, Consolidation, Head

_QUANTITIES = slice(5, 9)
_COLOR = 12


def write_activities(frame: Frame, data: Consolidation) -> None:
    """Write the sheet; walks `data.activities` once."""
    sheet = frame.sheet("Actividades", "Actividades: programado y realizado", wide=True)
    table = Table(sheet, frame.book.styles, _columns(frame.head))
    sheet.freeze(table.first_row, 2)
    looks = _Looks(table, frame.book.styles)
    for row in data.activities:
        table.add(activity_cells(frame.head, row), looks.of(row))
    table.finish("No hay actividades en este corte.")


def _columns(head: Head) -> list[Column]:
    return [
        Column("Código", 11),
        Column(term(head, "activity"), 32),
        Column(term(head, "org_unit"), 19),
        Column(f"{term(head, 'function')} o proyecto", 20),
        Column("Unidad de medida", 11),
        Column("Programado del período", 10.5, "integer"),
        Column("Realizado del período", 10.5, "integer"),
        Column("Programado a la fecha", 10.5, "integer"),
        Column("Realizado a la fecha", 10.5, "integer"),
        Column("% del período", 9.5, "percent"),
        Column("% a la fecha", 9.5, "percent"),
        Column("% del año", 9.5, "percent"),
        Column("Color", 13, "color"),
        Column("Estado", 12),
        Column("Enviada el", 11, "date"),
        Column("Causa", 30),
        Column("Acción correctiva", 30),
        Column("Anotación", 22),
    ]


def activity_cells(head: Head, row: ActivityRow) -> list[Value]:
    """Return the cells of one activity, in the order of the columns."""
    return [
        row.code,
        row.name,
        row.org_unit_name,
        f"{row.function} {row.function_name}",
        row.unit_of_measure,
        row.planned,
        row.actual,
        row.planned_to_date,
        row.actual_to_date,
        row.period_percent,
        row.to_date_percent,
        row.year_percent,
        color_text(head, row.color, row.state),
        state_word(row.state),
        row.sent_on,
        row.cause,
        row.corrective_action,
        row.note,
    ]


class _Looks:
    """The formats of a row by what makes rows differ: the decimals of their quantities and their colour."""

    def __init__(self, table: Table, styles: Styles) -> None:
        self._table = table
        self._styles = styles
        self._made: dict[tuple[int, str], list[Format]] = {}

    def of(self, row: ActivityRow) -> list[Format]:
        key = row.decimals, shade(row.color, row.state)
        if key not in self._made:
            looks = list(self._table.plain)
            looks[_QUANTITIES] = [self._styles.quantity(row.decimals)] * 4
            looks[_COLOR] = self._styles.get("color", color_fill(key[1]))
            self._made[key] = looks
        return self._made[key]
