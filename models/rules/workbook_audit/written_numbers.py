"""Texts that are written as numbers, and what they would be."""

from __future__ import annotations

import re
from decimal import Decimal

from models.rules.numbers import two_meanings

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]")
_PLAIN = re.compile(
    r"([-+]?)(?:\$|US\$|S/\.?|COP|USD|PEN)?([0-9]+(?:[.,][0-9]+)?|[0-9]{1,3}(?:[.,][0-9]{3})+(?:[.,][0-9]+)?)(%?)"
)
_LONGEST = 60
_WITH_UNIT = re.compile(r"([-+]?[0-9][0-9.,]*)\s*[a-zA-ZñÑ²³]{1,12}\.?")


def bare(text: str) -> str:
    """Give a text without any space; of a long one the beginning, which is no number anyway."""
    text = text[:_LONGEST]
    return _SPACES.sub("", text)


def number_of(text: str) -> Decimal | None:
    """Read a text that looks like a number, `1.500,50`, ` 25 ` or `40 %`; None for others and for two meanings."""
    match = _PLAIN.fullmatch(bare(text))
    if match is None:
        return None
    sign, digits, percent = match.groups()
    if two_meanings(digits):
        return None
    marks = [mark for mark in digits if mark in ".,"]
    decimal = marks[-1] if marks and (len(marks) == 1 or marks.count(marks[-1]) == 1) else ""
    whole = "".join(mark if mark.isdigit() else ("." if mark == decimal else "") for mark in digits)
    return Decimal(f"{sign}{whole}") / (100 if percent else 1)


def looks_like_number(text: str) -> bool:
    """Whether a text is written as a number, of one meaning or of two."""
    return _PLAIN.fullmatch(bare(text)) is not None


def with_unit(text: str) -> Decimal | None:
    """Read a figure that has its unit beside it, `12 km`; None for any other text."""
    match = _WITH_UNIT.fullmatch(text[:_LONGEST].strip())
    return number_of(match[1]) if match else None
