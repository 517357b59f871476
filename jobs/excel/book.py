"""The one helper around XlsxWriter: cells by type and not by guess, nothing lost in silence, all of a file or none."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Any, cast

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell

from jobs.excel.styles import Styles
from jobs.excel.text_height import row_height
from models.files.whole_file import whole_file
from models.rules.errors import RuleBroken
from models.rules.sentence import Find, Sentence, said, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import IO

    from xlsxwriter.chart import Chart
    from xlsxwriter.chart_bar import ChartBar
    from xlsxwriter.chart_line import ChartLine
    from xlsxwriter.format import Format

    _Writer = Callable[[int, int, Any, Format], int]

_TOO_LONG = -2  # XlsxWriter's code
_LONGEST, _LONGEST_NOTE = 32_767, 2000  # UTF-16 units in a cell; characters of a remark
_PAGE = say("Página &P de &N")
_CELL_TOO_LONG = say(
    "El texto de la celda {cell} de la hoja «{sheet}» pasa de 32 767 caracteres, el límite de Excel. "
    "Acórtelo y genere de nuevo el libro."
)
_SHEET_FULL = say(
    "La celda {cell} de la hoja «{sheet}» queda fuera de lo que admite Excel (1 048 576 filas y 16 384 columnas). "
    "Genere el libro de una parte menor del plan."
)
_PAPERS = {"letter": 1, "legal": 5, "a3": 8, "a4": 9}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value that it has now: readers that do not calculate show a formula without one as zero."""

    text: str
    value: Decimal | int | str


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a cell of the same workbook, such as `'Metas'!B7`."""

    text: str
    target: str


Value = str | int | Decimal | date | Formula | Link | None


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself; `made_at` has a zone and makes it come out the same; `find` is its language."""

    title: str
    author: str
    made_at: datetime
    find: Find = str


