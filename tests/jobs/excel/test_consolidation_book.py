from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from python_calamine import CalamineWorkbook

from jobs.excel.consolidation_book import write_consolidation
from models.rules.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

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
CODES = {"measured", "not_programmed", "no_report", "unplanned_execution", "green", "yellow", "red", "grey", "captured"}


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    heading, *below = sheet.iter_rows(min_row=HEADING_ROW, values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in below]


def texts(book: Workbook) -> list[str]:
    return [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def test_it_has_the_seven_sheets_in_order(written: Callable[..., Workbook], ministry: Consolidation) -> None:
    assert written(ministry).sheetnames == SHEETS


def test_percents_are_numbers_in_points(written: Callable[..., Workbook], ministry: Consolidation) -> None:
    function = replace(ministry.functions[0], percent=Decimal("87.22"), period_percent=Decimal("78.89"))
    sheet = written(replace(ministry, functions=[function]))["Por dependencia y función"]
    row = next(row for row in rows(sheet) if row["Código"] == function.code)
    assert (row["% a la fecha"], row["% del período"]) == (87.22, 78.89)
    assert sheet["D5"].number_format == '0.00" %"'


def test_a_second_reader_finds_the_same_figures(tmp_path: Path, ministry: Consolidation) -> None:
    write_consolidation(ministry, tmp_path / "libro.xlsx")
    sheet = CalamineWorkbook.from_path(tmp_path / "libro.xlsx").get_sheet_by_name("Por dependencia y función")
    found = {row[1]: row[3:6] for row in sheet.to_python()}
    for row in [*ministry.org_units, *ministry.functions]:
        assert found[row.code] == [float(row.percent), float(row.period_percent), float(row.year_percent)]


def test_every_activity_is_there_with_its_figures(written: Callable[..., Workbook], ministry: Consolidation) -> None:
    activities = list(ministry.activities)
    found = rows(written(replace(ministry, activities=iter(activities)))["Actividades"])
    assert len(found) == len(activities)
    for row, activity in zip(found, activities, strict=True):
        expected = [activity.planned, activity.actual, activity.planned_to_date, activity.to_date_percent]
        names = ["Programado del período", "Realizado del período", "Programado a la fecha", "% a la fecha"]
        assert [row[name] for name in names] == [None if value is None else float(value) for value in expected]


def test_dates_are_dates(written: Callable[..., Workbook], ministry: Consolidation) -> None:
    row = rows(written(ministry)["Sin reporte"])[0]
    assert row["Venció el"] == datetime.fromisoformat("2027-04-07")


def test_the_silent_unit_is_in_no_report(written: Callable[..., Workbook], ministry: Consolidation) -> None:
    row = rows(written(ministry)["Sin reporte"])[0]
    assert (row["Código"], row["Estado"], row["Qué falta"]) == ("UACI", "Sin reporte", "Toda la hoja")


def test_a_sheet_with_gaps_says_how_much_came(written: Callable[..., Workbook], ministry: Consolidation) -> None:
    gap = replace(ministry.no_report[0], reported=9, expected=12, state="measured", color="red")
    row = rows(written(replace(ministry, no_report=[gap]))["Sin reporte"])[0]
    assert row["Qué falta"] == "Reportó 9 de 12"


@pytest.mark.parametrize(
    ("color", "state", "text"),
    [
        ("green", "measured", "● Verde"),
        ("yellow", "measured", "▲ Amarillo"),
        ("red", "measured", "◆ Rojo"),
        ("red", "no_report", "⏱ Rojo: sin reporte"),  # R C-26: red, with its own sign
        ("blue", "unplanned_execution", "■ Azul"),
        ("grey", "not_programmed", "○ Gris"),
        (None, "not_computed", "○ Gris"),  # without a colour it is grey
    ],
)
def test_a_colour_is_a_shape_a_word_and_a_fill(
    written: Callable[..., Workbook], ministry: Consolidation, color: str | None, state: str, text: str
) -> None:
    activity = replace(next(iter(ministry.activities)), color=color, state=state)
    cell = written(replace(ministry, activities=[activity]))["Actividades"]["M5"]
    assert cell.value == text
    assert cell.fill.fgColor.rgb not in ("00000000", "FFFFFFFF")


def test_no_code_of_ours_is_shown(written: Callable[..., Workbook], ministry: Consolidation) -> None:
    assert CODES.isdisjoint(texts(written(ministry)))


def test_it_uses_the_words_of_the_institution(written: Callable[..., Workbook], ministry: Consolidation) -> None:
    terms = {"org_unit": 'Secretaría "A"', "function": "Programa"}
    book = written(replace(ministry, head=replace(ministry.head, terms=terms)), values=False)
    sheet = book["Por dependencia y función"]
    assert {row["Nivel"] for row in rows(sheet)} == {'Secretaría "A"', "Programa", "Total"}
    assert '"Secretaría ""A"""' in sheet.cell(sheet.max_row, 9).value


def test_a_further_band_has_its_own_column(written: Callable[..., Workbook], ministry: Consolidation) -> None:
    unit = replace(ministry.org_units[0], color="orange")
    unit.counts.by_color["orange"] = 3
    data = replace(ministry, org_units=[unit], head=replace(ministry.head, bands={"orange": "Naranja"}))
    row = rows(written(data)["Por dependencia y función"])[0]
    assert (row["◇ Naranja"], row["Color"]) == (3, "◇ Naranja")


def test_a_band_without_a_name_is_refused_and_nothing_is_left(tmp_path: Path, ministry: Consolidation) -> None:
    data = replace(ministry, org_units=[replace(ministry.org_units[0], color="orange")])
    with pytest.raises(RuleBroken, match="orange"):
        write_consolidation(data, tmp_path / "libro.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_a_cause_that_looks_like_a_formula_stays_a_text(
    written: Callable[..., Workbook], ministry: Consolidation
) -> None:
    cause = '=HYPERLINK("http://x.example","clic")'
    activity = replace(next(iter(ministry.activities)), cause=cause)
    cell = written(replace(ministry, activities=[activity]), values=False)["Actividades"]["P5"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (cause, "s", None)


def test_a_cause_too_long_for_a_cell_is_refused(tmp_path: Path, ministry: Consolidation) -> None:
    activity = replace(next(iter(ministry.activities)), cause="x" * 32_768)
    with pytest.raises(RuleBroken, match="P5 de la hoja «Actividades»"):
        write_consolidation(replace(ministry, activities=[activity]), tmp_path / "libro.xlsx")


def test_every_formula_carries_its_value(written: Callable[..., Workbook], ministry: Consolidation) -> None:
    rows_of_activities = list(ministry.activities)
    shown = written(replace(ministry, activities=rows_of_activities))
    formulas = written(replace(ministry, activities=rows_of_activities), values=False)
    found = [cell for sheet in formulas for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert len(found) > 100
    assert all(isinstance(shown[cell.parent.title][cell.coordinate].value, int | float) for cell in found)


def test_the_counts_of_the_units_add_up_to_the_total(written: Callable[..., Workbook], ministry: Consolidation) -> None:
    *above, total = rows(written(ministry)["Por dependencia y función"])
    units = [row for row in above if row["Nivel"] == "Dependencia"]
    for name in ("● Verde", "◆ Rojo", "⏱ Sin reporte", "Total", "Reportadas", "Esperadas"):
        assert total[name] == sum(row[name] for row in units)
    assert (total["Total"], total["% a la fecha"]) == (ministry.summary.items, 84.31)


def test_money_is_added_before_its_percent(written: Callable[..., Workbook], ministry: Consolidation) -> None:
    first, second = (replace(row, funding_source="Fondo General") for row in ministry.budget[:2])
    first = replace(first, current=Decimal(100), accrued=Decimal(10))
    second = replace(second, current=Decimal(900), accrued=Decimal(810))
    *_rows, total, _source = rows(written(replace(ministry, budget=[first, second]))["Ejecución presupuestal"])
    assert (total["Vigente (USD)"], total["Devengado (USD)"]) == (1000, 820)
    assert total["% ejecutado (devengado / vigente)"] == 82  # the mean of 10 and 90 would be 50


def test_no_percent_of_nothing(written: Callable[..., Workbook], ministry: Consolidation) -> None:
    empty = replace(ministry.budget[0], current=Decimal(0), accrued=None, executed_percent=None)
    *_rows, total, _source = rows(written(replace(ministry, budget=[empty]))["Ejecución presupuestal"])
    assert total["% ejecutado (devengado / vigente)"] is None


def test_functions_stand_under_their_unit_and_none_is_lost(
    written: Callable[..., Workbook], ministry: Consolidation
) -> None:
    stray = replace(ministry.functions[0], code="F-X", org_unit="OTRA")
    data = replace(ministry, functions=[*ministry.functions, stray])
    codes = [row["Código"] for row in rows(written(data)["Por dependencia y función"])]
    assert codes[codes.index("DGT") :][:3] == ["DGT", "F-DGT-1", "F-DGT-2"]
    assert "F-X" in codes


def test_the_chart_carries_its_own_values(tmp_path: Path, ministry: Consolidation) -> None:
    write_consolidation(ministry, tmp_path / "libro.xlsx")
    with zipfile.ZipFile(tmp_path / "libro.xlsx") as packed:
        chart = packed.read("xl/charts/chart1.xml").decode()
    assert chart.count("<c:ser>") == 6
    assert "<c:v>Dirección General de Aduanas</c:v>" in chart
    assert "⏱ Sin reporte" in chart


def test_the_units_of_the_summary_begin_with_the_lowest(
    written: Callable[..., Workbook], ministry: Consolidation
) -> None:
    codes = [row[0] for row in written(ministry)["Resumen"].iter_rows(values_only=True)]
    first = codes.index("Código") + 1
    assert codes[first] == "UACI"
    assert codes[first + 12] == "Total"


def test_the_same_figures_give_the_same_bytes(tmp_path: Path, ministry: Consolidation) -> None:
    data = replace(ministry, activities=list(ministry.activities))
    for name in ("a.xlsx", "b.xlsx"):
        write_consolidation(data, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
