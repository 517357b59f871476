"""What the audit takes from a mapping: the sheets, the rows, the columns and the marks of levels."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.rules.cell import cell_name
from models.rules.mapping import (
    ColumnRef,
    IndicatorMap,
    LevelMap,
    Mapping,
    PeriodMap,
    PlanHead,
    ReadingRule,
    Source,
    TableMap,
    TotalMap,
)
from models.rules.workbook_audit.audit import audit_workbook
from models.rules.workbook_audit.book import AuditBook
from models.rules.workbook_audit.mapping_hints import hints_of
from tests.rules.workbook_audit.sheets import sheet_of


def column(index: int) -> Source:
    return Source(column=ColumnRef(index=index))


ROWS: list[list[Any]] = [
    ["una nota", "otra nota", 3],
    ["Cód", "Nombre", "Importancia", "Clase", "A", "B", "C", "Todo"],
    ["1", "Vías", 50, "X", 10, 20, 30, 60],
    ["2", "Agua", 40, "Y", 7, 7, 7, 21],
    ["3", "Luz", 20, "X", 1, 2, 3, 7],
    ["fin de la tabla", None, None, None, 5, 5, 5, 1],
]
ACCUMULATION = Source(column=ColumnRef(heading="clase"), values={"X": "sum", "Y": "last"})
TABLE = TableMap(
    sheets=("Oculta",),
    header_rows=(2,),
    first_row=3,
    last_row=5,
    levels=(LevelMap("activity", name=column(1), code=column(0), fields={"weight": column(2)}),),
    indicators=(IndicatorMap("i", "activity", fields={"accumulation": ACCUMULATION}),),
    periods=(PeriodMap("i", Source(fixed="2027-Q1"), targets={"planned": column(4)}),),
    totals=(TotalMap(ColumnRef(heading="Todo"), (ColumnRef(index=4), ColumnRef(index=5), ColumnRef(index=6))),),
)
PLAN = PlanHead("P", "Plan", "poa", date(2027, 1, 1), date(2027, 12, 31))
MAPPING = Mapping(PLAN, ReadingRule("es_CO"), (TABLE,))


def test_it_audits_the_mapped_rows_of_the_mapped_sheet_hidden_or_not() -> None:
    hidden, seen = sheet_of(ROWS, "Oculta"), sheet_of(ROWS, "Vista")
    hidden.hidden = True
    book = AuditBook([seen, hidden])
    result = audit_workbook(book, hints_of(MAPPING, book))
    assert result.tables == (("Oculta", 3, 5, 3),)
    found = {(each.kind, cell_name(each.where.row + 1, each.where.column)) for each in result.findings}
    assert found == {("weights_not_100", "C3"), ("total_differs", "H5")}


def test_it_knows_the_columns_by_letter_and_by_heading() -> None:
    book = AuditBook([sheet_of(ROWS, "Oculta")])
    ((hints,),) = hints_of(MAPPING, book).values()
    assert (hints.heading_rows, hints.first_row, hints.last_row) == ((1,), 2, 4)
    assert (hints.weights, hints.targets, hints.codes) == ({2}, {4}, {0})
    assert (hints.accumulation, hints.levels) == (3, {"y"})
    assert hints.totals == {7: (4, 5, 6)}
