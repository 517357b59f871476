"""Colours as they are shown: a word, a shape and a fill, so that none of the three has to be told by eye alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobs.excel.words import color_word
from models.rules.wording import COLOR_MARKS, NO_REPORT_MARK

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobs.excel.styles import Property
    from models.rules.consolidation import Counts, Head

NO_REPORT = "no_report"


@dataclass(frozen=True, slots=True)
class Swatch:
    """The shape before the word, the fill and ink of a cell (contrast over 4.5), and the solid colour of a bar."""

    shape: str
    fill: str
    ink: str
    bar: str


_SWATCHES = {
    "green": Swatch(COLOR_MARKS["green"], "#D3EFDC", "#0B5A2B", "#2E9E5B"),
    "yellow": Swatch(COLOR_MARKS["yellow"], "#FFF1C2", "#6B4E00", "#F2BC1B"),
    "red": Swatch(COLOR_MARKS["red"], "#FBD9D7", "#8E1B13", "#D3453B"),
    NO_REPORT: Swatch(NO_REPORT_MARK, "#F4C7C3", "#7A120B", "#8E1B13"),
    "blue": Swatch(COLOR_MARKS["blue"], "#D8E6F7", "#163F73", "#3B78C2"),
    "grey": Swatch(COLOR_MARKS["grey"], "#E6E9EC", "#414B55", "#B4BCC4"),
}
_OTHER = Swatch("◇", "#E9DDF3", "#4A2370", "#8A5CB5")  # a further band that an institution names


def swatch(key: str) -> Swatch:
    """Return how a colour is shown."""
    return _SWATCHES.get(key, _OTHER)


def shade(color: str | None, state: str) -> str:
    """Return under which colour a figure is shown and counted: no report apart from red, not measured as grey."""
    if state == NO_REPORT:
        return NO_REPORT
    return color or "grey"


def color_text(head: Head, color: str | None, state: str) -> str:
    """Return what stands in the cell of a colour: shape and word. Without a report it is red, and says why (R C-26)."""
    key = shade(color, state)
    if key == NO_REPORT:
        return f"{swatch(key).shape} {color_word(head, 'red')}: {color_word(head, NO_REPORT).lower()}"
    return f"{swatch(key).shape} {color_word(head, key)}"


def color_heading(head: Head, key: str) -> str:
    """Return shape and word of a colour for the head of a column of counts."""
    return f"{swatch(key).shape} {color_word(head, key)}"


def color_fill(key: str) -> Mapping[str, Property]:
    """Return the XlsxWriter properties of a cell in that colour."""
    return {"bg_color": swatch(key).fill, "font_color": swatch(key).ink}


def shades(head: Head) -> list[str]:
    """Return the colours in the order of the columns of counts: together they hold every activity once."""
    further = [key for key in head.bands if key not in _SWATCHES]
    return ["green", "yellow", *further, "red", NO_REPORT, "blue", "grey"]


def count_of(counts: Counts, key: str) -> int:
    """Return how many activities are shown in a colour; those without a report are counted apart from the red ones."""
    silent = counts.by_state.get(NO_REPORT, 0)
    if key == NO_REPORT:
        return silent
    return counts.by_color.get(key, 0) - (silent if key == "red" else 0)
