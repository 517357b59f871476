from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.rules.cell import Cell, ErrorCell, UncachedFormula
from models.rules.package_cells import CellFault, doubt_about, read_cell
from models.rules.package_columns import SHAPES, Column
from models.rules.period import Period


def column(address: str) -> Column:
    sheet, name = address.split(".")
    return next(column for column in SHAPES[sheet].columns if column.name == name)


READ: list[tuple[str, Cell, object]] = [
    ("items.code", "007", "007"),
    ("items.code", 1, "1"),  # typed as 1 in a spreadsheet
    ("items.code", Decimal("1.0"), "1"),
    ("items.code", Decimal("1.1"), "1.1"),
    ("items.code", " A-1 ", "A-1"),
    ("items.parent", None, None),
    ("items.parent", "  ", None),
    ("items.name", 2027, "2027"),
    ("items.name", "a\r\nb\rc", "a\nb\nc"),
    ("items.description", None, ""),
    ("items.description", date(2027, 3, 31), "2027-03-31"),
    ("items.participants", "A; B;;A", ("A", "B")),
    ("items.participants", 5, ("5",)),
    ("items.participants", None, ()),
    ("items.aligns_to", "PEI:PE-01; PEI : OE.1;", ("PEI:PE-01", "PEI:OE.1")),
    ("items.weight", Decimal("33.3333"), Decimal("33.3333")),
    ("items.weight", None, None),
    ("items.start", date(2027, 1, 4), date(2027, 1, 4)),
    ("items.start", "2027-01-04", date(2027, 1, 4)),
    ("indicators.direction", " UP ", "up"),
    ("indicators.kind", None, "output"),
    ("indicators.frequency", "bimonth", "bimonth"),
    ("indicators.accumulation", "average_percent", "average_percent"),
    ("indicators.use_baseline", 1, True),
    ("indicators.use_baseline", "0", False),
    ("indicators.use_baseline", True, True),
    ("indicators.use_baseline", None, False),
    ("indicators.decimals", "3", 3),
    ("indicators.decimals", None, 2),
    ("indicators.tolerance", None, Decimal(0)),
    ("targets.planned", 0, Decimal(0)),  # zero is a target, blank is none
    ("targets.planned", None, None),
    ("targets.state", "does_not_apply", True),
    ("targets.state", None, False),
    ("targets.period", "2027-Q1", Period.of(2027, "quarter", 1)),
    ("targets.period", 2027, Period.of(2027, "year")),
    ("targets.period", "2024/2027", Period.horizon(2024, 2027)),
    ("targets.period", date(2027, 1, 1), Period.of(2027, "month", 1)),  # a spreadsheet makes a date of 2027-01
    ("budget.year", 2027, 2027),
    ("budget.initial", Decimal("9999999999999.99"), Decimal("9999999999999.99")),
    ("budget.paid", Decimal("-20.5"), Decimal("-20.5")),  # a reversal
]


@pytest.mark.parametrize(("where", "cell", "value"), READ)
def test_it_reads(where: str, cell: Cell, value: object) -> None:
    assert read_cell(column(where), cell) == value


REFUSED: list[tuple[str, Cell, str]] = [
    ("items.code", None, "blank_required"),
    ("items.code", " ", "blank_required"),
    ("items.code", ErrorCell("#DIV/0!"), "error_cell"),
    ("items.description", ErrorCell("#N/A"), "error_cell"),
    ("items.weight", UncachedFormula(), "formula_without_value"),
    ("items.code", date(2027, 2, 1), "code_not_text"),  # a spreadsheet makes a date of 1-2
    ("items.code", True, "code_not_text"),
    ("items.participants", date(2027, 2, 1), "code_not_text"),
    ("items.code", "A;B", "bad_code"),
    ("items.code", "A:B", "bad_code"),
    ("items.code", "A\nB", "bad_code"),
    ("items.code", "x" * 61, "too_long"),
    ("items.participants", "A;" + "x" * 61, "too_long"),
    ("items.name", "x" * 1001, "too_long"),
    ("items.name", "a\x00b", "bad_character"),
    ("items.name", "a\ud800b", "bad_character"),
    ("items.name", "a\ufffeb", "bad_character"),
    ("items.aligns_to", "PE-01", "bad_alignment"),
    ("items.aligns_to", "PEI:", "bad_alignment"),
    ("items.aligns_to", ":PE-01", "bad_alignment"),
    ("items.aligns_to", "PEI:a:b", "bad_code"),
    ("items.weight", -1, "negative_number"),
    ("items.weight", Decimal("100.01"), "percent_out_of_range"),
    ("items.weight", Decimal("33.33333"), "too_many_decimals"),
    ("items.weight", "50%", "not_a_number"),
    ("items.start", "31/03/2027", "bad_date"),
    ("items.start", "2027-02-30", "bad_date"),
    ("items.start", "20270331", "bad_date"),
    ("items.start", 46000, "bad_date"),
    ("items.start", date(1899, 12, 31), "bad_date"),
    ("items.start", "2027-03-31 10:30:00", "bad_date"),
    ("indicators.direction", "subir", "not_a_choice"),
    ("indicators.frequency", "horizon", "not_a_choice"),
    ("indicators.use_baseline", "sí", "bad_flag"),
    ("indicators.use_baseline", 2, "bad_flag"),
    ("indicators.decimals", 7, "whole_out_of_range"),
    ("indicators.decimals", Decimal("1.5"), "whole_out_of_range"),
    ("indicators.decimals", "dos", "whole_out_of_range"),
    ("targets.planned", -1, "negative_number"),
    ("targets.planned", "1.500", "ambiguous_number"),
    ("targets.planned", "1,500", "ambiguous_number"),
    ("targets.planned", "1,5", "wrong_separator"),
    ("targets.planned", "NaN", "not_a_number"),
    ("targets.planned", "nan", "not_a_number"),
    ("targets.planned", Decimal("1e300"), "number_too_large"),
    ("targets.planned", "0.1234567", "too_many_decimals"),
    ("targets.planned", True, "not_a_number"),
    ("targets.planned", date(2027, 3, 31), "not_a_number"),
    ("targets.state", "NP", "not_a_choice"),
    ("targets.period", "marzo", "bad_period"),
    ("targets.period", "2027-13", "bad_period"),
    ("targets.period", date(2027, 3, 15), "bad_period"),
    ("targets.period", Decimal("2027.5"), "bad_period"),
    ("budget.year", 1989, "whole_out_of_range"),
    ("budget.initial", -1, "negative_number"),
    ("budget.initial", Decimal("1.555"), "too_many_decimals"),
]


@pytest.mark.parametrize(("where", "cell", "code"), REFUSED)
def test_it_refuses(where: str, cell: Cell, code: str) -> None:
    with pytest.raises(CellFault) as fault:
        read_cell(column(where), cell)
    assert fault.value.code == code


DOUBTS: list[tuple[str, Cell, str | None]] = [
    ("items.code", Decimal("1.1"), "code_was_number"),  # 1.10 is kept as 1.1
    ("items.code", Decimal(2), None),
    ("items.code", 2, None),
    ("items.weight", Decimal("1.1"), None),
    ("targets.period", date(2027, 3, 1), "period_was_date"),
    ("items.start", date(2027, 3, 1), None),
]


@pytest.mark.parametrize(("where", "cell", "code"), DOUBTS)
def test_it_doubts_what_a_spreadsheet_may_have_changed(where: str, cell: Cell, code: str | None) -> None:
    assert doubt_about(column(where), cell) == code
