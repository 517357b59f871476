"""The first two sheets of a marked workbook: what is to be decided, by its effect, and every cell it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.excel.book import Link
from jobs.excel.table import Column, Table
from models.rules.cell import cell_name
from models.rules.workbook_audit.finding import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobs.excel.book import Book, Sheet, Value
    from jobs.excel.styles import Property
    from models.rules.workbook_audit.audit import AuditResult
    from models.rules.workbook_audit.finding import Finding
    from models.rules.workbook_audit.groups import Group

SURE: Mapping[str, Property] = {"bg_color": "#FBD9D7", "font_color": "#8E1B13"}
REVIEW: Mapping[str, Property] = {"bg_color": "#FFF1C2", "font_color": "#6B4E00"}
FINDINGS, CELLS = "Hallazgos", "Celdas"
_LINK: Mapping[str, Property] = {"underline": 1, "font_color": "#163F73"}
_CENTRED: Mapping[str, Property] = {"align": "center"}
_GROUPS = (
    Column("N.º", 5, "integer"),
    Column("Certeza", 12),
    Column("Qué pasa", 24),
    Column("Hoja", 16),
    Column("Columnas", 11),
    Column("Celdas", 8, "integer"),
    Column("La que más pesa", 10),
    Column("Las primeras", 20),
    Column("Por qué", 52),
    Column("Efecto en el resultado", 52),
)
_EACH = (
    Column("N.º", 5, "integer"),
    Column("Hoja", 18),
    Column("Celda", 10),
    Column("Qué pasa", 26),
    Column("Certeza", 10),
    Column("Dice", 18),
    Column("Debería decir", 20),
    Column("Por qué", 60),
    Column("Efecto en el resultado", 60),
)
_NOTHING = "No se encontró ningún problema."


def write_findings(marked: Book, result: AuditResult, names: Mapping[str, str]) -> None:
    """Write « Hallazgos », a row a group, and « Celdas », a row a cell; `names` are those of the copied sheets."""
    _write_groups(marked, result, names)
    _write_cells(marked, result, names)


def _write_groups(marked: Book, result: AuditResult, names: Mapping[str, str]) -> None:
    sheet, styles = marked.sheet(FINDINGS), marked.styles
    sheet.print_setup("letter", "Auditoría del libro")
    sheet.line(["Hallazgos en el libro"], [styles.get("title")], lines=2)
    for remark in _remarks(result):
        sheet.line([remark], [styles.get("context")])
    sheet.skip()
    table = Table(sheet, styles, _GROUPS)
    sheet.freeze(table.first_row, 3)
    sheet.repeat(table.heading_row)
    for number, group in enumerate(result.groups, start=1):
        looks = [*table.plain]
        looks[0] = looks[5] = styles.get("integer", _CENTRED)
        looks[1] = styles.get("text", {**(SURE if group.sure else REVIEW), "bold": True})
        looks[6] = styles.get("text", _LINK)
        table.add(_group_line(number, group, names), looks)
    table.finish(_NOTHING)


def _remarks(result: AuditResult) -> list[str]:
    sure = sum(group.sure > 0 for group in result.groups)
    cells = sum(group.count for group in result.groups)
    counted = f"{len(result.groups)} hallazgos en {cells} celdas, {sure} de ellos con algo seguro."
    order = "Primero lo seguro, y dentro de eso lo que más cambia el resultado."
    colors = "En rojo, lo que está mal; en amarillo, lo que una persona debe revisar."
    places = f"Cada celda está en la hoja «{CELLS}» y marcada en su lugar."
    return [f"{counted} {order}", f"{colors} {places}", *result.notes]


def _group_line(number: int, group: Group, names: Mapping[str, str]) -> list[Value]:
    return [
        number,
        group.how_sure,
        group.title,
        group.sheet,
        ", ".join(group.columns),
        group.count,
        _link(group.worst, names),
        group.first_cells,
        group.worst.message,
        group.worst.effect,
    ]


def _write_cells(marked: Book, result: AuditResult, names: Mapping[str, str]) -> None:
    if not result.findings:
        return
    sheet, styles = marked.sheet(CELLS), marked.styles
    sheet.print_setup("letter", "Auditoría del libro: las celdas")
    sheet.line(["Cada celda"], [styles.get("title")], lines=2)
    sheet.line(["El número es el del hallazgo en la hoja «Hallazgos»."], [styles.get("context")])
    _write_counts(sheet, marked, result)
    table = Table(sheet, styles, _EACH)
    sheet.freeze(table.first_row, 3)
    sheet.repeat(table.heading_row)
    numbers = {finding: at for at, group in enumerate(result.groups, start=1) for finding in group.findings}
    for finding in result.findings:
        looks = [*table.plain]
        looks[0] = styles.get("integer", _CENTRED)
        looks[4] = styles.get("text", SURE if finding.sure else REVIEW)
        looks[2] = styles.get("text", _LINK)
        table.add(_cell_line(numbers[finding], finding, names), looks)
    table.finish(_NOTHING)


def _write_counts(sheet: Sheet, marked: Book, result: AuditResult) -> None:
    """Say so where only the first findings of a kind are listed."""
    left_out = sum(result.counts.values()) - len(result.findings)
    if left_out:
        told = f"De cada clase están las primeras mil celdas; faltan {left_out}."
        sheet.line([told], [marked.styles.get("context")])
    sheet.skip()


def _cell_line(number: int, finding: Finding, names: Mapping[str, str]) -> list[Value]:
    return [
        number,
        finding.where.sheet,
        _link(finding, names),
        KINDS[finding.kind],
        "Seguro" if finding.sure else "Revise",
        finding.value,
        finding.expected,
        finding.message,
        finding.effect,
    ]


def _link(finding: Finding, names: Mapping[str, str]) -> Link:
    cell = cell_name(finding.where.row + 1, finding.where.column)
    quoted = names[finding.where.sheet].replace("'", "''")
    return Link(cell, f"'{quoted}'!{cell}")
