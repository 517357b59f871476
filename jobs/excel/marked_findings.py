"""The first two sheets of a marked workbook: what is to be decided, by its effect, and every cell it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jobs.excel.book import Link
from jobs.excel.table import Column, Table
from models.rules.cell import cell_name
from models.rules.sentence import say
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
FINDINGS, CELLS = say("Hallazgos"), say("Celdas")
_LINK: Mapping[str, Property] = {"underline": 1, "font_color": "#163F73"}
_CENTRED: Mapping[str, Property] = {"align": "center"}
_GROUPS = (
    Column(say("N.º"), 5, "integer"),
    Column(say("Certeza"), 12),
    Column(say("Qué pasa"), 24),
    Column(say("Hoja"), 16),
    Column(say("Columnas"), 11),
    Column(say("Celdas"), 8, "integer"),
    Column(say("La que más pesa"), 10),
    Column(say("Las primeras"), 20),
    Column(say("Por qué"), 52),
    Column(say("Efecto en el resultado"), 52),
)
_EACH = (
    Column(say("N.º"), 5, "integer"),
    Column(say("Hoja"), 18),
    Column(say("Celda"), 10),
    Column(say("Qué pasa"), 26),
    Column(say("Certeza"), 10),
    Column(say("Dice"), 18),
    Column(say("Debería decir"), 20),
    Column(say("Por qué"), 60),
    Column(say("Efecto en el resultado"), 60),
)
_NOTHING = say("No se encontró ningún problema.")


def write_findings(marked: Book, result: AuditResult, names: Mapping[str, str]) -> None:
    """Write « Hallazgos », a row a group, and « Celdas », a row a cell; `names` are those of the copied sheets."""
    _write_groups(marked, result, names)
    _write_cells(marked, result, names)


def _write_groups(marked: Book, result: AuditResult, names: Mapping[str, str]) -> None:
    sheet, styles = marked.sheet(FINDINGS), marked.styles
    sheet.print_setup("letter", say("Auditoría del libro"))
    sheet.line([say("Hallazgos en el libro")], [styles.get("title")], lines=2)
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
    how_many = say(
        "{count} hallazgos en {cells} celdas, {sure} de ellos con algo seguro. "
        "Primero lo seguro, y dentro de eso lo que más cambia el resultado.",
        count=len(result.groups),
        cells=cells,
        sure=sure,
    )
    places = say(
        "En rojo, lo que está mal; en amarillo, lo que una persona debe revisar. "
        "Cada celda está en la hoja «{sheet}» y marcada en su lugar.",
        sheet=CELLS,
    )
    return [how_many, places, *result.notes]


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
    sheet.print_setup("letter", say("Auditoría del libro: las celdas"))
    sheet.line([say("Cada celda")], [styles.get("title")], lines=2)
    sheet.line([say("El número es el del hallazgo en la hoja «{sheet}».", sheet=FINDINGS)], [styles.get("context")])
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
        told = say("De cada clase están las primeras mil celdas; faltan {count}.", count=left_out)
        sheet.line([told], [marked.styles.get("context")])
    sheet.skip()


def _cell_line(number: int, finding: Finding, names: Mapping[str, str]) -> list[Value]:
    return [
        number,
        finding.where.sheet,
        _link(finding, names),
        KINDS[finding.kind],
        say("Seguro") if finding.sure else say("Revise"),
        finding.value,
        finding.expected,
        finding.message,
        finding.effect,
    ]


def _link(finding: Finding, names: Mapping[str, str]) -> Link:
    cell = cell_name(finding.where.row + 1, finding.where.column)
    quoted = names[finding.where.sheet].replace("'", "''")
    return Link(cell, f"'{quoted}'!{cell}")
