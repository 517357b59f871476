"""How the cells of a document look in a workbook; what does not exist is its sign, never an empty cell or zero."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from xlsxwriter.format import Format

from jobs.excel.book import Value as Written
from jobs.excel.palette import color_fill
from jobs.excel.styles import MUTED, Property, Styles
from models.rules.document.cells import Color, Kind, Value
from models.rules.document.document import Settings
from models.rules.document.printing import color_text, places_of
from models.rules.plain_text import without_hidden

_NOTHING: Mapping[str, Property] = {}
_USUAL = Decimal(0)
"""Any value, for a column whose cells all look alike."""


def written(value: Value, settings: Settings) -> Written:
    """Give what goes into the cell of a value."""
    if isinstance(value, str):
        return without_hidden(value)
    if isinstance(value, Color):
        return without_hidden(color_text(value))
    return settings.missing if value is None else value


class Looks:
    """The formats of a column's cells, each asked for once."""

    def __init__(
        self, styles: Styles, kind: Kind, decimals: int | None, extra: Mapping[str, Property] = _NOTHING
    ) -> None:
        """Take the column's kind and decimals, and further properties of all its cells."""
        self._styles, self._kind, self._decimals, self._extra = styles, kind, decimals, extra
        self._made: dict[object, Format] = {}
        varies = kind == Kind.COLOR or (kind == Kind.QUANTITY and decimals is None)
        self._usual = None if varies else self._make(_USUAL)

    def of(self, value: Value) -> Format:
        """Give the format of a value's cell."""
        if self._usual is not None and value is not None:
            return self._usual
        key = self._key(value)
        if key not in self._made:
            self._made[key] = self._make(value)
        return self._made[key]

    def _key(self, value: Value) -> object:
        if isinstance(value, Color):
            return value.key
        return places_of(value, self._decimals) if isinstance(value, Decimal) else None

    def _make(self, value: Value) -> Format:
        if value is None:
            side = {"align": "right" if self._kind.is_number else "center" if self._kind == Kind.DATE else "left"}
            return self._styles.get("text", {"font_color": MUTED, **side, **self._extra})
        if isinstance(value, Color):
            return self._styles.get("color", {**color_fill(value.key), **self._extra})
        if self._kind == Kind.QUANTITY and isinstance(value, Decimal):
            return self._styles.quantity(places_of(value, self._decimals), self._extra)
        return self._styles.get(self._kind.value, self._extra)
