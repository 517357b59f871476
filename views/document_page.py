"""A document as a page shows it: its blocks with every value printed as the files print it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from models.rules.document.blocks import Block, Bullets, Facts, Heading, Paragraph
from models.rules.document.cells import Color, Kind, Value
from models.rules.document.document import Document, Settings
from models.rules.document.printing import color_shape, value_text
from models.rules.document.table import Row, Table

MOST_ROWS = 200
"""Rows of a table that a page shows; the files have all of them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed value; a colour with its shape and the key that paints it."""

    text: str
    is_number: bool = False
    color: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One block: a heading, a paragraph, points, labels with values, or a table with how many rows it leaves out."""

    kind: str
    text: str = ""
    level: int = 2
    points: tuple[str, ...] = ()
    pairs: tuple[tuple[str, Cell], ...] = ()
    heads: tuple[tuple[str, str], ...] = ()
    rows: list[list[Cell]] = field(default_factory=list)
    total: list[Cell] | None = None
    empty: str = ""
    left_out: int = 0


def shown_blocks(document: Document) -> list[Shown]:
    """The blocks in reading order; charts are left to the files, for their tables stand beside them."""
    return [shown for block in document.blocks for shown in _shown(block, document.settings)]


def _shown(block: Block, settings: Settings) -> Iterator[Shown]:
    match block:
        case Heading(text=text, level=level):
            yield Shown("heading", text, level + 1)
        case Paragraph(text=text):
            yield Shown("paragraph", text)
        case Bullets(items=items):
            yield Shown("points", points=items)
        case Facts(facts=facts):
            pairs = tuple((fact.label, _cell(fact.value, fact.kind, fact.decimals, settings)) for fact in facts)
            yield Shown("facts", pairs=pairs)
        case Table():
            yield _table(block, settings)


def _table(table: Table, settings: Settings) -> Shown:
    return Shown(
        "table",
        table.caption,
        heads=tuple((column.heading, "number" if column.kind.is_number else "") for column in table.columns),
        rows=[_cells(table, row, settings) for row in table.rows[:MOST_ROWS]],
        total=None if table.total is None else _cells(table, table.total, settings),
        empty=table.empty,
        left_out=max(0, len(table.rows) - MOST_ROWS),
    )


def _cells(table: Table, row: Row, settings: Settings) -> list[Cell]:
    pairs = zip(table.columns, row, strict=True)
    return [_cell(value, column.kind, column.decimals, settings) for column, value in pairs]


def _cell(value: Value, kind: Kind, decimals: int | None, settings: Settings) -> Cell:
    if isinstance(value, Color):
        return Cell(value.word, color="late" if value.key == "no_report" else value.key, shape=color_shape(value.key))
    return Cell(value_text(value, kind, decimals, settings), is_number=kind.is_number)
