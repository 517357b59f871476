"""The first sheet: the document's text in reading order, its charts, links to its tables, and who signs."""

from __future__ import annotations

from jobs.documents.printed import LABELS, REPORT
from jobs.documents.workbook.cells import Looks, written
from jobs.documents.workbook.charts import ChartSheet
from jobs.documents.workbook.pages import Pages
from jobs.documents.workbook.table_sheets import TableSheets
from jobs.excel.styles import Property
from jobs.excel.text_height import line_count
from models.rules.document.blocks import Block, Bullets, Facts, Heading, PageBreak, Paragraph
from models.rules.document.cells import Fact, Kind, Value
from models.rules.document.charts import BarChart, Chart, LineChart, StackedChart
from models.rules.document.document import Signature
from models.rules.document.table import Table
from models.rules.plain_text import without_hidden
from models.rules.sentence import said

_LABEL, _VALUE = 34, 80
_ROW_PIXELS = 20
_SIZES: dict[int, dict[str, Property]] = {1: {}, 2: {"font_size": 11}, 3: {"font_size": 10}}
_SEALS = ("number", "data_sha256", "check_address")


class ReportSheet:
    """The sheet that is being written, from top to bottom."""

    def __init__(self, pages: Pages) -> None:
        """Begin it with what the document says of itself."""
        self._pages = pages
        self._styles = pages.book.styles
        self._sheet = pages.sheet(said(REPORT, pages.find))
        self._sheet.widths([_LABEL, _VALUE])
        self._charts = ChartSheet(pages)
        for name in _SEALS:
            text = getattr(pages.document, name)
            if text:
                self._fact(Fact(said(LABELS[name], pages.find), text))

    def add(self, block: Block, tables: TableSheets) -> None:
        """Write a block; a table goes to its own sheet, to which a link leads."""
        if isinstance(block, Table):
            self._sheet.line([tables.add(block)], [self._styles.get("link")])
        elif isinstance(block, BarChart | StackedChart | LineChart):
            self._chart(block)
        else:
            self._text(block)

    def _text(self, block: Heading | Paragraph | Bullets | Facts | PageBreak) -> None:
        match block:
            case Heading():
                look = self._styles.get("section", _SIZES[block.level])
                self._sheet.line([without_hidden(block.text)], [look], lines=2)
            case Paragraph():
                self._across(block.text, "remark" if block.remark else "paragraph")
            case Bullets():
                for at, item in enumerate(block.items, start=1):
                    self._across(f"{at}. {item}" if block.ordered else f"• {item}", "paragraph")
            case Facts():
                for fact in block.facts:
                    self._fact(fact)
            case PageBreak():
                self._sheet.skip()

    def _chart(self, block: Chart) -> None:
        chart, height = self._charts.add(block)
        self._sheet.chart(chart, self._sheet.row, 0, without_hidden(block.alternative))
        for _ in range(height // _ROW_PIXELS + 2):
            self._sheet.skip()

    def finish(self) -> None:
        """Write who signs."""
        for signature in self._pages.document.signatures:
            self._sheet.skip()
            self._signature(signature)

    def _across(self, text: str, kind: str) -> None:
        text = without_hidden(text)
        self._sheet.across(text, self._styles.get(kind, {"text_wrap": True}), 1, line_count(text, _LABEL + _VALUE))

    def _fact(self, fact: Fact) -> None:
        label = without_hidden(fact.label)
        self._line(label, fact.value, fact.kind, fact.decimals)

    def _line(self, label: str, value: Value, kind: Kind, decimals: int | None = None) -> None:
        text = written(value, self._pages.document.settings)
        lines = line_count(text, _VALUE) if isinstance(text, str) else 1
        look = Looks(self._styles, kind, decimals, {"align": "left"}).of(value)
        self._sheet.line([label, text], [self._styles.get("label"), look], max(lines, line_count(label, _LABEL)))

    def _signature(self, signature: Signature) -> None:
        find = self._pages.find
        self._line(without_hidden(signature.act), signature.name, Kind.TEXT)
        self._line(said(LABELS["post"], find), signature.post, Kind.TEXT)
        self._line(
            said(LABELS["signed_on"], find), signature.signed_on or "", Kind.DATE if signature.signed_on else Kind.TEXT
        )
