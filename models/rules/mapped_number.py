"""Numbers of a foreign workbook: as cells, as text in its locale, with `%`, with a unit behind; never guessed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

from models.rules.cell import Cell, cell_text
from models.rules.cell_source import Percent, Source
from models.rules.mapped_problems import At, MappedProblems
from models.rules.mapping import ReadingRule
from models.rules.numbers import QUANTITY, Ambiguous, Reading, Refused, Room, read_number, unambiguous
from models.rules.package_columns import Column, Holds
from models.rules.package_number import SPREADSHEET_DIGITS
from models.rules.sentence import say

_HIGHEST_FRACTION = 10
"""A fraction above it would be more than 1000 %, which is far likelier a percent that was written in points."""

_STARTS_AS_NUMBER = re.compile(r"[-+]?[0-9]")
_WHOLE = Room(decimals=0)


@dataclass(frozen=True, slots=True)
class NumberReader:
    """Reads the cells of one column into numbers for one column of the package."""

    column: Column
    source: Source
    reading: ReadingRule
    problems: MappedProblems

    @property
    def room(self) -> Room:
        """How many digits fit; a column of the package that holds whole numbers has room for no decimals."""
        return _WHOLE if self.column.holds is Holds.WHOLE else self.column.room

    def read(self, cell: Cell, at: Callable[[], At]) -> Cell:
        """Give the number as the package reads it; None where there is none and it was told why."""
        if isinstance(cell, str):
            return self._from_text(cell, at)
        if isinstance(cell, bool) or not isinstance(cell, int | Decimal):
            return cell  # the package refuses it by its own name
        if self.source.percent is Percent.FRACTION:
            return self._points(Decimal(cell), at)
        return self._rounded(cell, at) if isinstance(cell, Decimal) and self.reading.round else cell

    def text_instead(self, cell: Cell) -> str | None:
        """Give the text of a cell that is no number, None for one that is, or may be two."""
        if not isinstance(cell, str):
            return None
        return cell_text(cell) if isinstance(self._understand(self._bare(cell)), Refused) else None

    def _from_text(self, cell: str, at: Callable[[], At]) -> Cell:
        text = " ".join(cell.split())
        is_percent = text.endswith("%") and not self.source.keep_text
        if is_percent and self.source.percent is None:
            self.problems.add("percent_not_declared", at(), text)
            return None
        found = self._understand(self._bare(cell))
        if isinstance(found, Ambiguous | Refused):
            self._tell(found, text, at())
            return None
        self.problems.tally("text_number", at(), text=text[:40])
        if self.source.percent is Percent.FRACTION and not is_percent:
            return self._points(found.value, at)
        return self._rounded(found.value, at) if self.reading.round else found.value

    def _bare(self, cell: str) -> str:
        """Take off the percent sign and a unit that the mapping names."""
        text = " ".join(cell.split())
        if self.source.percent is not None:
            text = text.removesuffix("%").rstrip()
        for suffix in self.source.suffixes:
            if text.casefold().endswith(suffix.casefold()):
                return text[: -len(suffix)].rstrip()
        return text

    def _understand(self, text: str) -> Reading:
        room = self.room
        if self.reading.round or self.source.percent is Percent.FRACTION:
            room = Room(room.whole_digits, 30, room.negative)
        return read_number(text, self.reading.locale, room)

    def _tell(self, found: Ambiguous | Refused, text: str, at: At) -> None:
        if isinstance(found, Ambiguous):
            hint = say(
                "«{text}»: {message} Escríbalo en la celda, o en el mapeo con «values».",
                text=text,
                message=found.message,
            )
            self.problems.add("ambiguous_number", at, text, reason=hint)
        elif self.source.keep_text:
            self.problems.add("text_kept", at, text)
        elif found.code == "not_a_number" and _STARTS_AS_NUMBER.match(text):
            self.problems.add("number_with_unit", at, text)
        else:
            self.problems.add(found.code, at, text, reason=found.message)

    def _points(self, fraction: Decimal, at: Callable[[], At]) -> Cell:
        percent = fraction * 100
        if abs(fraction) > _HIGHEST_FRACTION:
            shown = unambiguous(fraction)
            self.problems.add("fraction_too_large", at(), shown, percent=unambiguous(percent))
            return None
        return self._rounded(percent, at) if self.reading.round else percent

    def _rounded(self, value: Decimal, at: Callable[[], At]) -> Decimal:
        """Round half up what has more decimals than are kept; binary noise behind them is no decimal."""
        places = self.room.decimals
        exponent = value.as_tuple().exponent
        if not isinstance(exponent, int) or -exponent <= places:
            return value
        with localcontext(prec=60, rounding=ROUND_HALF_UP):
            rounded = value.quantize(Decimal(1).scaleb(-places))
            noise = Decimal(1).scaleb(value.adjusted() + 1 - SPREADSHEET_DIGITS)
        if abs(rounded - value) > noise:
            self.problems.tally("number_rounded", at(), places=places)
        return rounded


def plain_number(cell: Cell, locale: str, room: Room = QUANTITY) -> Decimal | None:
    """Give the number of a cell where it is certain, for sums that only compare; None for all else."""
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return Decimal(cell)
    if not isinstance(cell, str):
        return None
    found = read_number(cell, locale, Room(room.whole_digits, 30, negative=True))
    return None if isinstance(found, Ambiguous | Refused) else found.value
