"""Formulas out of files as Excel, LibreOffice and two libraries write them."""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from models.files import formula_read
from models.files.formula_ods import as_xlsx
from models.files.formula_read import read_audit_book
from models.rules.errors import RuleBroken
from models.rules.workbook_audit.audit import audit_workbook
from models.rules.workbook_audit.book import AuditSheet
from tests.files.bad_files import BAD_FILES
from tests.files.here import lines_here
from tests.files.parts import ods_parts, write_sheet, write_zip

SOFFICE = shutil.which("soffice")


@pytest.fixture(autouse=True, params=["in a child", "here"])
def where(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test once as files are read, and once in this process."""
    if request.param == "here":
        monkeypatch.setattr(formula_read, "child_lines", lines_here)


def only_sheet(path: Path) -> AuditSheet:
    (sheet,) = read_audit_book(path).sheets
    return sheet


def test_it_writes_out_shared_formulas(tmp_path: Path) -> None:
    rows = (
        '<row r="2"><c r="C2"><f t="shared" ref="C2:C4" si="0">A2+$B$1</f><v>1</v></c></row>'
        '<row r="3"><c r="C3"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="4"><c r="C4"><f t="shared" si="0"/><v>3</v></c><c r="D4"><f t="shared" si="9"/><v>0</v></c></row>'
    )
    sheet = only_sheet(write_sheet(tmp_path / "a.xlsx", rows))
    assert sheet.formulas == {(1, 2): "A2+$B$1", (2, 2): "A3+$B$1", (3, 2): "A4+$B$1"}
    assert sheet.rows[3] == (None, None, 3, 0)


def test_it_takes_formulas_of_lists_and_colours_for_none_of_a_cell(tmp_path: Path) -> None:
    after = "<conditionalFormatting><cfRule><formula>A1</formula></cfRule></conditionalFormatting>"
    after += "<dataValidations><x:f xmlns:x='urn:x'>B1</x:f></dataValidations>"
    path = write_sheet(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>', after=after)
    assert only_sheet(path).formulas == {}


def made_by_xlsxwriter(path: Path, *, results: bool) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet, percent = book.add_worksheet("Metas"), book.add_format({"num_format": "0.0%"})
    sheet.merge_range("A1:D1", "PLAN 2027")
    sheet.write_row(1, 0, ["Código", "Programado", "Ejecutado", "Avance"])
    for row in range(2, 7):
        sheet.write_row(row, 0, [f"A{row}", 10 * row, 8 * row])
        sheet.write_formula(row, 3, f"=C{row + 1}/B{row + 1}", percent, 0.8 if results else 0)
    book.close()
    return path


def made_by_openpyxl(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Metas"
    sheet.append(["Código", "Programado", "Ejecutado", "Avance"])
    for row in range(2, 7):
        sheet.append([f"A{row}", 10 * row, 8 * row, f"=C{row}/B{row}"])
        sheet.cell(row, 4).number_format = "0%"
    book.save(path)
    return path


@pytest.mark.parametrize("results", [True, False])
def test_it_reads_what_xlsxwriter_wrote(results: bool, tmp_path: Path) -> None:  # noqa: FBT001 -- of the table
    book = read_audit_book(made_by_xlsxwriter(tmp_path / "a.xlsx", results=results))
    assert book.recalculates
    assert book.sheets[0].formulas[2, 3] == "C3/B3"
    assert (2, 3) in book.sheets[0].percents
    assert (2, 1) not in book.sheets[0].percents
    assert book.sheets[0].merges == [(0, 0, 0, 3)]
    result = audit_workbook(book)
    assert result.findings == ()
    assert len(result.filled) == (0 if results else 5)


def test_it_computes_what_openpyxl_left_out(tmp_path: Path) -> None:
    result = audit_workbook(read_audit_book(made_by_openpyxl(tmp_path / "a.xlsx")))
    assert result.findings == ()
    assert set(result.filled.values()) == {Decimal("0.8")}


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_it_reads_what_libreoffice_wrote(kind: str, tmp_path: Path) -> None:
    """The same workbook through LibreOffice: its formulas have results, and a typed one is found in both forms."""
    source = made_by_openpyxl(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(source)
    book.worksheets[0]["D4"] = 0.95
    book.save(source)
    order = [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind]
    subprocess.run([*order, "--outdir", str(tmp_path / "out"), str(source)], check=True, capture_output=True)  # noqa: S603
    read = read_audit_book(tmp_path / "out" / f"a.{kind}")
    assert not read.recalculates
    assert read.sheets[0].formulas[1, 3] == "C2/B2"
    assert read.sheets[0].cell(1, 3) == Decimal("0.8")
    assert (1, 3) in read.sheets[0].percents
    (found,) = audit_workbook(read).findings
    assert (found.kind, found.where.row, found.where.column) == ("typed_over_formula", 3, 3)


def test_it_writes_out_tables_and_named_ranges(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet, other = book.add_worksheet("Metas del año"), book.add_worksheet("Resumen")
    columns = [
        {"header": "Código"},
        {"header": "Meta [#]", "total_function": "sum"},
        {"header": "Doble", "formula": "=[@[Meta '[#']]]*factor"},
    ]
    sheet.add_table("B3:D7", {"name": "Tabla1", "columns": columns, "total_row": True})
    book.define_name("factor", "='Metas del año'!$H$1")
    book.define_name("Resumen!propio", "=Resumen!$A$1:$A$3")
    book.define_name("texto", '="no es una celda"')
    other.write_formula(4, 0, "=SUM(Tabla1[Doble])+SUM(propio)+Tabla1[[#Totals],[Meta '[#']]]")
    other.write_formula(5, 0, '="Tabla1[Doble] factor"&texto&Nada[Doble]')
    book.close()
    first, second = read_audit_book(tmp_path / "a.xlsx").sheets
    assert first.formulas[4, 3] == "C5*'Metas del año'!$H$1"
    assert first.formulas[6, 2].endswith("$C$4:$C$6)")
    assert second.formulas[4, 0] == ("SUM('Metas del año'!$D$4:$D$6)+SUM(Resumen!$A$1:$A$3)+'Metas del año'!$C$7:$C$7")
    assert second.formulas[5, 0] == '"Tabla1[Doble] factor"&texto&Nada[Doble]'


ODS_FORMULAS = [
    ("of:=SUM([.B2:.D2];[$Otra.A1])", "SUM(B2:D2,'Otra'!A1)"),
    ("of:=[$'Hoja 1'.$A$1]*2", "'Hoja 1'!$A$1*2"),
    ("of:=SUMPRODUCT([.A1:.B1];{1;2|3;4})", "SUMPRODUCT(A1:B1,{1,2;3,4})"),
    ('of:=IF([.A1]="a;[.B2]";1;0)', 'IF(A1="a;[.B2]",1,0)'),
    ("of:=[.#REF!]+1", "#REF!+1"),
    ("oooc:=[.A1]+[.B1]", "A1+B1"),
    ("of:=SUMIF([$PDM.F:.F];[.E2];[$PDM.CD:.CD])", "SUMIF('PDM'!F:F,E2,'PDM'!CD:CD)"),
    ("of:=SUM([.$1:.3])", "SUM($1:3)"),
    ("of:=[.A1~.B2]", "[.A1~.B2]"),
    ("of:=SUM([Uno.A1:Dos.B2])", "SUM([Uno.A1:Dos.B2])"),
    ("of:=SUM([Uno.A1:Uno.B2])", "SUM('Uno'!A1:B2)"),
]


@pytest.mark.parametrize(("ods", "xlsx"), ODS_FORMULAS)
def test_it_turns_a_formula_of_ods_into_that_of_xlsx(ods: str, xlsx: str) -> None:
    assert as_xlsx(ods) == xlsx


def test_it_places_the_formulas_of_repeated_cells_of_an_ods(tmp_path: Path) -> None:
    cell = (
        '<table:table-cell office:value-type="float" office:value="2" table:formula="of:=1+1" '
        'table:number-columns-repeated="2"/>'
    )
    rows = f'<table:table-row table:number-rows-repeated="2"><table:table-cell/>{cell}</table:table-row>'
    sheet = only_sheet(write_zip(tmp_path / "a.ods", ods_parts(rows)))
    assert sheet.formulas == {(row, column): "1+1" for row in (0, 1) for column in (1, 2)}


def test_it_says_that_a_stored_result_is_old(tmp_path: Path) -> None:
    head = "".join(
        f'<c r="{column}1" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in zip("ABC", ("Meta", "T1", "Total"), strict=True)
    )
    rows = "".join(
        f'<row r="{r}"><c r="A{r}" t="inlineStr"><is><t>m</t></is></c><c r="B{r}"><v>{r}</v></c>'
        f'<c r="C{r}"><f>B{r}*2</f><v>{99 if r == 4 else 2 * r}</v></c></row>'
        for r in range(2, 7)
    )
    path = write_sheet(tmp_path / "a.xlsx", f'<row r="1">{head}</row>{rows}')
    (found,) = audit_workbook(read_audit_book(path)).findings
    assert (found.kind, found.value, found.expected) == ("stale_value", "99", "8")


def test_it_reads_hidden_sheets_for_others_and_audits_them_when_asked(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    for name in ("Vista", "Oculta"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, ["Código", "T1", "T2", "Total"])
        for row in range(1, 5):
            sheet.write_row(row, 0, [f"A{row}", 1, 2])
            sheet.write_formula(row, 3, f"=Oculta!B{row + 1}+C{row + 1}" if name == "Vista" else "=1/0")
    book.worksheets()[1].hide()
    book.close()
    read = read_audit_book(tmp_path / "a.xlsx")
    assert [sheet.hidden for sheet in read.sheets] == [False, True]
    assert audit_workbook(read).findings == ()
    assert {found.where.sheet for found in audit_workbook(read, hidden=True).findings} == {"Oculta"}


@pytest.mark.parametrize("kind", sorted(BAD_FILES))
def test_it_refuses_what_the_reader_of_packages_refuses(kind: str, tmp_path: Path) -> None:
    BAD_FILES[kind][1](tmp_path / "a.xlsx")
    with pytest.raises(RuleBroken):
        read_audit_book(tmp_path / "a.xlsx")


def test_it_reads_which_rows_are_hidden_and_whether_a_filter_is_at_work(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{row}"{mark}><c r="A{row}"><v>1</v></c></row>' for row, mark in enumerate(HIDING, start=1))
    after = '<autoFilter ref="A1:A3"><filterColumn colId="0"/></autoFilter>'
    sheet = only_sheet(write_sheet(tmp_path / "a.xlsx", rows, after=after))
    assert (sheet.hidden_rows, sheet.filtered) == ({1, 2}, True)


HIDING = ("", ' hidden="1"', ' hidden="true"', ' hidden="0"')


@pytest.mark.parametrize(("visibility", "filtered"), [("collapse", False), ("filter", True)])
def test_it_reads_the_hidden_rows_of_an_ods(tmp_path: Path, visibility: str, *, filtered: bool) -> None:
    cell = '<table:table-cell office:value-type="float" office:value="2"/>'
    rows = f'<table:table-row>{cell}</table:table-row><table:table-row table:visibility="{visibility}" '
    rows += f'table:number-rows-repeated="2">{cell}</table:table-row>'
    sheet = only_sheet(write_zip(tmp_path / "a.ods", ods_parts(rows)))
    assert (sheet.hidden_rows, sheet.filtered) == ({1, 2}, filtered)
