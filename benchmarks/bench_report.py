"""A quarterly report of 50 org units and 5,000 activities with charts, against each bare library writing the same.

Each run is a process of its own, so that its peak is its own, and that of its child where it has one; ours and the
bare one take turns, so that both meet the same machine. Alone: `python benchmarks/bench_report.py`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

from models.rules.document.file_format import FileFormat

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import typst  # the path above comes first, so that this file also runs alone
from docx import Document as WordDocument
from docxtpl import DocxTemplate, InlineImage
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from jobs.documents.printed import Printed, printed
from jobs.documents.write import write_document
from models.rules.document.blocks import Block, Heading, Paragraph
from models.rules.document.canonical import sealed
from models.rules.document.cells import Color, Kind
from models.rules.document.charts import Bar, BarChart, Counts, StackedChart
from models.rules.document.document import Document, Head, Signature
from models.rules.document.printing import color_text
from models.rules.document.table import Column, Row, Table

UNITS, ACTIVITIES = 50, 100
ROUNDS = 5
_WARM = 7
"""Blocks that are written first: a worker that makes reports is warm."""
_COLORS = (Color("green", "Verde"), Color("yellow", "Amarillo"), Color("red", "Rojo"))
_COLUMNS = (
    Column("Actividad", width=46),
    Column("Programado", Kind.QUANTITY, 11, 2),
    Column("Ejecutado", Kind.QUANTITY, 11, 2),
    Column("Cumplimiento", Kind.PERCENT, 12),
    Column("Semáforo", Kind.COLOR, 13),
)


def report() -> Document:
    """Give the report of one quarter."""
    return sealed(
        Document(
            head=Head("Institución de prueba", "Dirección de Planificación", "Seguimiento de planes"),
            title="Informe ejecutivo trimestral",
            subtitle="Plan Operativo Anual 2027",
            code="FO-PE-004",
            version="03",
            number="INF-2027-001",
            period="primer trimestre de 2027",
            generated_at=datetime(2027, 4, 8, 9, tzinfo=UTC),
            check_address="https://planes.example/publico/verificar",
            blocks=tuple(_blocks()),
            signatures=(Signature("Elaboró"), Signature("Revisó"), Signature("Aprobó")),
        )
    )


def _blocks() -> Iterator[Block]:
    names = [f"Dirección de Fiscalización y Control, zona {unit}" for unit in range(UNITS)]
    yield Heading("Resumen")
    yield Paragraph("El trimestre cierra con las actividades de cincuenta dependencias. " * 8)
    bars = tuple(Bar(name, Decimal(at * 37 % 10_000) / 100, _COLORS[at % 3]) for at, name in enumerate(names))
    yield BarChart(title="Cumplimiento por dependencia", alternative="Barras por dependencia.", bars=bars)
    counts = tuple(Counts(name, (40 + at, 30, 30 - at % 30)) for at, name in enumerate(names))
    yield StackedChart(title="Colores", alternative="Colores por dependencia.", colors=_COLORS, bars=counts)
    for unit, name in enumerate(names):
        yield Heading(name, 2)
        yield Paragraph("Las causas de lo que no se cumplió y las acciones que se acordaron con la jefatura. " * 2)
        rows = tuple(_row(unit * ACTIVITIES + at) for at in range(ACTIVITIES))
        yield Table(caption=f"Actividades de {name}", sheet="Actividades", columns=_COLUMNS, rows=rows)


def _row(number: int) -> Row:
    planned, actual = Decimal(number * 7 % 4_000), Decimal(number * 5 % 4_000) + Decimal("0.25")
    name = f"A-{number:05} Verificar las obligaciones formales de contribuyentes, grupo {number % 97}"
    return name, planned, actual, Decimal(number * 37 % 12_000) / 100, _COLORS[number % 3]


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
    table = word.add_table(3, len(_COLUMNS))
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


_BARE: dict[FileFormat, Callable[[Document, Path], None]] = {
    FileFormat.XLSX: bare_xlsx,
    FileFormat.DOCX: bare_docx,
    FileFormat.PDF: bare_pdf,
}


def run() -> list[dict[str, str | float]]:
    """Return for each format the ratio of CPU times, and the peak of the largest process in MB."""
    lines: list[dict[str, str | float]] = []
    for kind in FileFormat:
        seconds: dict[str, list[float]] = {"ours": [], "bare": []}
        peaks: dict[str, list[float]] = {"ours": [], "bare": []}
        for _round in range(ROUNDS):
            for whose in ("ours", "bare"):
                used, peak = _in_a_process(whose, kind)
                seconds[whose].append(used)
                peaks[whose].append(peak)
        name = f"informe de {UNITS * ACTIVITIES:,} actividades, {kind}"
        ratio = min(seconds["ours"]) / min(seconds["bare"])
        lines += [
            {"name": f"{name} / la biblioteca sola", "asked": 1.5, "measured": round(ratio, 2), "unit": "x"},
            {"name": f"{name}: memoria", "asked": 400, "measured": round(max(peaks["ours"])), "unit": "MB"},
        ]
    return lines


def _in_a_process(whose: str, kind: FileFormat) -> tuple[float, float]:
    done = subprocess.run([sys.executable, __file__, whose, kind], check=True, capture_output=True, text=True)  # noqa: S603
    used, peak = done.stdout.split()
    return float(used), float(peak)


def _measure(whose: str, kind: FileFormat) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"informe.{kind}"
        document = report()
        _write(whose, replace(document, blocks=document.blocks[:_WARM]), kind, path)
        started = _spent()
        _write(whose, document, kind, path)
        used = _spent() - started
    print(used, max(resource.getrusage(who).ru_maxrss for who in _PROCESSES) / 1024)


def _write(whose: str, document: Document, kind: FileFormat, path: Path) -> None:
    if whose == "ours":
        write_document(document, kind, path)
    else:
        _BARE[kind](document, path)


_PROCESSES = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _spent() -> float:
    times = [resource.getrusage(who) for who in _PROCESSES]
    return sum(each.ru_utime + each.ru_stime for each in times)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _measure(sys.argv[1], FileFormat(sys.argv[2]))
    else:
        for line in run():
            print(f"{line['name']:60} pedido {line['asked']:>6} medido {line['measured']:>8} {line['unit']}")
