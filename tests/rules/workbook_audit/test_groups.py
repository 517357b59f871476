from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.workbook_audit.consequence import moved
from models.rules.workbook_audit.finding import Finding, Where
from models.rules.workbook_audit.formula.values import DIVIDED_BY_ZERO, Scalar
from models.rules.workbook_audit.groups import Group, grouped


def finding(kind: str, cell: tuple[int, int], size: str = "0", *, sure: bool = True, sheet: str = "Metas") -> Finding:
    return Finding(kind, Where(sheet, *cell), "1", "2", "Por qué.", "Efecto.", sure, size=Decimal(size))


def test_it_puts_the_cells_of_one_column_together() -> None:
    (group,) = grouped(finding("total_differs", (row, 4)) for row in (7, 3, 5))
    assert (group.count, group.columns, group.cells) == (3, ("E",), ("E4", "E6", "E8"))
    assert group.title == "Un total no es la suma de sus partes"


def test_it_keeps_columns_and_sheets_apart() -> None:
    found = [finding("total_differs", (1, 4)), finding("total_differs", (1, 5))]
    assert len(grouped([*found, finding("total_differs", (1, 4), sheet="Otra")])) == 3


def test_it_puts_what_has_one_remedy_together_over_the_whole_sheet() -> None:
    (group,) = grouped([finding("number_as_text", (1, 4)), finding("number_as_text", (9, 1))])
    assert group.columns == ("B", "E")


def test_it_names_the_first_cells_and_counts_the_others() -> None:
    (group,) = grouped(finding("total_differs", (row, 0)) for row in range(8))
    assert group.first_cells == "A1, A2, A3, A4, A5 y 3 más"


def test_it_gives_the_sure_ones_first_and_of_those_the_worst() -> None:
    found = [
        finding("scale_differs", (1, 1), "2", sure=False),
        finding("total_differs", (1, 2), "0.1"),
        finding("range_incomplete", (1, 3), "0.9"),
    ]
    assert [group.kind for group in grouped(found)] == ["range_incomplete", "total_differs", "scale_differs"]


def test_it_gives_the_larger_of_two_groups_with_the_same_effect_first() -> None:
    found = [finding("total_differs", (1, 2)), finding("formula_changes", (1, 3)), finding("formula_changes", (2, 3))]
    assert [group.kind for group in grouped(found)] == ["formula_changes", "total_differs"]


def test_it_tells_a_group_by_its_worst_sure_finding() -> None:
    found = [finding("total_differs", (row, 2), size, sure=row < 3) for row, size in ((1, "0.1"), (2, "0.4"), (3, "1"))]
    (group,) = grouped(found)
    assert group.worst.where.row == 2


@pytest.mark.parametrize(
    ("sure", "told"),
    [
        ((True, True), "Seguro"),
        ((False, False), "Revise"),
        ((True, False, False), "1 seguro, 2 por revisar"),
        ((True, True, False), "2 seguros, 1 por revisar"),
    ],
)
def test_it_says_how_sure_it_is(sure: tuple[bool, ...], told: str) -> None:
    found = tuple(finding("total_differs", (row, 2), sure=each) for row, each in enumerate(sure))
    assert Group("total_differs", "Metas", found).how_sure == told


@pytest.mark.parametrize(
    ("before", "after", "whole", "size"),
    [
        (Decimal(80), Decimal(100), None, "0.2"),
        (Decimal(0), Decimal(0), None, "0"),
        (Decimal(-5), Decimal(5), None, "2"),
        (Decimal("0.5"), Decimal("0.75"), Decimal(1), "0.25"),  # points of a percent
        (Decimal(50), Decimal(75), Decimal(100), "0.25"),
        (Decimal(50), Decimal(5), Decimal(1), "2"),  # no more than that
        (DIVIDED_BY_ZERO, Decimal(5), None, "1"),
        ("", "", None, "0"),
    ],
)
def test_it_measures_how_far_a_result_moves(before: Scalar, after: Scalar, whole: Decimal | None, size: str) -> None:
    assert moved(before, after, whole) == Decimal(size)
