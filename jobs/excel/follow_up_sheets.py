"""Sheets « Sin reporte » and « Acciones correctivas »: whom to ask, and what was promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.excel.palette import color_fill, color_text, shade
from jobs.excel.table import Column, Table
from jobs.excel.words import state_word, term

if TYPE_CHECKING:
    from jobs.excel.book import Value
    from jobs.excel.frame import Frame
    from models.rules.consolidation import Consolidation, CorrectiveActionRow, Head, NoReportRow


def write_no_report(frame: Frame, data: Consolidation) -> None:
    """Write the sheet of who has not sent, or sent with gaps (S0-II-04: finance and audit see who is silent)."""
    head = frame.head
    sheet = frame.sheet("Sin reporte", "Sin reporte al corte")
    columns = [
        Column("Código", 11),
        Column(term(head, "org_unit"), 40),
        Column("Plan", 13),
        Column("Estado", 14, "color"),
        Column("Qué falta", 18),
        Column("Esperadas", 10, "integer"),
        Column("Reportadas", 11, "integer"),
        Column("Venció el", 11.5, "date"),
        Column("Días hábiles de atraso", 12, "integer"),
        Column("% a la fecha", 11, "percent"),
        Column(term(head, "liaison"), 22),
        Column(term(head, "department_head"), 22),
    ]
    table = Table(sheet, frame.book.styles, columns)
    sheet.freeze(table.first_row, 2)
    looks = list(table.plain)
    for row in data.no_report:
        looks[3] = frame.book.styles.get("color", color_fill(shade(row.color, row.state)))
        table.add(_silent(row), looks)
    table.finish("No falta ningún reporte: todo lo que debía llegar a este corte llegó.")


def _silent(row: NoReportRow) -> list[Value]:
    what = f"Reportó {row.reported} de {row.expected}" if row.reported else "Toda la hoja"
    names = [row.code, row.name, row.plan, state_word(row.state), what]
    return [
        *names,
        row.expected,
        row.reported,
        row.due_on,
        row.days_late,
        row.percent,
        row.liaison,
        row.department_head,
    ]


def write_corrective_actions(frame: Frame, data: Consolidation) -> None:
    """Write the sheet of causes and corrective actions of what is not as programmed."""
    sheet = frame.sheet("Acciones correctivas", "Causas y acciones correctivas")
    columns = _action_columns(frame.head)
    table = Table(sheet, frame.book.styles, columns)
    sheet.freeze(table.first_row, 2)
    looks = list(table.plain)
    for row in data.corrective_actions:
        looks[4] = frame.book.styles.get("color", color_fill(shade(row.color, row.state)))
        table.add(_action(frame.head, row), looks)
    table.finish("Ninguna actividad de este corte pide una acción correctiva.")


def _action_columns(head: Head) -> list[Column]:
    return [
        Column("Código", 11),
        Column(term(head, "activity"), 36),
        Column(term(head, "org_unit"), 26),
        Column("% a la fecha", 10.5, "percent"),
        Column("Color", 13, "color"),
        Column("Estado", 13),
        Column("Causa", 42),
        Column("Acción correctiva", 42),
    ]


def _action(head: Head, row: CorrectiveActionRow) -> list[Value]:
    # a gap is a finding: who reads this sheet must not have to guess whether the cell was forgotten
    unsaid = "(no registrada)"
    return [
        row.code,
        row.name,
        row.org_unit_name,
        row.to_date_percent,
        color_text(head, row.color, row.state),
        state_word(row.state),
        row.cause or unsaid,
        row.corrective_action or unsaid,
    ]
