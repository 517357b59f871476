"""Columns of months whose headings do not name one: numbered from 1 to 12, or with the first letter of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.rules.headings.heading import Heading

_MONTHS = 12
_LETTERS = tuple("efmamjjasond")


def name_months(headings: Sequence[Heading]) -> list[Heading]:
    """Give the headings with the month of each column that stands in such a row of twelve."""
    return _with_letters(_with_numbers(headings))


def _with_numbers(headings: Sequence[Heading]) -> list[Heading]:
    """Twelve headings that differ only in a number from 1 to 12: `devengado_01` to `devengado_12`."""
    stems: dict[str, dict[int, int]] = {}
    for index, heading in enumerate(headings):
        stem, _space, number = heading.text.rpartition(" ")
        if number.isdigit() and 1 <= int(number) <= _MONTHS:
            stems.setdefault(stem, {})[int(number)] = index
    found = list(headings)
    for places in stems.values():
        if len(places) == _MONTHS:
            for month, index in places.items():
                found[index] = replace(headings[index], period=("M", month))
    return found


def _with_letters(headings: Sequence[Heading]) -> list[Heading]:
    """Twelve headings side by side that end in E, F, M, A…; the letter is no word of theirs (E is not executed)."""
    found = list(headings)
    letters = [heading.words[-1] if heading.words else "" for heading in headings]
    for first in range(len(headings) - _MONTHS + 1):
        if tuple(letters[first : first + _MONTHS]) == _LETTERS:
            for place, heading in enumerate(headings[first : first + _MONTHS]):
                words = heading.words[:-1]
                named = replace(heading, text=" ".join(words), words=words, period=("M", place + 1))
                found[first + place] = named
    return found
