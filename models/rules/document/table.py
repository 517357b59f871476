"""A table of a document: typed columns, rows of values and a row of totals."""

from __future__ import annotations

from dataclasses import dataclass

from models.rules.document.cells import Kind, Value, check_value

Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, what it holds and how wide it is beside the others, in characters.

    `decimals` is for quantities: how many are shown, or as many as each figure carries when it is None.
    """

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 14
    decimals: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings, repeated on each page. Without rows it says `empty`.

    `caption` stands over it. `sheet` names its sheet in the workbook; tables of one document that name the same sheet
    stand there under each other. A `wide` table is printed on landscape pages.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row | None = None
    sheet: str = ""
    empty: str = ""
    wide: bool = False

    def __post_init__(self) -> None:
        """Refuse a table without columns, and a row that does not fit them, by number or by kind."""
        if not self.columns:
            raise ValueError("a table needs a column")
        for row in (*self.rows, *([self.total] if self.total else [])):
            for column, value in zip(self.columns, row, strict=True):
                check_value(column.kind, value)
