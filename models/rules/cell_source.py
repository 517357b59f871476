"""Where a value of a mapping comes from, and the rules about one cell of a row, as values (`docs/mapping.md`)."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from enum import StrEnum

LAST_COLUMN = 300  # rulings 24


class Percent(StrEnum):
    """How a column writes percents where its cells are numbers; text with `%` is read the same in both."""

    FRACTION = "fraction"  # 0.85 is 85 %
    POINTS = "points"  # 85 is 85 %


@dataclass(frozen=True, slots=True)
class ColumnRef:
    """A column by its place, or by the heading that stands over it once; exactly one of both is set."""

    index: int | None = None
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value comes from and what is done to its cell, in the order of the fields.

    Exactly one of `column`, `columns`, `fixed` and `sheet_name` is set; the texts of several columns are joined by
    `join`, blank ones left out. `block_row` takes the column's cell from that row of the
    block's head (1 is the row that begins the block). `values` maps what is written to what is meant; what is not in
    it is `otherwise`, or a problem. `before` and `after` cut the text at the first such mark; `width` puts zeros before
    a code; `prefix` stands before the result. `suffixes` are units that may follow a number; `missing` are marks
    beside those of the whole mapping; `split` separates several codes. `label` names the part of a description, and
    the text of a number that is kept because it is none (`keep_text`).
    """

    column: ColumnRef | None = None
    columns: tuple[ColumnRef, ...] = ()
    join: str = ""
    fixed: str | None = None
    sheet_name: bool = False
    block_row: int | None = None
    missing: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    values: ReadOnly[str, str] = field(default_factory=dict)
    otherwise: str | None = None
    width: int = 0
    prefix: str = ""
    percent: Percent | None = None
    suffixes: tuple[str, ...] = ()
    keep_text: bool = False
    split: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule about one cell of a row: blank, one of some texts, or beginning with one of some texts."""

    column: ColumnRef
    equals: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    blank: bool = False
