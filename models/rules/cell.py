"""Cells and rows as every reader of files hands them over, whatever the file was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from models.rules.decimals import tidy


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell in which the workbook shows an error such as `#DIV/0!`."""

    text: str


@dataclass(frozen=True, slots=True)
class UncachedFormula:
    """A formula that was saved without its result."""


Cell = str | int | Decimal | bool | date | ErrorCell | UncachedFormula | None


class Row(NamedTuple):
    """A row that is not blank: its number in the sheet, from 1, and its cells from column A on."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by name; a hidden one has no rows, because hidden sheets are not read (rulings 24)."""

    name: str
    rows: Iterator[Row]
    hidden: bool = False


def is_blank(cell: Cell) -> bool:
    """Tell whether nothing is written in a cell; spaces are nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def cell_name(row: int, column: int) -> str:
    """Name a cell as a spreadsheet does: row 12 and column 2, both from 1 and 0, are `C12`."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """Name a column as a spreadsheet does: 0 is A, 26 is AA."""
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def cell_text(cell: Cell) -> str:
    """Write a cell as text: a whole number without `.0`, a date as ISO, an error as the workbook shows it."""
    if isinstance(cell, str):
        return (cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell).strip()
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, Decimal):
        return f"{tidy(cell):f}"
    if isinstance(cell, ErrorCell):
        return cell.text
    return "" if cell is None or isinstance(cell, UncachedFormula) else str(cell)


def one_line(text: str) -> str:
    """Give a text without line breaks and without blanks that say nothing, non-breaking ones too."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Give a text as it is compared: on one line and without capitals."""
    return one_line(text).casefold()
