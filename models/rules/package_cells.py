"""One cell of a package by the column in which it stands: its value, or why it has none."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from models.rules.cell import Cell, ErrorCell, UncachedFormula, cell_text, is_blank
from models.rules.errors import RuleBroken
from models.rules.numbers import Ambiguous, Refused, Room
from models.rules.package_columns import Column, Holds
from models.rules.package_number import plainly_fits, read_package_number
from models.rules.period import Period
from models.rules.sentence import say

_CANNOT_BE_STORED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_CODES = re.compile("[;:\t\n]")
_ISO_DATE = re.compile(r"(?:19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}")


class CellFault(Exception):
    """A cell has no value: the code of the problem and the words of its sentence."""

    def __init__(self, code: str, **words: object) -> None:
        super().__init__(code)
        self.code = code
        self.words = words


def read_cell(column: Column, cell: Cell) -> object:
    """Give the value of a cell as the field of its row wants it; raise CellFault where there is none."""
    if isinstance(cell, ErrorCell):
        raise CellFault("error_cell", text=cell.text)
    if isinstance(cell, UncachedFormula):
        raise CellFault("formula_without_value")
    if is_blank(cell):
        if column.filled:
            raise CellFault("blank_required", column=column.name)
        return column.blank
    return _READERS[column.holds](column, cell)


class CellReader:
    """Reads the cells of one column; a text that many of them hold, such as a code, is worked out once."""

    __slots__ = ("_column", "_known", "_read")

    def __init__(self, column: Column) -> None:
        self._column = column
        self._known: dict[str, object] | None = {} if column.holds in _REPEATED else None
        self._read = _READERS[column.holds]

    def read(self, cell: Cell) -> object:
        """Give what `read_cell` gives."""
        if isinstance(cell, int | Decimal):
            return self._read(self._column, cell)
        if self._known is None or not isinstance(cell, str):
            return read_cell(self._column, cell)
        if cell not in self._known:
            self._known[cell] = read_cell(self._column, cell)
        return self._known[cell]


DOUBTFUL = {Holds.PERIOD, Holds.CODE}
"""What columns hold in which a spreadsheet may have changed something unseen."""


def doubt_about(column: Column, cell: Cell) -> str | None:
    """Give the code of the warning for a cell that was read, but that a spreadsheet may have changed before."""
    if column.holds is Holds.PERIOD and isinstance(cell, date):
        return "period_was_date"
    if column.holds is Holds.CODE and isinstance(cell, Decimal) and cell != int(cell):
        return "code_was_number"  # 1.10 is kept as 1.1
    return None


def _text(column: Column, cell: Cell) -> str:
    text = cell_text(cell)
    if _CANNOT_BE_STORED.search(text):
        raise CellFault("bad_character")
    if len(text) > column.longest:
        raise CellFault("too_long", length=len(text), longest=column.longest)
    return text


def _code(column: Column, cell: Cell) -> str:
    if isinstance(cell, bool | date):
        raise CellFault(
            "code_not_text", text=say("la fecha {day}", day=cell) if isinstance(cell, date) else say("sí o no")
        )
    text = _text(column, cell)
    if _NOT_IN_CODES.search(text):
        raise CellFault("bad_code", text=text)
    return text


def _codes(column: Column, cell: Cell) -> tuple[str, ...]:
    if isinstance(cell, bool | date):
        return (_code(column, cell),)
    parts = [part.strip() for part in cell_text(cell).split(";")]
    return tuple(dict.fromkeys(_code(column, part) for part in parts if part))


def _links(column: Column, cell: Cell) -> tuple[str, ...]:
    """`PLAN:code`, each of both a code; the same link twice is one."""
    links = []
    for part in cell_text(cell).split(";"):
        if not part.strip():
            continue
        plan, mark, item = part.partition(":")
        if not mark or not plan.strip() or not item.strip():
            raise CellFault("bad_alignment", text=part.strip())
        links.append(f"{_code(column, plan)}:{_code(column, item)}")
    return tuple(dict.fromkeys(links))


def _number(column: Column, cell: Cell) -> Decimal:
    if plainly_fits(cell, column.room):
        return Decimal(cell)
    reading = read_package_number(cell, column.room)
    if isinstance(reading, Refused):
        raise CellFault(reading.code, reason=reading.message)
    if isinstance(reading, Ambiguous):
        raise CellFault("ambiguous_number", reason=reading.message)
    return reading.value


def _percent(column: Column, cell: Cell) -> Decimal:
    value = _number(column, cell)
    if value > 100:
        raise CellFault("percent_out_of_range", text=cell_text(cell))
    return value


def _whole(column: Column, cell: Cell) -> int:
    reading = read_package_number(cell, Room(decimals=0))
    if isinstance(reading, Refused | Ambiguous) or not column.least <= reading.value <= column.most:
        raise CellFault("whole_out_of_range", least=column.least, most=column.most)
    return int(reading.value)


def _date(_column: Column, cell: Cell) -> date:
    text = cell_text(cell)
    try:
        if _ISO_DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise CellFault("bad_date", text=text[:_SHOWN])


def _period(_column: Column, cell: Cell) -> Period:
    """A spreadsheet makes the date 2027-03-01 of `2027-03`; that first day is read as its month, with a warning."""
    text = cell_text(cell)
    try:
        return Period.parse(text.removesuffix("-01") if isinstance(cell, date) else text)
    except RuleBroken as broken:
        raise CellFault("bad_period", reason=broken.message) from broken


def _choice(column: Column, cell: Cell) -> str:
    text = cell_text(cell)
    for choice in column.choices:
        if text.lower() == choice:
            return choice
    raise CellFault("not_a_choice", text=text[:_SHOWN], column=column.name, choices=", ".join(column.choices))


def _flag(column: Column, cell: Cell) -> bool:
    text = cell_text(cell)
    if text not in {"0", "1"}:
        raise CellFault("bad_flag", column=column.name)
    return text == "1"


def _not_applicable(column: Column, cell: Cell) -> bool:
    return bool(_choice(column, cell))


_SHOWN = 40
_REPEATED = {Holds.CODE, Holds.WHOLE, Holds.PERIOD, Holds.CHOICE, Holds.FLAG}
_READERS: dict[Holds, Callable[[Column, Cell], object]] = {
    Holds.CODE: _code,
    Holds.CODES: _codes,
    Holds.LINKS: _links,
    Holds.TEXT: _text,
    Holds.NUMBER: _number,
    Holds.PERCENT: _percent,
    Holds.WHOLE: _whole,
    Holds.DATE: _date,
    Holds.PERIOD: _period,
    Holds.CHOICE: _choice,
    Holds.FLAG: _flag,
    Holds.NOT_APPLICABLE: _not_applicable,
}
