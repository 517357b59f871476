"""A drawing that grows downwards: texts are data, coordinates are in pixels of a picture 720 wide."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from textwrap import wrap
from xml.etree.ElementTree import Element, SubElement, tostring

from jobs.excel.styles import INK, LINE, MUTED
from models.rules.plain_text import without_hidden

WIDTH = 720
LABELS = 210
"""Where the bars begin; names stand left of it."""
_LETTERS = 36
_LINE = 14
_FONT = "Libertinus Serif, Georgia, serif"

Number = Decimal | int


class Canvas:
    """What is drawn so far. `y` is where the next thing goes."""

    def __init__(self, title: str, alternative: str) -> None:
        """Begin with the title; `alternative` is said to who cannot see the picture."""
        self._root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": _FONT})
        SubElement(self._root, "title").text = without_hidden(title)
        SubElement(self._root, "desc").text = without_hidden(alternative)
        self.y: Number = 20
        self.text(0, self.y, title, size=15, weight="bold")
        self.y += 16

    def text(self, x: Number, y: Number, text: str, **look: Number | str) -> None:
        """Write a text from `x` on, with its foot on `y`; `look` may have `size`, `weight`, `anchor` and `fill`."""
        names = {"size": "font-size", "weight": "font-weight", "anchor": "text-anchor", "fill": "fill"}
        drawn = {"size": 12, "fill": INK, **look}
        place = {"x": _place(x), "y": _place(y)}
        SubElement(
            self._root, "text", place | {names[name]: str(value) for name, value in drawn.items()}
        ).text = without_hidden(text)

    def lines(self, x: Number, y: Number, text: str, letters: int = _LETTERS) -> int:
        """Write a text that ends at `x`, wrapped between words, its middle at `y`; give how many lines it took."""
        parts = wrapped(text, letters)
        top = y - _LINE * (len(parts) - 1) / Decimal(2) + 4
        for at, part in enumerate(parts):
            self.text(x, top + _LINE * at, part, anchor="end")
        return len(parts)

    def bar(self, x: Number, y: Number, width: Number, fill: str, height: Number = 16) -> None:
        """Draw a bar with a thin dark edge, so that pale ones are seen on white paper."""
        box = {"x": _place(x), "y": _place(y), "width": _place(width), "height": _place(height)}
        SubElement(self._root, "rect", {**box, "fill": fill, "stroke": "#FFFFFF", "stroke-width": "0.75"})

    def rule(self, start: tuple[Number, Number], end: tuple[Number, Number], color: str = LINE) -> None:
        """Draw a straight thin line."""
        (x1, y1), (x2, y2) = start, end
        ends = {"x1": _place(x1), "y1": _place(y1), "x2": _place(x2), "y2": _place(y2)}
        SubElement(self._root, "line", {**ends, "stroke": color, "stroke-width": "1"})

    def path(self, points: Sequence[tuple[Number, Number]], color: str, dashes: str) -> None:
        """Draw a broken line through points."""
        drawn = " ".join(f"{_place(x)},{_place(y)}" for x, y in points)
        look = {"fill": "none", "stroke": color, "stroke-width": "2.2", "stroke-dasharray": dashes}
        SubElement(self._root, "polyline", {"points": drawn, **look})

    def note(self, x: Number, y: Number, text: str, anchor: str = "middle") -> None:
        """Write a small grey text, such as a mark of an axis."""
        self.text(x, y, text, size=11, fill=MUTED, anchor=anchor)

    def svg(self) -> str:
        """Give the picture, as tall as what stands in it."""
        height = _place(self.y)
        self._root.set("viewBox", f"0 0 {WIDTH} {height}")
        self._root.set("width", str(WIDTH))
        self._root.set("height", height)
        return tostring(self._root, encoding="unicode")


def wrapped(text: str, letters: int = _LETTERS) -> list[str]:
    """Give the lines of a name, at least one."""
    return wrap(text, letters) or [""]


def row_height(text: str) -> int:
    """Give how tall the row of a bar is whose name is `text`."""
    return max(24, _LINE * len(wrapped(text)) + 8)


def _place(value: Number) -> str:
    return f"{value:.1f}"
