"""Puts a finding together: where it is and what stands there are taken from the table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from models.rules.cell import UncachedFormula
from models.rules.workbook_audit.finding import Finding, Where
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.spoken import standing_text, value_text


@dataclass(frozen=True, slots=True)
class Told:
    """What a check says of a cell; the fields are those of `Finding`."""

    message: str
    effect: str
    expected: str = ""
    sure: bool = True
    related: tuple[str, ...] = ()
    cells: str = ""
    size: Decimal = Decimal(0)


def finding(look: Look, kind: str, place: tuple[int, int], told: Told) -> Finding:
    """Give the finding of a kind about the cell at a row and column of the table's sheet."""
    row, column = place
    cell = look.table.sheet.cell(row, column)
    percent = look.is_shown_as_percent(row, column)
    anew = isinstance(cell, UncachedFormula) or (look.table.sheet.name, row, column) in look.calculation.filled
    computed = anew or (percent and look.number(row, column) is not None)
    value = value_text(look.value(row, column), percent=percent) if computed else standing_text(cell)
    where = Where(look.table.sheet.name, row, column)
    return Finding(
        kind, where, value, told.expected, told.message, told.effect, told.sure, told.related, told.cells, told.size
    )
