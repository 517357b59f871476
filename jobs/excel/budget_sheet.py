"""Sheet « Ejecución presupuestal »: money by org unit and source, added up before any percent is taken (R C-21)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from jobs.excel.book import Formula
from jobs.excel.styles import STRONG
from jobs.excel.table import Area, Column, Table
from jobs.excel.words import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobs.excel.book import Sheet, Value
    from jobs.excel.frame import Frame
    from models.rules.consolidation import BudgetRow, Consolidation, Head

_STAGES = ("initial", "current", "committed", "accrued", "paid")
_MONEY = 2  # column of the first
_CENT = Decimal("0.01")


def write_budget(frame: Frame, data: Consolidation) -> None:
    """Write the sheet: the rows, their total, and the totals of each funding source."""
    sheet = frame.sheet("Ejecución presupuestal", "Ejecución presupuestal del año al corte")
    table = Table(sheet, frame.book.styles, _columns(frame.head))
    sheet.freeze(table.first_row, 1)
    for row in data.budget:
        table.add([row.org_unit_name, row.funding_source, *_money(row), row.executed_percent])
    table.finish("No se ha cargado ejecución presupuestal para este corte.")
    if data.budget:
        _write_totals(sheet, table, data)


def _columns(head: Head) -> list[Column]:
    names = ["Inicial", "Vigente", *(term(head, stage) for stage in _STAGES[2:])]
    money = [Column(f"{name} ({head.currency})", 18, "money") for name in names]
    percent = Column(f"% ejecutado ({term(head, head.executed_stage).lower()} / vigente)", 15, "percent")
    return [Column(term(head, "org_unit"), 40), Column(term(head, "funding_source"), 26), *money, percent]


def _write_totals(sheet: Sheet, table: Table, data: Consolidation) -> None:
    # visible rows only, so that the total follows the filter; the sources below it always hold all rows
    area, of_source = table.area(_MONEY), table.area().column(1)
    stage = _STAGES.index(data.head.executed_stage)
    table.total(["Total", None, *_totals(data.budget, "=SUBTOTAL(109,{cells})", area, (sheet.row, stage))])
    sources = list(dict.fromkeys(row.funding_source for row in data.budget))
    strong = table.looks(STRONG)
    for source in sources:
        rows = [row for row in data.budget if row.funding_source == source]
        formula = f"=SUMIF({of_source},$B${sheet.row + 1},{{cells}})"
        table.add(["Subtotal de la fuente", source, *_totals(rows, formula, area, (sheet.row, stage))], strong)


def _totals(rows: Sequence[BudgetRow], formula: str, area: Area, place: tuple[int, int]) -> list[Value]:
    columns = zip(*map(_money, rows), strict=True)
    sums = [sum((money or Decimal(0) for money in column), Decimal(0)) for column in columns]
    cells: list[Value] = [Formula(formula.replace("{cells}", area.column(at)), total) for at, total in enumerate(sums)]
    return [*cells, _executed(sums, *place)]


def _executed(sums: Sequence[Decimal], line: int, stage: int) -> Value:
    current, executed = sums[1], sums[stage]
    if not current:
        return None  # R C-20: nothing to execute, no percent
    percent = (executed / current * 100).quantize(_CENT, ROUND_HALF_UP)
    columns = Area(line, line, _MONEY)
    return Formula(f"=ROUND({columns.column(stage)}/{columns.column(1)}*100,2)", percent)


def _money(row: BudgetRow) -> list[Decimal | None]:
    return [getattr(row, stage) for stage in _STAGES]
