"""What the audit takes from a mapping: the sheets, the rows, the columns and the marks of levels."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from models.rules.cell import cell_name
from models.rules.cell_source import ColumnRef, Match, Source
from models.rules.mapping import (
    CodeRule,
    IndicatorMap,
    LevelMap,
    Mapping,
    PeriodMap,
    PlanHead,
    ReadingRule,
    TableMap,
    TotalMap,
)
from models.rules.workbook_audit.audit import audit_workbook
from models.rules.workbook_audit.book import AuditBook
from models.rules.workbook_audit.hints import Hints
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


def hints(**changes: Any) -> Hints:
    ((found,),) = hints_of(replace(MAPPING, tables=(replace(TABLE, **changes),)), BOOK).values()
    return found


BOOK = AuditBook([sheet_of(ROWS, "Oculta")])
A_LEVEL = LevelMap("activity", name=column(1), code=CodeRule.NAME)
MISSING = ColumnRef(heading="Otra")


def test_it_leaves_a_table_in_blocks_to_be_found_by_its_content() -> None:
    assert hints(repeat=Match(ColumnRef(index=0), equals=("Cód",))) == Hints()


@pytest.mark.parametrize(
    ("changes", "place", "found"),
    [
        ({"levels": (A_LEVEL,)}, "codes", frozenset()),  # levels that have no code
        ({"levels": (A_LEVEL, *TABLE.levels)}, "codes", {0}),
        ({"indicators": ()}, "accumulation", None),  # nobody says how a row is added up
        ({"indicators": (IndicatorMap("j", "activity"), *TABLE.indicators)}, "accumulation", 3),
        ({"totals": (TotalMap(MISSING, (ColumnRef(index=4),)),)}, "totals", {}),  # a heading that the sheet lacks
        (
            {"totals": (TotalMap(ColumnRef(index=7), (ColumnRef(index=4), MISSING)), *TABLE.totals)},
            "totals",
            {7: (4, 5, 6)},
        ),
        ({"header_rows": (1, 2)}, "totals", {7: (4, 5, 6)}),  # the lowest row of headings has them
        ({"header_rows": (2, 3)}, "totals", {7: (4, 5, 6)}),  # a row above has them
    ],
)
def test_it_takes_from_a_mapping_what_it_says_and_no_more(changes: dict[str, Any], place: str, found: object) -> None:
    assert getattr(hints(**changes), place) == found
