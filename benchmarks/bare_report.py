"""The cells, texts and charts of a report, written by each library alone: nothing checked, no look of ours."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import typst
from docx import Document as WordDocument
from docxtpl import DocxTemplate, InlineImage
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from benchmarks.quarterly_report import COLUMNS, UNITS
from jobs.documents.printed import Printed, printed
from models.rules.document.blocks import Block, Heading, Paragraph
from models.rules.document.cells import Color
from models.rules.document.charts import Bar, BarChart, StackedChart
from models.rules.document.document import Document
from models.rules.document.file_format import FileFormat
from models.rules.document.printing import color_text
from models.rules.document.table import Table


def bare_xlsx(document: Document, path: Path) -> None:
    """Write the same cells and charts by XlsxWriter's own `write`: nothing checked, rows two lines tall."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(path), options) as book:
        sheet, other = book.add_worksheet("Actividades"), book.add_worksheet("Gráficos")
        looks = [
            book.add_format({"border": 1, "text_wrap": True, "num_format": form})
            for form in ("@", "0.00", "0.00", "0.00", "@")
        ]
        row = 0
        for block in document.blocks:
            if isinstance(block, Heading | Paragraph):
                sheet.write(row, 0, block.text)
                row += 1
            elif isinstance(block, Table):
                for values in ([column.heading for column in block.columns], *block.rows):
                    for col, value in enumerate(values):
                        sheet.write(row, col, color_text(value) if isinstance(value, Color) else value, looks[col])
                    sheet.set_row(row, 28)
                    row += 1
            else:
                _bare_chart(book, other, block)


def _bare_chart(book: Workbook, sheet: Worksheet, block: Block) -> None:
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    first = _ROWS[BarChart] if isinstance(block, BarChart) else _ROWS[StackedChart]
    width = 1
    for at, bar in enumerate(block.bars, start=first):
        values = [bar.value] if isinstance(bar, Bar) else bar.counts
        width = len(values)
        sheet.write(at, 0, bar.label)
        for col, value in enumerate(values, start=1):
            sheet.write(at, col, value)
    for col in range(1, width + 1):
        series = ["Gráficos", first, col, first + UNITS - 1, col]
        chart.add_series({"categories": ["Gráficos", first, 0, first + UNITS - 1, 0], "values": series})
    sheet.insert_chart(first, 8, chart)


_ROWS = {BarChart: 0, StackedChart: UNITS}


def bare_docx(document: Document, path: Path) -> None:
    """Render the same texts by docxtpl's own loops in a template of python-docx, with no look at all."""
    told = printed(document, str)
    word = WordDocument()
    for line in ("{{ title }}", "{%p for block in blocks %}", "{%p if block.is == 'table' %}", "{{ block.caption }}"):
        word.add_paragraph(line)
    table = word.add_table(3, len(COLUMNS))
    table.rows[0].cells[0].text = "{%tr for row in block.rows %}"
    for at, cell in enumerate(table.rows[1].cells):
        cell.text = f"{{{{ row[{at}].text }}}}"
    table.rows[2].cells[0].text = "{%tr endfor %}"
    for line in (
        "{%p elif block.is == 'chart' %}",
        "{{ block.drawn }}",
        "{%p else %}",
        "{{ block.text }}",
        "{%p endif %}",
    ):
        word.add_paragraph(line)
    word.add_paragraph("{%p endfor %}")
    made = BytesIO()
    word.save(made)
    made.seek(0)
    template = DocxTemplate(made)
    for block in told["blocks"]:
        if block["is"] == "chart":
            png = typst.compile(_picture_source(block, path.parent), format="png", ignore_system_fonts=True)
            block["drawn"] = InlineImage(template, BytesIO(png))
    template.render(told, autoescape=True)
    template.save(path)


def _picture_source(block: Printed, folder: Path) -> Path:
    (folder / "chart.svg").write_text(block["svg"])
    source = folder / "chart.typ"
    source.write_text('#set page(width: 16cm, height: auto)\n#image("chart.svg")')
    return source


_BARE_PDF = """#let d = json("document.json")
#set document(title: d.title)
#set page(paper: "us-letter", header: [Encabezado #h(1fr) #context counter(page).display("1 de 1", both: true)])
#set text(lang: "es", size: 8.5pt)
= #d.title
#for block in d.blocks {
  if block.is == "table" {
    table(
      columns: block.columns.map(column => column.width * 1fr),
      table.header(..block.columns.map(column => column.heading)),
      ..block.rows.flatten().map(cell => cell.text),
    )
  } else if block.is == "chart" { image(block.picture, alt: "x") } else if block.is == "heading" { heading(level: 2, block.text) } else { par(block.text) }
}
"""


def bare_pdf(document: Document, path: Path) -> None:
    """Set the same texts and pictures by typst, tagged, with its usual look."""
    told = printed(document, str)
    for at, block in enumerate(each for each in told["blocks"] if each["is"] == "chart"):
        block["picture"] = f"{at}.svg"
        (path.parent / block["picture"]).write_text(block.pop("svg"))
    del told["sections"]
    (path.parent / "document.json").write_text(json.dumps(told))
    source = path.parent / "bare.typ"
    source.write_text(_BARE_PDF)
    typst.compile(source, output=path, format="pdf", ignore_system_fonts=True, pdf_standards="ua-1")


BARE_WRITERS: Mapping[FileFormat, Callable[[Document, Path], None]] = {
    FileFormat.XLSX: bare_xlsx,
    FileFormat.DOCX: bare_docx,
    FileFormat.PDF: bare_pdf,
}
