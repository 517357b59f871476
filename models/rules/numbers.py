"""A number as a person writes it, read strictly by the locale: understood, asked about or refused, never guessed.

Babel knows the separators of every locale, but even its strict reader takes `1_000`, `NaN`, `1E5` and digits of other
scripts (rulings 15a); so the grammar stands here and only the symbols come from Babel.
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from typing import NamedTuple

from babel import Locale
from babel.numbers import NumberPattern

from models.rules.decimals import exponent_of, tidy
from models.rules.sentence import say

_TRIMMED = " \t\r\n\u00a0\u2007\u2009\u202f"
_SPACES = " \u00a0\u2009\u202f"
_EITHER_WAY = re.compile(r"0*[1-9][0-9]{0,2}[.,][0-9]{3}")
_LIKE_A_NUMBER = re.compile(rf"[0-9][0-9.,'’{_SPACES}]*")
_EXAMPLE = Decimal("1500.25")
_SHOWN = 40


class Understood(NamedTuple):
    """One value, and the text that tells the person how it was understood."""

    value: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """Two values that the text may mean; the text of each choice is read back as that choice and no other."""

    choices: tuple[Understood, Understood]
    message: str


@dataclass(frozen=True, slots=True)
class Refused:
    """No number: why, as a stable code (`not_a_number`, `wrong_separator`…), and what to write instead."""

    code: str
    message: str


Reading = Understood | Ambiguous | Refused


@dataclass(frozen=True, slots=True)
class Room:
    """How many digits a figure may have before and after its separator, and whether it may be negative."""

    whole_digits: int = 12
    decimals: int = 6
    negative: bool = False


QUANTITY = Room()  # NUMERIC(18,6)


@dataclass(frozen=True, slots=True)
class _Symbols:
    decimal: str
    minus: str
    grammar: re.Pattern[str]


def read_number(text: str, locale: str, room: Room = QUANTITY) -> Reading:
    """Read what a person typed or pasted, by a locale such as `es_SV`, into a Decimal that fits in `room`.

    `1.500` and `1,500` are ambiguous in every locale, because each is legal in one of the two conventions.
    """
    trimmed = text.strip(_TRIMMED)
    if not trimmed:
        return Refused(
            "blank_number",
            say("Escriba un número, por ejemplo {example_number}.", example_number=example_number(locale)),
        )
    sign, digits = _split_sign(trimmed, locale)
    meanings = two_meanings(digits)
    if meanings:
        return _asked(sign * meanings[0], sign * meanings[1], locale, room)
    match = _symbols(locale).grammar.fullmatch(digits)
    if match is None:
        return _not_understood(trimmed, digits, locale)
    whole = re.sub("[^0-9]", "", match["whole"])
    value = Decimal(f"{whole}.{match['fraction']}" if match["fraction"] else whole).copy_sign(sign)
    return unfit(value, room) or Understood(tidy(value), format_number(value, locale))


def two_meanings(digits: str) -> tuple[Decimal, Decimal] | None:
    """Give both values of digits such as `1.500` (1500 and 1.5), or None where they mean one thing at most."""
    if not _EITHER_WAY.fullmatch(digits):
        return None
    whole, fraction = re.split("[.,]", digits)
    return Decimal(whole + fraction), Decimal(f"{whole}.{fraction}")


def unfit(value: Decimal, room: Room) -> Refused | None:
    """Say why a value does not fit in `room`, or None where it does; zeros at the end count as written."""
    if value < 0 and not room.negative:
        return Refused("negative_number", "El número no puede ser negativo. Escriba cero o un número mayor que cero.")
    if value.adjusted() >= room.whole_digits and value:
        return Refused(
            "number_too_large",
            say("El número es demasiado grande: escriba hasta {whole_digits} enteros.", whole_digits=room.whole_digits),
        )
    if -exponent_of(value) > room.decimals:
        return Refused(
            "too_many_decimals",
            say("El número tiene demasiados decimales: escriba hasta {decimals}.", decimals=room.decimals),
        )
    return None


def format_number(value: Decimal, locale: str, decimals: int | None = None) -> str:
    """Write a value for display, grouped as the locale does and rounded half up; None keeps the decimals it has."""
    shown = tidy(value)
    places = max(0, -exponent_of(shown)) if decimals is None else decimals
    with localcontext(prec=60, rounding=ROUND_HALF_UP):
        rounded = tidy(shown.quantize(Decimal(1).scaleb(-places)))
        text: str = _pattern(locale, places).apply(rounded, locale)
    return text


def plain_number(value: Decimal, locale: str) -> str:
    """Write a value without grouping, as an input shows it: `read_number` gives back exactly this value."""
    return unambiguous(value).replace(".", _symbols(locale).decimal)


def unambiguous(value: Decimal) -> str:
    """Write a value with a decimal point, without grouping, exponent or a form that could be asked about.

    Three decimals after at most three digits get a fourth: 1.234 becomes `1.2340`.
    """
    text = f"{tidy(value):f}"
    return f"{text}0" if two_meanings(text.removeprefix("-")) else text


@lru_cache(maxsize=64)
def example_number(locale: str) -> str:
    """Write the example that messages show: 1,500.25 or 1.500,25."""
    return format_number(_EXAMPLE, locale)


def _split_sign(text: str, locale: str) -> tuple[int, str]:
    for mark in (_symbols(locale).minus, "-", "\u2212"):
        if text.startswith(mark):
            return -1, text.removeprefix(mark)
    return 1, text.removeprefix("+")


def _asked(whole: Decimal, fraction: Decimal, locale: str, room: Room) -> Ambiguous | Refused:
    first, second = (Understood(tidy(value), plain_number(value, locale)) for value in (whole, fraction))
    question = say("¿Quiso decir {first} o {second}? Elija uno.", first=first.text, second=second.text)
    return unfit(whole, room) or Ambiguous((first, second), question)


def _not_understood(text: str, digits: str, locale: str) -> Refused:
    shown, example = text[:_SHOWN], example_number(locale)
    if not _LIKE_A_NUMBER.fullmatch(digits):
        return Refused(
            "not_a_number",
            say("«{shown}» no es un número. Escriba un número, por ejemplo {example}.", shown=shown, example=example),
        )
    decimal = _symbols(locale).decimal
    name = {".": say("punto"), ",": say("coma")}.get(decimal, f"«{decimal}»")
    message = say(
        "«{text}» no se entiende: los decimales se escriben con {name}, por ejemplo {example}.",
        text=shown, name=name, example=example,
    )  # fmt: skip
    return Refused("wrong_separator", message)


@lru_cache(maxsize=256)
def _pattern(locale: str, places: int) -> NumberPattern:
    """Give the locale's own grouping with a fixed number of decimals, in a copy, because Babel shares its patterns."""
    pattern: NumberPattern = copy(Locale.parse(locale).decimal_formats[None])
    pattern.frac_prec = (places, places)
    return pattern


@lru_cache(maxsize=64)
def _symbols(locale: str) -> _Symbols:
    known = Locale.parse(locale)
    latin = known.number_symbols["latn"]
    decimal, group = latin["decimal"], latin["group"]
    first, other = known.decimal_formats[None].grouping  # 3 and 3; 3 and 2 in India
    mark = f"[{_SPACES}]" if group in _SPACES else re.escape(group)
    grouped = rf"[1-9][0-9]{{0,{other - 1}}}(?:{mark}[0-9]{{{other}}})*{mark}[0-9]{{{first}}}"
    grammar = re.compile(rf"(?P<whole>[0-9]+|{grouped})(?:{re.escape(decimal)}(?P<fraction>[0-9]+))?")
    return _Symbols(decimal, latin["minusSign"], grammar)
