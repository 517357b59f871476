"""A number of the plan package: decimal point, no grouping; what a spreadsheet keeps as binary comes back as typed."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import TypeGuard

from models.rules.cell import Cell, cell_text
from models.rules.decimals import exponent_of, tidy
from models.rules.numbers import (
    QUANTITY,
    Ambiguous,
    Reading,
    Refused,
    Room,
    Understood,
    two_meanings,
    unambiguous,
    unfit,
)
from models.rules.sentence import say

SPREADSHEET_DIGITS = 15
"""A spreadsheet keeps this many digits; what stands behind them (0.1 + 0.2 = 0.30000000000000004) is binary noise."""

_PLAIN_DIGITS = 12
_PLAINLY_FITS = 10**_PLAIN_DIGITS
"""Whole numbers below it fit wherever that many digits do."""

_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_WITH_SEPARATORS = re.compile(r"-?[0-9][0-9.,]*")
_SHOWN = 40


def read_package_number(cell: Cell, room: Room = QUANTITY) -> Reading:
    """Read a cell of a package into a Decimal that fits in `room`; text such as `1.500` is asked about, never guessed.

    A number of a spreadsheet arrives as int or as the Decimal of the shortest text of its float, so 0.1 is exactly 0.1.
    """
    if plainly_fits(cell, room):
        return Understood(Decimal(cell), str(cell))
    if isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        return _fitting(without_noise(Decimal(cell), room.decimals), room)
    if isinstance(cell, str):
        return _from_text(cell_text(cell), room)
    return Refused(
        "not_a_number",
        say("«{shown}» no es un número. Escriba un número, como 1500.25.", shown=cell_text(cell)[:_SHOWN]),
    )


def plainly_fits(cell: Cell, room: Room) -> TypeGuard[int]:
    """Tell whether a cell is a figure as almost all of a plan are: a whole number that has room anywhere."""
    return type(cell) is int and 0 <= cell < _PLAINLY_FITS and room.whole_digits >= _PLAIN_DIGITS


def without_noise(value: Decimal, decimals: int = QUANTITY.decimals) -> Decimal:
    """Give a value as a spreadsheet keeps it, never coarser than the `decimals` that are kept.

    An amount of sixteen digits such as 12,345,678,901,234.56 has its cents.
    """
    last = min(value.adjusted() + 1 - SPREADSHEET_DIGITS, -decimals)
    if exponent_of(value) >= last:
        return value
    with localcontext(prec=400, rounding=ROUND_HALF_UP):
        return tidy(value.quantize(Decimal(1).scaleb(last)))


def _from_text(text: str, room: Room) -> Reading:
    meanings = two_meanings(text.removeprefix("-"))
    if meanings:
        sign = -1 if text.startswith("-") else 1
        first, second = (Understood(tidy(sign * value), unambiguous(sign * value)) for value in meanings)
        message = say(
            "«{text}» puede ser {first} o {second}. Escríbalo de una de esas dos maneras.",
            text=text,
            first=first.text,
            second=second.text,
        )
        return unfit(first.value, room) or Ambiguous((first, second), message)
    if _PLAIN.fullmatch(text):
        return _fitting(Decimal(text), room)
    shown = text[:_SHOWN]
    if _WITH_SEPARATORS.fullmatch(text):
        return Refused(
            "wrong_separator",
            say(
                "«{shown}» no se entiende. Escriba el número con punto decimal y sin separador de miles, como 1500.25.",
                shown=shown,
            ),
        )
    return Refused("not_a_number", say("«{shown}» no es un número. Escriba un número, como 1500.25.", shown=shown))


def _fitting(value: Decimal, room: Room) -> Reading:
    return unfit(value, room) or Understood(tidy(value), unambiguous(value))
