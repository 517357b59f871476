"""A total of subtotals that leaves one of them out: somebody added a group and not its subtotal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from models.rules.cell import cell_name
from models.rules.sentence import say
from models.rules.workbook_audit.consequence import own_result
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.formula.write import written
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.sort_rows import added_rows, column_area
from models.rules.workbook_audit.spoken import figure_text, listed
from models.rules.workbook_audit.tables import Column


def check_left_subtotals(look: Look) -> Iterator[Finding]:
    """Yield `range_incomplete` for sums of two subtotals of a column or more that take in nearly all of them."""
    for column in look.table.columns:
        subtotals = {total.row for total in look.table.totals if _is_subtotal(look, total.row, column)}
        for total in look.table.totals:
            taken = _taken(look, total.row, column)
            missed = sorted(row for row in subtotals - taken if row < total.row)
            if len(taken) >= 2 and taken <= subtotals and 0 < len(missed) < len(taken):
                yield _incomplete(look, (total.row, column), missed)


def _is_subtotal(look: Look, row: int, column: Column) -> bool:
    program = look.program(row, column.index)
    return program is not None and column_area(program.node) is not None


def _taken(look: Look, row: int, column: Column) -> set[int]:
    """Give the rows that a formula adds up cell by cell in its own column."""
    program = look.program(row, column.index)
    return added_rows(program, (row, column.index)) if program is not None else set()


def _incomplete(look: Look, place: tuple[int, Column], missed: list[int]) -> Finding:
    row, column = place
    program = look.program(row, column.index)
    shown = look.number(row, column.index) or Decimal(0)
    left = [look.number(each, column.index) or Decimal(0) for each in missed]
    whole = sum(left, shown)
    cells = tuple(cell_name(each + 1, column.index) for each in missed)
    formula = written(program.node, row, column.index) if program else ""
    message = say("{formula} suma subtotales y deja fuera {cells}.", formula=formula, cells=listed(list(cells)))
    effect = own_result(look, (row, column.index), whole)
    told = Told(message, effect.text, figure_text(whole), sure=False, related=cells, size=effect.size)
    return finding(look, "range_incomplete", (row, column.index), told)
