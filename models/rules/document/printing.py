"""The values of a document as its readers see them: by the institution's locale, with its sign of what is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import cast

from babel.numbers import format_decimal

from models.rules.decimals import exponent_of
from models.rules.document.cells import Color, Kind, Value
from models.rules.document.document import Settings
from models.rules.wording import COLOR_MARKS, NO_REPORT_MARK, percent_text, short_day_text

OTHER_MARK = "◇"
"""The shape of a band that an institution names beside the usual ones."""
_MARKS = {**COLOR_MARKS, "no_report": NO_REPORT_MARK}


def color_text(color: Color) -> str:
    """« ▲ Amarillo »: shape and word."""
    return f"{color_shape(color.key)} {color.word}"


def color_shape(key: str) -> str:
    """The shape that tells a colour from the others without colour."""
    return _MARKS.get(key, OTHER_MARK)


def value_text(value: Value, kind: Kind, decimals: int | None, settings: Settings) -> str:
    """A value of any kind as it is printed; raises KeyError for no kind of ours."""
    return settings.missing if value is None else printer(kind, decimals, settings.locale)(value)


@cache
def printer(kind: Kind, decimals: int | None, locale: str) -> Callable[[Value], str]:
    """What prints the values of a column; a value that does not exist is not its affair."""
    text: dict[Kind, Callable[..., str]] = {
        Kind.TEXT: str,
        Kind.INTEGER: lambda value: _figure(Decimal(value), 0, locale),
        Kind.QUANTITY: lambda value: _figure(value, places_of(value, decimals), locale),
        Kind.PERCENT: lambda value: percent_text(value, locale),
        Kind.MONEY: lambda value: _figure(value, 2, locale),
        Kind.DATE: lambda value: short_day_text(cast("date", value)),
        Kind.COLOR: lambda value: color_text(cast("Color", value)),
    }
    return text[kind]


def places_of(value: Decimal, decimals: int | None) -> int:
    """How many decimals a quantity is shown with: those of its column, or else as many as it carries."""
    return max(0, -exponent_of(value)) if decimals is None else decimals


def _figure(value: Decimal, places: int, locale: str) -> str:
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return str(format_decimal(rounded, "#,##0" + ("." + "0" * places if places else ""), locale=locale))
