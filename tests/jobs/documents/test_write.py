"""One document in three formats: the same words and figures in each, the same bytes each time, all of it or nothing."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import docx
import pytest
import time_machine
from docx.oxml.ns import qn
from jinja2 import TemplateError
from openpyxl import load_workbook
from pypdf import PdfReader

from jobs.documents.printed import printed
from jobs.documents.word.styles import STYLES
from jobs.documents.write import write_document
from models.rules.document.blocks import Bullets, Facts, Heading, Paragraph
from models.rules.document.canonical import sealed
from models.rules.document.cells import Color, Fact, Kind
from models.rules.document.document import Document, Head, Signature
from models.rules.document.file_format import FileFormat
from models.rules.document.table import Column, Table
from models.rules.language import Language
from tests.jobs.documents.read_back import bare, cells_of, pdf_text, table_of, words_of
from tests.rules.document.examples import EMPTY, REPORT, SILENT, TABLE

FORMATS = list(FileFormat)
ODD = (
    "=1+1",
    "+CMD|'/C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "#set page(fill: red)",
    "*negrita* _cursiva_ `código` $x^2$ <etiqueta> @cita",
    '#read("/etc/passwd") [corchete] // nota',
    "{{ 7*7 }} {% for x in y %} {# nota #} {_{ doble }_}",
    "<w:t>marca</w:t> & < > \" '",
    "<r>rico</r>",
    "https://example.org/ruta",
)

PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[FileFormat, Path]:
    folder = tmp_path_factory.mktemp("informes")
    made = {kind: folder / f"informe.{kind}" for kind in FileFormat}
    for kind, path in made.items():
        write_document(sealed(REPORT), kind, path)
    return made


def _written(document: Document, kind: FileFormat, folder: Path) -> Path:
    path = folder / f"documento.{kind}"
    write_document(document, kind, path)
    return path


@pytest.mark.parametrize("kind", FORMATS)
def test_it_writes_the_same_bytes_on_another_day(
    kind: FileFormat, files: dict[FileFormat, Path], tmp_path: Path
) -> None:
    with time_machine.travel(datetime(2031, 1, 2, 3, 4, 5), tick=False):  # noqa: DTZ001 -- any other moment
        again = _written(sealed(REPORT), kind, tmp_path)
    assert again.read_bytes() == files[kind].read_bytes()


@pytest.mark.parametrize("kind", FORMATS)
def test_it_says_whose_it_is_and_how_it_is_checked(kind: FileFormat, files: dict[FileFormat, Path]) -> None:
    said = words_of(files[kind], kind)
    document = sealed(REPORT)
    for text in (
        document.title, document.subtitle, document.head.institution, document.head.unit, document.head.process,
        document.period, document.basis, "Código: FO-PE-004", "Versión: 03", "INF-2027-012", "08/04/2027 09:30",
        document.data_sha256, document.check_address, "Elaboró", "Revisó", "Aprobó", "Técnica de seguimiento",
        "Jefatura de Planificación",
    ):  # fmt: skip
        assert bare(text) in said, text


@pytest.mark.parametrize("kind", FORMATS)
def test_it_carries_every_paragraph_point_and_heading(kind: FileFormat, files: dict[FileFormat, Path]) -> None:
    said = words_of(files[kind], kind)
    for text in ("Resumen", "El trimestre cierra con 340 actividades. Faltan dos reportes.", "1. Reforzar el equipo.",
                 "2. Reprogramar la compra.", "Gráficos", "Cifras verificadas por las jefaturas."):  # fmt: skip
        assert bare(text) in said, text


def test_a_workbook_holds_figures_and_not_their_texts(files: dict[FileFormat, Path]) -> None:
    rows = cells_of(files[FileFormat.XLSX], "Actividades")
    first = next(row for row in rows if row[0] == "A-01")
    day = datetime(2027, 4, 5)  # noqa: DTZ001 -- a cell has no zone
    assert first == ["A-01", "Fiscalizar", 40, 1250, 94.25, -12345.5, day, "● Verde"]
    assert next(row for row in rows if row[0] == "A-02")[2:7] == ["–"] * 5
    assert next(row for row in rows if row[0] == "Total") == ["Total", None, None, 1250, 94.25, -12345.5, None, None]


def test_a_workbook_repeats_headings_and_keeps_them_in_sight(files: dict[FileFormat, Path]) -> None:
    sheet = load_workbook(files[FileFormat.XLSX])["Actividades"]
    assert sheet.print_title_rows == "$1:$5"
    assert sheet.freeze_panes == "A6"
    assert sheet.auto_filter.ref == "A5:H7"


def test_a_workbook_draws_its_charts_itself(files: dict[FileFormat, Path]) -> None:
    book = load_workbook(files[FileFormat.XLSX])
    assert len(book["Informe"]._charts) == 3
    figures = cells_of(files[FileFormat.XLSX], "Cifras de los gráficos")
    assert ["Fiscalización (● Verde)", 94.25, None] in figures
    assert ["Aduanas", 2, 4] in figures
    assert ["Febrero", 22.5, None] in figures


def test_word_prints_every_figure_by_the_locale(files: dict[FileFormat, Path]) -> None:
    assert table_of(files[FileFormat.DOCX], 1) == [
        [column.heading for column in TABLE.columns],
        ["A-01", "Fiscalizar", "40,0", "1.250", "94,25 %", "-12.345,50", "05/04/2027", "● Verde"],
        ["A-02", "Capacitar", *["–"] * 5, "⏱ Rojo: sin reporte"],
        ["Total", "", "", "1.250", "94,25 %", "-12.345,50", "", ""],
    ]


def test_pdf_prints_every_figure_by_the_locale(files: dict[FileFormat, Path]) -> None:
    said = words_of(files[FileFormat.PDF], FileFormat.PDF)
    table = next(block for block in printed(REPORT, str)["blocks"] if block["is"] == "table")
    for row in (*table["rows"], *table["total"]):
        assert bare("".join(cell["text"] for cell in row)) in said


def test_pdf_is_tagged_and_says_so(files: dict[FileFormat, Path]) -> None:
    reader = PdfReader(files[FileFormat.PDF])
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "es-CO"
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == REPORT.title


def test_pdf_tells_its_charts_in_words_and_its_headings_as_such(files: dict[FileFormat, Path]) -> None:
    raw = files[FileFormat.PDF].read_bytes()
    assert raw.count(b"/S /Figure") + raw.count(b"/S/Figure") == 3
    assert raw.count(b"/TH") >= len(TABLE.columns)


def test_pdf_counts_its_pages(files: dict[FileFormat, Path]) -> None:
    pages = PdfReader(files[FileFormat.PDF]).pages
    for number, page in enumerate(pages, start=1):
        assert f"Página {number} de {len(pages)}" in page.extract_text()


def test_word_describes_its_pictures(files: dict[FileFormat, Path]) -> None:
    body = docx.Document(str(files[FileFormat.DOCX])).element.body
    told = [each.get("descr") for each in body.iter("{*}docPr")]
    assert [text.split(",")[0] for text in told] == [
        "Fiscalización 94.25 %", "Fiscalización: 3 en verde",
        "El avance sube de 10 % a 35 %; la ejecución no tiene dato en febrero.",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", FORMATS)
def test_it_writes_a_document_with_nothing_in_it(kind: FileFormat, tmp_path: Path) -> None:
    said = words_of(_written(EMPTY, kind, tmp_path), kind)
    assert bare("Acta sin puntos") in said
    assert bare("Alcaldía") in said


@pytest.mark.parametrize("kind", FORMATS)
def test_what_looks_like_code_stays_text(kind: FileFormat, tmp_path: Path) -> None:
    columns = (Column("{{ columna }}", width=30), Column("=col", width=30))
    document = replace(
        EMPTY,
        head=Head("{{ institution }} #x *y*", "=unidad", "<b>proceso</b>"),
        title="#title {{ title }} =T {_{ t }_}",
        subtitle="{% raw %} [s]",
        blocks=(
            Heading(ODD[4]),
            *(Paragraph(text) for text in ODD),
            Bullets(ODD),
            Facts(tuple(Fact(text, text) for text in ODD)),
            Table(caption="{{ c }}", columns=columns, rows=tuple((text, text) for text in ODD)),
        ),
        signatures=(Signature("{{ acto }}", "=NOMBRE()", "#cargo"),),
    )
    said = words_of(_written(document, kind, tmp_path), kind)
    for text in (
        *ODD,
        "{{ institution }} #x *y*",
        "=unidad",
        "#title {{ title }} =T {_{ t }_}",
        "{{ acto }}",
        "=NOMBRE()",
    ):
        assert bare(text) in said, text
    assert said.count(bare(ODD[0])) >= 4


@pytest.mark.parametrize("kind", FORMATS)
def test_a_character_that_no_file_can_hold_is_shown_as_unreadable(kind: FileFormat, tmp_path: Path) -> None:
    odd = "uno\x00dos\x0btres\ufffecuatro\ud800cinco"
    table = Table(caption=odd, columns=(Column(odd),), rows=((odd,),))
    document = replace(EMPTY, title=odd, blocks=(Paragraph(odd), table), signatures=(Signature(odd, odd),))
    said = words_of(_written(document, kind, tmp_path), kind)
    assert said.count("uno\ufffddos\ufffdtres\ufffdcuatro\ufffdcinco") >= 4


def test_pdf_is_made_also_when_a_sign_is_in_no_font(tmp_path: Path) -> None:
    path = _written(replace(EMPTY, blocks=(Paragraph("Muy bien 😀 中"),)), FileFormat.PDF, tmp_path)
    assert "Muy bien" in pdf_text(path)


@pytest.mark.parametrize("kind", [FileFormat.DOCX, FileFormat.PDF])
def test_the_institution_chooses_its_sign_of_what_is_missing(kind: FileFormat, tmp_path: Path) -> None:
    table = Table(caption="", columns=(Column("Meta", Kind.MONEY),), rows=((None,),))
    settings = replace(EMPTY.settings, missing="s. d.")
    path = _written(replace(EMPTY, blocks=(table,), settings=settings), kind, tmp_path)
    assert "Metas.d." in words_of(path, kind)


def _long() -> Document:
    name = "Verificar el cumplimiento de las obligaciones formales de los contribuyentes que se seleccionaron"
    columns = (Column("Código"), Column("Actividad", width=30), Column("Avance", Kind.PERCENT))
    rows = tuple((f"A-{at:04}", f"{name} {at}", Decimal(at) / 4) for at in range(400))
    return replace(EMPTY, blocks=(Table(caption="Todas", columns=columns, rows=rows),))


@pytest.mark.parametrize("kind", FORMATS)
def test_it_keeps_every_row_of_a_long_table(kind: FileFormat, tmp_path: Path) -> None:
    said = words_of(_written(_long(), kind, tmp_path), kind)
    assert [at for at in range(400) if bare(f"A-{at:04}Verificar") not in said] == []
    assert said.count("quese") >= 400


def test_pdf_repeats_the_headings_of_a_long_table_on_each_page(tmp_path: Path) -> None:
    pages = PdfReader(_written(_long(), FileFormat.PDF, tmp_path)).pages
    assert len(pages) > 5
    assert all("Actividad" in page.extract_text() for page in pages)


def test_word_repeats_the_headings_of_a_long_table(tmp_path: Path) -> None:
    table = docx.Document(str(_written(_long(), FileFormat.DOCX, tmp_path))).tables[-1]
    assert len(list(table._tbl.iter("{*}tblHeader"))) == 1


@pytest.mark.parametrize("kind", [FileFormat.DOCX, FileFormat.PDF])
def test_a_wide_table_lies_on_a_turned_page(kind: FileFormat, tmp_path: Path) -> None:
    columns = tuple(Column(f"Columna {at}", width=12) for at in range(14))
    wide = Table(caption="Ancha", columns=columns, rows=(tuple("x" * 8 for _ in columns),))
    path = _written(replace(EMPTY, blocks=(Paragraph("Antes"), wide, Paragraph("Después"))), kind, tmp_path)
    if kind == FileFormat.PDF:
        sizes = [page.mediabox for page in PdfReader(path).pages]
        turned = [box.width > box.height for box in sizes]
    else:
        turned = [section.page_width > section.page_height for section in docx.Document(str(path)).sections]
    assert turned == [False, True, False]


def test_tables_that_name_one_sheet_stand_there_under_each_other(tmp_path: Path) -> None:
    second = replace(TABLE, caption="Otra dependencia", rows=(), total=None, empty="Sin actividades.")
    path = _written(replace(EMPTY, blocks=(TABLE, second)), FileFormat.XLSX, tmp_path)
    assert load_workbook(path).sheetnames == ["Informe", "Actividades"]
    said = [row[0] for row in cells_of(path, "Actividades")]
    assert said.index("A-02") < said.index("Otra dependencia") < said.index("Sin actividades.")


def test_sheets_get_names_that_excel_takes(tmp_path: Path) -> None:
    named = [replace(TABLE, sheet="", caption=text) for text in ("a/b:c", "a*b?c", "'x'" * 20, "Informe", "")]
    path = _written(replace(EMPTY, blocks=tuple(named)), FileFormat.XLSX, tmp_path)
    names = load_workbook(path).sheetnames
    assert names[:3] == ["Informe", "a b c", "a b c 2"]
    assert names[4:] == ["Informe 2", "Cuadro"]


def test_it_speaks_the_language_of_the_document(tmp_path: Path) -> None:
    settings = replace(REPORT.settings, language=Language.ENGLISH)
    path = _written(replace(REPORT, settings=settings), FileFormat.PDF, tmp_path)
    assert "Page 1 of" in pdf_text(path)


def test_an_institution_gives_its_own_template(tmp_path: Path) -> None:
    template = tmp_path / "propia.docx"
    word = docx.Document()
    for line in ("Oficio {{ number }} de {{ institution }}", "{{p content }}",
                 "{%p for each in signatures %}", "{{ each.act }}: {{ each.name }}", "{%p endfor %}"):  # fmt: skip
        word.add_paragraph(line)
    word.save(str(template))
    path = tmp_path / "oficio.docx"
    write_document(replace(REPORT, blocks=(Heading("Punto"), Paragraph("Texto"))), FileFormat.DOCX, path, template)
    said = words_of(path, FileFormat.DOCX)
    assert bare("Oficio INF-2027-012 de Ministerio de Hacienda Punto Texto") in said
    assert bare("Elaboró: Técnica de seguimiento") in said
    assert docx.Document(str(path)).paragraphs[1].style.name == "Heading 1"


@pytest.mark.parametrize("field", ["{{ title.__class__.__mro__ }}", "{{ nada.de.esto }}", "{% if %}"])
def test_a_template_reaches_nothing_but_its_fields(field: str, tmp_path: Path) -> None:
    template, path = tmp_path / "mala.docx", tmp_path / "oficio.docx"
    word = docx.Document()
    word.add_paragraph(field)
    word.save(str(template))
    with pytest.raises(TemplateError):
        write_document(EMPTY, FileFormat.DOCX, path, template)
    assert [each.name for each in tmp_path.iterdir()] == ["mala.docx"]


def test_a_logo_stands_in_the_head(tmp_path: Path) -> None:
    document = replace(REPORT, head=replace(REPORT.head, logo=PNG))
    word = docx.Document(str(_written(document, FileFormat.DOCX, tmp_path)))
    assert list(word.sections[0].header._element.iter("{*}blip"))
    assert PdfReader(_written(document, FileFormat.PDF, tmp_path)).pages[0].images


def test_a_band_of_the_institution_is_shown_with_its_word(tmp_path: Path) -> None:
    table = Table(caption="", columns=(Column("", Kind.COLOR),), rows=((Color("orange", "Naranja"),), (SILENT,)))
    for kind in FileFormat:
        said = words_of(_written(replace(EMPTY, blocks=(table,)), kind, tmp_path), kind)
        assert bare("◇ Naranja") in said
        assert bare("⏱ Rojo: sin reporte") in said


@pytest.mark.parametrize("kind", FORMATS)
def test_headings_that_skip_a_level_are_set_right(kind: FileFormat, tmp_path: Path) -> None:
    blocks = (Heading("Uno", 3), Heading("Dos", 1), Heading("Tres", 3))
    path = _written(replace(EMPTY, blocks=blocks), kind, tmp_path)
    assert "Uno" in words_of(path, kind)
    if kind == FileFormat.DOCX:
        styles = [
            each.style.name for each in docx.Document(str(path)).paragraphs if each.text in ("Uno", "Dos", "Tres")
        ]
        assert styles == ["Heading 1", "Heading 1", "Heading 2"]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_cell_longer_than_a_page_goes_on_upon_the_next(kind: FileFormat, tmp_path: Path) -> None:
    rows = (("palabra " * 1500,), ("x" * 400,))
    path = _written(replace(EMPTY, blocks=(Table(caption="", columns=(Column("C"),), rows=rows),)), kind, tmp_path)
    said = words_of(path, kind)
    assert said.count("palabra") == 1500
    assert "x" * 400 in said


@pytest.mark.parametrize("kind", FORMATS)
def test_a_very_long_title_is_no_obstacle(kind: FileFormat, tmp_path: Path) -> None:
    assert bare("Acta " * 100) in words_of(_written(replace(EMPTY, title="Acta " * 100), kind, tmp_path), kind)


def test_word_gets_the_styles_that_a_template_does_not_have_in_one_order(tmp_path: Path) -> None:
    template, path = tmp_path / "propia.docx", tmp_path / "oficio.docx"
    docx.Document().save(str(template))
    write_document(EMPTY, FileFormat.DOCX, path, template)
    ours = [style.name for style in docx.Document(str(path)).styles if style.name.startswith("Rumbo")]
    assert ours == [name for name in STYLES if name.startswith("Rumbo")]


def test_word_is_read_aloud_in_the_language_of_the_country(files: dict[FileFormat, Path]) -> None:
    word = docx.Document(str(files[FileFormat.DOCX]))
    assert {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))} == {"es-CO"}


@pytest.mark.parametrize("kind", [FileFormat.DOCX, FileFormat.PDF])
def test_a_caption_does_not_say_its_heading_again(kind: FileFormat, tmp_path: Path) -> None:
    table = Table(caption="Alertas", columns=(Column("Código"),), rows=(("A-01",),))
    path = _written(replace(EMPTY, blocks=(Heading("Alertas"), table)), kind, tmp_path)
    assert words_of(path, kind).count("Alertas") == 1
