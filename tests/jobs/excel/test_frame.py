from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from openpyxl import Workbook

    from models.rules.consolidation import Consolidation

SHEETS = [
    "Resumen",
    "Por dependencia y función",
    "Proyectos estratégicos",
    "Actividades",
    "Ejecución presupuestal",
    "Sin reporte",
    "Acciones correctivas",
]
HEADING_ROW = 4
NOTHING = {"plans": (), "org_units": (), "functions": (), "projects": (), "activities": ()}
NOTHING |= {"budget": (), "no_report": (), "corrective_actions": ()}


def texts(book: Workbook) -> list[str]:
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


@pytest.mark.parametrize("name", SHEETS)
def test_each_sheet_says_whose_figures_of_when_and_how_firm(
    written: Callable[..., Workbook], ministry: Consolidation, name: str
) -> None:
    sheet = written(ministry)[name]
    head = " ".join(str(sheet.cell(row, 1).value) for row in (1, 2, 3))
    for part in ("Ministerio de Hacienda", "Plan Operativo Anual 2027 (POA-2027)", "marzo de 2027", "Provisional"):
        assert part in head
    assert "08/04/2027 07:00 (UTC-06:00)" in head


def test_frozen_figures_are_definitive(written: Callable[..., Workbook], ministry: Consolidation) -> None:
    book = written(replace(ministry, head=replace(ministry.head, basis="frozen")))
    assert all("Definitivo (congelado)" in sheet["A3"].value for sheet in book)


def test_the_summary_prints_the_end_of_the_audit_chain(
    written: Callable[..., Workbook], ministry: Consolidation
) -> None:
    assert ministry.head.audit_head in texts(written(ministry))


@pytest.mark.parametrize("name", SHEETS)
def test_each_sheet_is_set_up_for_print(written: Callable[..., Workbook], ministry: Consolidation, name: str) -> None:
    sheet = written(ministry)[name]
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth or 1) == ("landscape", 1)  # 1 is not written
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "Página &P de &N" in sheet.oddFooter.right.text
    assert sheet.print_title_rows == "$1:$4"


@pytest.mark.parametrize("name", SHEETS[1:])
def test_each_table_keeps_its_headings_in_sight_and_filters(
    written: Callable[..., Workbook], ministry: Consolidation, name: str
) -> None:
    sheet = written(ministry)[name]
    assert sheet.freeze_panes.endswith("5")
    assert sheet.auto_filter.ref.startswith("A4:")


@pytest.mark.parametrize("name", SHEETS)
def test_an_empty_sheet_says_so(written: Callable[..., Workbook], ministry: Consolidation, name: str) -> None:
    book = written(replace(ministry, **NOTHING))
    sentences = [text for text in texts(book) if text.endswith(".") and text[0] in "NE"]
    below = [cell.value for row in book[name].iter_rows(min_row=HEADING_ROW) for cell in row if cell.value]
    assert set(sentences) & set(below)