class Sheet:
    """One sheet, written from top to bottom: in constant memory a row that is left behind is gone."""

    def __init__(self, workbook: Workbook, name: str, find: Find = str) -> None:
        self.name, self._find = said(name, find), find
        self.row = 0
        self.worksheet = self._sheet = workbook.add_worksheet(self.name)
        self._sheet.hide_gridlines(2)
        self._sheet.outline_settings(visible=True, symbols_below=False)
        self._writers: dict[type, _Writer] = {
            str: self._put_text,
            Decimal: self._put_number,
            NoneType: self._sheet.write_blank,
            date: self._put_date,
            int: self._put_number,
            Formula: self._put_formula,
            Link: self._put_link,
        }

    def write(self, col: int, value: Value, look: Format) -> None:
        """Write one cell of the row at the cursor; None is an empty cell with its look.

        Raises `RuleBroken` when Excel cannot hold it: XlsxWriter would cut or drop it and only return a number.
        """
        code = self._writer(value)(self.row, col, value, look)
        if code:
            raise self._refused(col, code)

    def line(self, values: Iterable[Value], looks: Sequence[Format], lines: int = 1, level: int = 0) -> int:
        """Write a whole row at the cursor, tall enough for `lines`, step down and return the row's index."""
        row, writers = self.row, self._writers
        for col, (value, look) in enumerate(zip(values, looks, strict=True)):
            code = (writers.get(type(value)) or self._writer(value))(row, col, value, look)
            if code:
                raise self._refused(col, code)
        if lines > 1 or level:
            self._sheet.set_row(self.row, row_height(lines), None, {"level": level} if level else None)
        self.row += 1
        return self.row - 1

    def across(self, text: str, look: Format, last_col: int, lines: int) -> None:
        """Write a text over the columns from the first to `last_col` of the row at the cursor, and step down."""
        # XlsxWriter's own way to say what a merged cell holds: what it is given here it would guess the type of
        self._sheet.merge_range(self.row, 0, self.row, last_col, "", look)
        self.line([text], [look], lines)

    def note(self, col: int, text: str) -> None:
        """Hang a remark on a cell of the row at the cursor; what is longer than a reader can take in is cut."""
        text = said(text, self._find)
        lines = text.count("\n") + len(text) // 40 + 1
        options = {"author": "Rumbo", "x_scale": 2.6, "y_scale": max(1.0, min(6.0, lines / 4))}
        self._sheet.write_comment(self.row, col, text[:_LONGEST_NOTE], options)

    def skip(self, height: float | None = None) -> None:
        """Leave the row at the cursor as it is, or as tall as `height` points, and step down."""
        if height is not None:
            self._sheet.set_row(self.row, height)
        self.row += 1

    def widths(self, widths: Sequence[float]) -> None:
        """Set the width of each column from the first, in characters."""
        for col, width in enumerate(widths):
            self._sheet.set_column(col, col, width)

    def print_setup(self, paper: str, footer: str, pages: int = 0) -> None:
        """Landscape, one page wide and `pages` long (0: as long as it is), with page numbers."""
        self._sheet.set_landscape()
        self._sheet.set_paper(_PAPERS[paper])
        self._sheet.fit_to_pages(1, pages)
        self._sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        # in a footer « & » begins a command
        left, right = said(footer, self._find).replace("&", "&&"), said(_PAGE, self._find)
        self._sheet.set_footer(f"&L&9{left}&R&9{right}")

    def repeat(self, last_row: int) -> None:
        """Print the rows down to `last_row` again on each page."""
        self._sheet.repeat_rows(0, last_row)

    def freeze(self, row: int, col: int) -> None:
        """Keep the rows above `row` and the columns left of `col` in sight."""
        self._sheet.freeze_panes(row, col)

    def filter(self, first_row: int, last_row: int, last_col: int) -> None:
        """Put filter buttons on the headings in `first_row`."""
        self._sheet.autofilter(first_row, 0, last_row, last_col)

    def chart(self, chart: Chart, row: int, col: int, description: str) -> None:
        """Place a chart with its corner on a cell; `description` is for who cannot see it."""
        self._sheet.insert_chart(row, col, chart, {"description": description, "object_position": 2})

    def _writer(self, value: Value) -> _Writer:
        """Find the writer of a value whose very type is not listed, as that of a StrEnum."""
        return next(write for kind, write in self._writers.items() if isinstance(value, kind))

    def _put_number(self, row: int, col: int, value: Any, look: Format) -> int:  # noqa: ANN401 -- Decimal or int
        # a cell holds a binary double, whatever is handed in; its 15 digits carry every percent and amount
        return int(self._sheet.write_number(row, col, float(value), look))

    def _put_date(self, row: int, col: int, value: Any, look: Format) -> int:  # noqa: ANN401 -- a date
        return int(self._sheet.write_datetime(row, col, datetime.combine(value, time()), look))

    def _put_formula(self, row: int, col: int, formula: Any, look: Format) -> int:  # noqa: ANN401 -- a Formula
        return int(self._sheet.write_formula(row, col, formula.text, look, formula.value))

    def _put_link(self, row: int, col: int, link: Any, look: Format) -> int:  # noqa: ANN401 -- a Link
        return int(self._sheet.write_url(row, col, f"internal:{link.target}", look, link.text))

    def _put_text(self, row: int, col: int, text: str, look: Format) -> int:
        text = said(text, self._find)
        if text.startswith("<r>") and text.endswith("</r>"):
            # in constant memory XlsxWriter would take such a text for its own markup and pass it on unescaped
            if len(text.encode("utf-16-le")) // 2 > _LONGEST:
                return _TOO_LONG
            return self._sheet.write_rich_string(row, col, "<", "r>", text[3:], look)
        return self._sheet.write_string(row, col, text, look)

    def _refused(self, col: int, code: int) -> RuleBroken:
        name, message = ("cell_too_long", _CELL_TOO_LONG) if code == _TOO_LONG else ("sheet_full", _SHEET_FULL)
        return RuleBroken(name, Sentence(message, {"cell": xl_rowcol_to_cell(self.row, col), "sheet": self.name}))


class Book:
    """A workbook in constant memory: one row of each sheet is held at a time."""

    def __init__(self, path: Path, about: About) -> None:
        options = {
            "constant_memory": True,
            "tmpdir": str(path.parent),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._workbook = Workbook(str(path), options)
        self.styles, self._find = Styles(self._workbook), about.find
        created = about.made_at.astimezone(UTC).replace(tzinfo=None)
        self._workbook.set_properties(
            {"title": said(about.title, about.find), "author": about.author, "created": created}
        )

    def sheet(self, name: str) -> Sheet:
        """Add a sheet after the last."""
        return Sheet(self._workbook, name, self._find)

    def bar_chart(self) -> ChartBar:
        """Return a new chart of stacked horizontal bars, to be placed on a sheet."""
        return cast("ChartBar", self._workbook.add_chart({"type": "bar", "subtype": "stacked"}))

    def line_chart(self) -> ChartLine:
        """Return a new chart of lines with marks, to be placed on a sheet."""
        return cast("ChartLine", self._workbook.add_chart({"type": "line"}))

    def save(self) -> None:
        """Write the file."""
        self._workbook.close()

    def release(self) -> None:
        """Let go of the rows' temporary files, also when the book was never saved."""
        for sheet in self._workbook.worksheets():
            cast("IO[str]", sheet.row_data_fh).close()


@contextmanager
def new_book(path: Path, about: About) -> Iterator[Book]:
    """Give a book to fill; after the block it stands at `path` as `whole_file` says."""
    with whole_file(path) as unfinished:
        book = Book(unfinished, about)
        try:
            yield book
            book.save()
        finally:
            book.release()
