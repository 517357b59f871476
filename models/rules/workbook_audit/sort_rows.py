"""Which rows of a table are data, which sum up others, and which are titles of a section."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal

from models.rules.cell import Cell, is_blank
from models.rules.headings.figure_words import TOTAL_LABELS
from models.rules.headings.heading import normal
from models.rules.workbook_audit.book import AuditSheet
from models.rules.workbook_audit.formula.tree import Area, Call, Chain, Node, Ref
from models.rules.workbook_audit.formula.values import close
from models.rules.workbook_audit.programs import Program, Programs
from models.rules.workbook_audit.tables import Column, TotalRow

_CONDITIONAL = {"SUMIF", "SUMIFS", "AVERAGEIF", "AVERAGEIFS", "COUNTIF", "COUNTIFS"}
AGGREGATES = {"SUM", "AVERAGE", "SUBTOTAL", "COUNT", "COUNTA", "MAX", "MIN", "MEDIAN"}


def sort_rows(
    sheet: AuditSheet, columns: tuple[Column, ...], body: Sequence[int], programs: Programs
) -> tuple[list[int], list[TotalRow], list[int]]:
    """Give the rows of data, those of totals, and for each row of data the title row above it (-1: none)."""
    indices = [column.index for column in columns]
    data: list[int] = []
    totals: list[TotalRow] = []
    sections: list[int] = []
    section = -1
    for row in body:
        cells = {index: cell for index in indices if not is_blank(cell := sheet.cell(row, index))}
        known = {total.row for total in totals}
        formulas = [
            index
            for index in indices
            if (program := programs.by_cell.get((sheet.name, row, index))) is not None
            and (_sums_column(program.node) or _adds_totals(program, (row, index), known))
        ]
        if formulas or (data and _is_labelled_total(sheet, cells, data)):
            totals.append(TotalRow(row, _label(cells), by_formula=bool(formulas)))
        elif len(cells) == 1 and len(indices) > 1 and all(isinstance(cell, str) for cell in cells.values()):
            section = row
        else:
            data.append(row)
            sections.append(section)
    _take_bare_totals(sheet, indices, data, totals)
    return data, totals, sections[: len(data)]


def _sums_column(node: Node) -> bool:
    """Tell whether a formula sums up, or averages, rows of its own column."""
    return column_area(node) is not None or _under_a_condition(node)


def _adds_totals(program: Program, place: tuple[int, int], totals: AbstractSet[int]) -> bool:
    """Tell whether a formula adds up totals of its own column, cell by cell."""
    rows = added_rows(program, place)
    return len(rows) > 1 and rows <= totals


def added_rows(program: Program, place: tuple[int, int]) -> set[int]:
    """Give the rows that the formula of a cell adds up cell by cell in its column; none where it does more or else."""
    if not _only_adds(program.node):
        return set()
    cells = [part.place.at(*place) for part in program.references if isinstance(part, Ref)]
    return {row for row, _column in cells} if all(column == place[1] for _row, column in cells) else set()


def _only_adds(node: Node) -> bool:
    """Tell whether a formula is `A + B + C` or `SUM(A, B, C)` of cells of its own sheet."""
    if isinstance(node, Chain):
        return all(mark == "+" and _only_adds(part) for mark, part in node.parts)
    if isinstance(node, Call):
        return node.name == "SUM" and all(map(_only_adds, node.arguments))
    return isinstance(node, Ref) and node.sheet is None


def column_area(node: Node) -> Area | None:
    """Give the rows of the formula's own column that it sums up or averages, or None where it does neither."""
    call = _inner_call(node)
    if call is None:
        return None
    for argument in call.arguments:
        if isinstance(argument, Area) and argument.sheet is None:
            first, last = argument.first, argument.last
            same = not (first.column_fixed or last.column_fixed or first.column or last.column)
            if same and (first.row_fixed != last.row_fixed or first.row != last.row) and not _is_running(argument):
                return argument
    return None


def _under_a_condition(node: Node) -> bool:
    """Whether a formula sums up, averages or counts rows of its own column under conditions."""
    if not isinstance(node, Call) or node.name not in _CONDITIONAL:
        return False
    areas = [argument for argument in node.arguments if isinstance(argument, Area) and argument.sheet is None]
    return any(
        not (area.first.column_fixed or area.first.column or area.last.column) and not _is_running(area)
        for area in areas
    )


def _is_running(area: Area) -> bool:
    return area.first.row_fixed and not area.last.row_fixed and area.last.row == 0


def _inner_call(node: Node) -> Call | None:
    """Give the sum or average of a formula, also inside ROUND or IFERROR."""
    while True:
        if isinstance(node, Call) and node.name in AGGREGATES:
            return node
        if not (isinstance(node, Call) and node.name in {"ROUND", "IFERROR"} and node.arguments):
            return None
        node = node.arguments[0]


def _label(cells: dict[int, Cell]) -> str:
    return next((cell.strip() for cell in cells.values() if isinstance(cell, str)), "")


def _is_labelled_total(sheet: AuditSheet, cells: dict[int, Cell], data: list[int]) -> bool:
    """Tell whether a row is called a total; a longer name such as « Total eje 1 » must also be one by its figures."""
    label = normal(_label(cells))
    if label in TOTAL_LABELS:
        return any(_is_number(cell) for cell in cells.values())
    named = label.startswith(("total ", "subtotal ", "sub total ", "gran total ")) and not label.startswith("total de ")
    return named and any(_sums_up(sheet, data, column, cell) for column, cell in cells.items())


def _sums_up(sheet: AuditSheet, data: list[int], column: int, cell: Cell) -> bool:
    """Tell whether a figure is the sum of those right above it, from two of them on."""
    if isinstance(cell, bool) or not isinstance(cell, int | Decimal) or not cell:
        return False
    added = Decimal(0)
    for count, row in enumerate(reversed(data), start=1):
        value = sheet.cell(row, column)
        if isinstance(value, int | Decimal):
            added += value
        if count > 1 and close(added, Decimal(cell)):
            return True
    return False


def _take_bare_totals(sheet: AuditSheet, indices: list[int], data: list[int], totals: list[TotalRow]) -> None:
    """Move a last row without any text to the totals where all its figures sum up the column."""
    if len(data) < 3:
        return
    row, others = data[-1], data[:-1]
    cells = {index: cell for index in indices if not is_blank(cell := sheet.cell(row, index))}
    named = sum(any(isinstance(sheet.cell(other, index), str) for index in indices) for other in others)
    if named < len(others) or not all(_is_number(cell) for cell in cells.values()):
        return
    if all(_is_whole_sum(sheet, others, column, cell) for column, cell in cells.items()):
        data.pop()
        totals.append(TotalRow(row, "", by_formula=False))


def _is_whole_sum(sheet: AuditSheet, rows: list[int], column: int, cell: Cell) -> bool:
    values = [value for row in rows if _is_number(value := sheet.cell(row, column))]
    return isinstance(cell, int | Decimal) and close(sum((Decimal(str(v)) for v in values), Decimal(0)), Decimal(cell))


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | Decimal) and not isinstance(cell, bool)
