"""What a cell of a document holds, and which kind of column may hold it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Color:
    """A colour with its word, since no reader must tell by eye alone.

    `key` is `green`, `yellow`, `red`, `blue`, `grey`, `no_report` or a further band of the institution; `word` is what
    the institution calls it (« Verde », « Rojo: sin reporte »).
    """

    key: str
    word: str


Value = str | int | Decimal | date | Color | None
"""None is what does not exist; it is printed as the sign of the document's settings."""


class Kind(StrEnum):
    """What a column or fact holds. Percents are in points: 87.22 is « 87.22 % »."""

    TEXT = "text"
    INTEGER = "integer"
    QUANTITY = "quantity"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    COLOR = "color"

    @property
    def is_number(self) -> bool:
        """Whether its values stand at the right of their column."""
        return self in _NUMBERS


_NUMBERS = frozenset({Kind.INTEGER, Kind.QUANTITY, Kind.PERCENT, Kind.MONEY})
_TYPES: dict[Kind, type] = {
    Kind.TEXT: str,
    Kind.INTEGER: int,
    Kind.QUANTITY: Decimal,
    Kind.PERCENT: Decimal,
    Kind.MONEY: Decimal,
    Kind.DATE: date,
    Kind.COLOR: Color,
}


def check_value(kind: Kind, value: Value) -> None:
    """Raise TypeError when `value` is not what `kind` holds, or is a figure without size (NaN, infinity)."""
    if value is None:
        return
    is_other = not isinstance(value, _TYPES[kind]) or isinstance(value, bool | datetime)
    if is_other or (isinstance(value, Decimal) and not value.is_finite()):
        raise TypeError(f"a cell of kind {kind} cannot hold {value!r}")


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its value: « Actividades reportadas: 340 ». `decimals` as in `table.Column`."""

    label: str
    value: Value
    kind: Kind = Kind.TEXT
    decimals: int | None = None

    def __post_init__(self) -> None:
        """Refuse a value of another kind."""
        check_value(self.kind, self.value)
