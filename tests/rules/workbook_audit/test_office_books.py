"""Workbooks as offices keep them: nothing is said of a healthy one, and each planted fault is told where it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from models.rules.workbook_audit.book import AuditSheet
from tests.rules.workbook_audit.office_books import (
    action_plan,
    indicative_plan,
    investment_plan,
    lookup_plan,
    operational_plan,
)
from tests.rules.workbook_audit.office_books_more import (
    budget,
    levels_and_flows,
    marks_of_months,
    pairs_of_rows,
    running_quarters,
    three_heading_rows,
    weighted_groups,
)
from tests.rules.workbook_audit.sheets import findings, put, told

Maker = Callable[[], list[AuditSheet]]
HEALTHY: list[Maker] = [indicative_plan, investment_plan, operational_plan, action_plan, lookup_plan]
HEALTHY += [running_quarters, pairs_of_rows, marks_of_months, three_heading_rows, budget, levels_and_flows]
HEALTHY += [weighted_groups]


@pytest.mark.parametrize("book", HEALTHY, ids=lambda book: book.__name__)
def test_it_says_nothing_of_a_healthy_one(book: Maker) -> None:
    assert told(*book()) == []


FAULTS: list[tuple[Maker, dict[str, Any], list[tuple[str, str]]]] = [
    # the year's progress divides the target of all four
    (indicative_plan, {f"P{r}": f"=IFERROR(N{r}/L{r},0)%%" for r in range(5, 20)}, [("formula_changes_by_year", "P5")]),
    # a year is left out of the total
    (indicative_plan, {"L8": "=SUM(H8:J8)"}, [("total_differs", "L8")]),
    # a total typed over its formula
    (indicative_plan, {"L8": 100}, [("total_differs", "L8")]),
    # the total does not reach the row that was inserted last
    (indicative_plan, {"M20": "=SUM(M5:M18)"}, [("range_incomplete", "M20")]),
    # the mean of percents begins a row too late
    (indicative_plan, {"O20": "=AVERAGE(O6:O19)%%"}, [("range_incomplete", "O20")]),
    # more than planned hides what others did not do
    (indicative_plan, {"M7": 300}, [("percent_over_100", "O7")]),
    # one band of the colours is another in one row
    (
        indicative_plan,
        {"Q9": '=IF(O9="","",IF(O9>=0.8,"VERDE",IF(O9>=0.7,"AMARILLO",IF(O9>=0.4,"NARANJA","ROJO"))))'},
        [("formula_changes", "Q9")],
    ),
    # weights of the lines
    (indicative_plan, {f"B{r}": 0.35 for r in range(5, 10)}, [("weights_not_100", "B5")]),
    # 1.100 read as a decimal
    (
        indicative_plan,
        {f"{c}9": v for c, v in zip("HIJK", (1000, 1.1, 1200, 1300), strict=True)} | {"M9": 900, "N9": 1},
        [("scale_differs", "I9")],
    ),
    # a code that became a date
    (indicative_plan, {"C6": date(2025, 3, 1)}, [("date_for_code", "C6")]),
    # a level whose years are added up
    (indicative_plan, {"F6": "Mantenimiento", **{f"{c}6": 25 for c in "HIJK"}}, [("level_summed", "L6")]),
    # a division by nothing, without IFERROR
    (indicative_plan, {"H6": 0, "O6": "=M6/H6%%"}, [("error_value", "O6")]),
    # two columns of one name
    (indicative_plan, {"N4": "EJECUTADO 2024"}, [("duplicate_heading", "N4")]),
    # money as text
    (investment_plan, {"D6": "4.500.000"}, [("number_as_text", "D6")]),
    # a source that the total leaves out
    (investment_plan, {"H5": "=SUM(D5:F5)"}, [("total_differs", "H5")]),
    # a subtotal of fewer rows
    (investment_plan, {"E8": "=SUBTOTAL(9,E4:E6)"}, [("range_incomplete", "E8")]),
    # a grand total by SUM counts the subtotals again
    (investment_plan, {"H19": "=SUM(H4:H18)"}, [("counted_twice", "H19")]),
    # a typed grand total
    (investment_plan, {"F19": 2_000_000}, [("total_differs", "F19")]),
    # a month left out of the year's target
    (operational_plan, {"Q8": "=SUM(E8:O8)"}, [("total_differs", "Q8")]),
    # a year's target typed
    (operational_plan, {"Q20": 77}, [("total_differs", "Q20")]),
    # a target with its unit inside
    (operational_plan, {"H6": "5 inf."}, [("number_as_text", "H6")]),
    # the percent of one quarter divides the other way round
    (action_plan, {"J6": "=IF(I6=0,0,MIN(H6/I6,1))%%"}, [("formula_changes", "J6")]),
    # progress typed by hand
    (action_plan, {"N7": "50%%"}, [("typed_over_formula", "N7")]),
    # weights of one dependency
    (action_plan, {"C9": 40}, [("weights_not_100", "C8")]),
    # the colour looks at the percent of another quarter
    (
        action_plan,
        {"K8": '=IF(F8="","",IF(F8>=0.9,"VERDE",IF(F8>=0.7,"AMARILLO",IF(F8>=0.4,"NARANJA","ROJO"))))'},
        [("formula_changes", "K8")],
    ),
    # the running total forgets a quarter
    (running_quarters, {"J7": "=H7+F7"}, [("total_differs", "J7")]),
    # the visible total does not reach the last row
    (running_quarters, {"C2": "=SUBTOTAL(109,C4:C11)"}, [("range_incomplete", "C2")]),
    # one row divides by a quarter
    (running_quarters, {"L9": "=IF(D9>0,K9/D9,0)%%"}, [("formula_changes", "L9")]),
    # a month left out in a row of what was done
    (pairs_of_rows, {"P5": "=SUM(D5:N5)"}, [("total_differs", "P5")]),
    # the percent upside down
    (pairs_of_rows, {"Q7": "=P6/P7%%"}, [("formula_changes", "Q7")]),
    # crosses counted over fewer months
    (marks_of_months, {"R5": '=COUNTIF(F5:P5,"X")', "Q5": "X"}, [("formula_changes", "R5")]),
    # only planned quarters are the total; one row takes a done one
    (three_heading_rows, {"L7": "=D7+F7+H7+K7"}, [("total_differs", "L7")]),
    # the weights of the merged axes
    (three_heading_rows, {"B9": 35}, [("weights_not_100", "B5")]),
    # what is left to spend takes the first budget
    (budget, {"H5": "=C5-G5"}, [("formula_changes", "H5")]),
    # the grand total stops above the last source
    (budget, {"G12": "=SUM(G3:G10)"}, [("range_incomplete", "G12")]),
    # an amount with its currency
    (budget, {"F6": "S/ 80000"}, [("number_as_text", "F6")]),
    # a level that the row's own formula adds up
    (levels_and_flows, {"H5": "=SUM(D5:G5)"}, [("level_summed", "H5")]),
    # one group weighs more than all
    (weighted_groups, {"C3": "40%%"}, [("weights_not_100", "C2")]),
    # a contribution without its weight
    (weighted_groups, {"E4": "=D4%%"}, [("formula_changes", "E4")]),
]


@pytest.mark.parametrize(("book", "changes", "expected"), FAULTS)
def test_it_tells_the_planted_fault_and_nothing_else(
    book: Maker, changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    first, *others = book()
    assert told(put(first, changes), *others) == expected


ACROSS: list[tuple[dict[str, Any], dict[str, Any], list[tuple[str, str, str]]]] = [
    # the board adds one row less than there are
    ({"C3": "=SUMIFS(Datos!D$2:D$15,Datos!$B$2:$B$15,$A3)"}, {}, [("formula_changes", "Tablero", "C3")]),
    # a figure of the data is text
    ({}, {"E5": "12"}, [("number_as_text", "Datos", "E5")]),
    # a colour by an exact match is not found
    ({}, {"G7": "=VLOOKUP(F7,Escala!$A$2:$B$5,2,FALSE)"}, [("error_value", "Datos", "G7")]),
    # the board is typed over
    ({"D4": 1}, {}, [("typed_over_formula", "Tablero", "D4")]),
]


@pytest.mark.parametrize(("on_board", "in_data", "expected"), ACROSS)
def test_it_tells_what_is_wrong_between_sheets(
    on_board: dict[str, Any], in_data: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    board, data, scale = lookup_plan()
    found = findings(put(board, on_board), put(data, in_data), scale)
    assert [(each.kind, each.where.sheet, _cell(each.where.row, each.where.column)) for each in found] == expected


def _cell(row: int, column: int) -> str:
    return f"{chr(ord('A') + column)}{row + 1}"
