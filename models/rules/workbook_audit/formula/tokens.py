"""A formula cut into tokens, its references relative to the cell: the same formula down a column is the same tuple."""

from __future__ import annotations

import re
from typing import NamedTuple

from models.rules.cell import cell_name, column_letters

LONGEST = 8192  # characters, the limit of the spreadsheets themselves
LAST_ROW, LAST_COLUMN = 1_048_575, 16_383

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<text>"(?:[^"]|"")*")
    |(?P<error>\#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!))
    |(?P<sheet>(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)
    |(?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}(?![\w(.!:]))
    |(?P<rows>\$?[0-9]{1,7}:\$?[0-9]{1,7}(?![\w.:]))
    |(?P<cell>\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?![\w(.!]))
    |(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?)
    |(?P<name>[^\W\d][\w.]*)
    |(?P<mark><=|>=|<>|[-+*/^&=<>%,;:(){}])
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_CELL = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")


class NotUnderstoodError(Exception):
    """A formula, or a part of it, that this reader does not compute: then nothing is said about it."""


class NotComputedError(NotUnderstoodError):
    """A function that this reader does not compute, or not with these arguments; `function` is its English name."""

    def __init__(self, function: str) -> None:
        super().__init__(function)
        self.function = function


class Place(NamedTuple):
    """A cell named in a formula: row and column from 0 where `$` fixes them, else counted from the formula's cell."""

    row: int
    column: int
    row_fixed: bool
    column_fixed: bool

    def at(self, row: int, column: int) -> tuple[int, int]:
        """Give row and column, from 0, for a formula that stands at this cell."""
        return (
            self.row if self.row_fixed else row + self.row,
            self.column if self.column_fixed else column + self.column,
        )


Token = tuple[str, str | Place]


def tokens_at(formula: str, row: int, column: int) -> tuple[Token, ...]:
    """Cut the formula of a cell (row and column from 0), without its `=`; raise NotUnderstoodError for other marks."""
    if len(formula) > LONGEST:
        raise NotUnderstoodError("too long")
    found: list[Token] = []
    for match in _TOKEN.finditer(formula):
        kind, text = str(match.lastgroup), match.group()
        if kind in {"cell", "columns", "rows"}:
            found.extend(_places(kind, text, row, column))
        elif kind == "other":
            raise NotUnderstoodError(text)
        elif kind != "space":
            found.append((kind, text.upper() if kind == "name" else text))
    return tuple(found)


def _places(kind: str, text: str, row: int, column: int) -> list[Token]:
    if kind == "cell":
        return [("cell", _place(text, row, column))]
    first, _, last = text.partition(":")
    if kind == "columns":
        first, last = f"{first}$1", f"{last}${LAST_ROW + 1}"
    else:
        first, last = f"$A{first}", f"${column_letters(LAST_COLUMN)}{last}"
    return [("cell", _place(first, row, column)), ("mark", ":"), ("cell", _place(last, row, column))]


def _place(text: str, row: int, column: int) -> Place:
    column_fixed, letters, row_fixed, digits = _parts(text)
    named_row, named_column = int(digits) - 1, letters_index(letters)
    if not 0 <= named_row <= LAST_ROW or named_column > LAST_COLUMN:
        raise NotUnderstoodError(text)
    return Place(
        named_row if row_fixed else named_row - row,
        named_column if column_fixed else named_column - column,
        bool(row_fixed),
        bool(column_fixed),
    )


def _parts(text: str) -> tuple[str, str, str, str]:
    """Give the mark and the letters of the column, the mark and the digits of the row; empty where one has none."""
    parts: tuple[str, str, str, str] = _CELL.findall(text)[0]
    return parts


def letters_index(letters: str) -> int:
    """Give the column, from 0, that letters such as `AA` name."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def shifted(formula: str, rows: int, columns: int) -> str:
    """Give a formula as it reads so many rows lower and columns further right: what a shared formula means there."""
    return "".join(_shifted(match, rows, columns) for match in _TOKEN.finditer(formula))


def _shifted(match: re.Match[str], rows: int, columns: int) -> str:
    text = match.group()
    if match.lastgroup not in {"cell", "columns", "rows"}:
        return text
    return ":".join(_moved(part, rows, columns) for part in text.split(":"))


def _moved(text: str, rows: int, columns: int) -> str:
    column_fixed, letters, row_fixed, digits = _parts(text)
    column = letters_index(letters) + (0 if column_fixed else columns) if letters else None
    row = int(digits) + (0 if row_fixed else rows) if digits else None
    if (column is not None and column < 0) or (row is not None and row < 1):
        return "#REF!"
    name = column_letters(column) if column is not None else ""
    return f"{column_fixed}{name}{row_fixed}{row if row is not None else ''}"


def place_name(place: Place, row: int, column: int) -> str:
    """Write a place as the cell at `row` and `column` would name it: `$B$4`, `C12`."""
    at_row, at_column = place.at(row, column)
    if at_row < 0 or at_column < 0:
        return "#REF!"
    if not (place.row_fixed or place.column_fixed):
        return cell_name(at_row + 1, at_column)
    marks = "$" if place.column_fixed else "", "$" if place.row_fixed else ""
    return f"{marks[0]}{column_letters(at_column)}{marks[1]}{at_row + 1}"
