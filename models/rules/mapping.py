"""How somebody else's workbook becomes a plan package, as values (`docs/mapping.md` in words).

`mapping_parse` reads it from TOML, `apply_mapping` uses it. Columns count from 0 and rows from 1 (`cell.py`).
"""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from models.rules.cell_source import ColumnRef, Match, Source


class DateOrder(StrEnum):
    """How dates stand in text; a cell that is a date needs no rule."""

    ISO = "year-month-day"
    DAY_FIRST = "day/month/year"
    MONTH_FIRST = "month/day/year"


class CodeRule(StrEnum):
    """Where the code of an item comes from when no column has it."""

    NUMBERED = "numbered"  # 1, 2, 3 below its parent, in the order of the workbook: 3.2.1
    NAME = "name"  # the words of its name, in capitals without accents: SEC-DE-GOBIERNO


@dataclass(frozen=True, slots=True)
class SkipRule:
    """Rows that are no data, such as totals: by their numbers or by a rule; `why` is told when they are met."""

    why: str
    rows: tuple[int, ...] = ()
    match: Match | None = None


@dataclass(frozen=True, slots=True)
class LevelMap:
    """A level of the plan's tree: its code and name, and the other columns of `items` by their names in the package.

    `heading` says that items of the level stand in rows of their own, above the rows that belong to them.
    `fill_down` repeats code and name in the blank cells below, until an item of a level above begins.
    `within_parent` puts the parent's code before the item's. `optional` lets a row have none of the level.
    """

    level: str
    name: Source
    code: Source | CodeRule
    prefix: str = ""
    within_parent: bool = False
    optional: bool = False
    fill_down: bool = False
    heading: Match | None = None
    description: tuple[Source, ...] = ()
    fields: ReadOnly[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class IndicatorMap:
    """An indicator of the row's item of a level, called `id` by the periods of its table.

    Without `code` it has the code of its item. `existing` ones stand in another table; only their code is read here.
    """

    id: str
    level: str
    code: Source | None = None
    name: Source | None = None
    existing: bool = False
    fields: ReadOnly[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PeriodMap:
    """The columns of one period side by side, or of the period that a column of the row names.

    With `zero_not_programmed` a planned 0 is not programmed. `when` restricts it to rows such as « Programado ».
    """

    indicator: str
    period: Source
    targets: ReadOnly[str, Source] = field(default_factory=dict)
    actuals: ReadOnly[str, Source] = field(default_factory=dict)
    org_unit: Source | None = None
    zero_not_programmed: bool = False
    when: Match | None = None


@dataclass(frozen=True, slots=True)
class BudgetMap:
    """Money columns of one year of the row's item of a level; without `period` they are of the whole year.

    In an execution file `level` is blank and the columns, most of them those of the table's `line`, name the item or
    its budget code; a `month` is one of the row's year. Amounts `to_date` run from the first of the year to the end of
    the period, or of the month in which the file was made.
    """

    level: str
    year: Source
    period: Source | None = None
    month: Source | None = None
    to_date: bool = False
    fields: ReadOnly[str, Source] = field(default_factory=dict)
    when: Match | None = None


@dataclass(frozen=True, slots=True)
class TotalMap:
    """A column that the workbook itself sums from others; where it does not agree with them, that is told."""

    total: ColumnRef
    parts: tuple[ColumnRef, ...]


@dataclass(frozen=True, slots=True)
class TableMap:
    """One table of the workbook, in one sheet or in the same place of several.

    `header_rows` are joined from top to bottom; with `repeat` they and `first_row` count inside each block, whose first
    row is the one that `repeat` finds. The table ends at `last_row`, at the row that `stop` finds, or at so many blank
    rows, whichever comes first. `control_row`, above the data, has the workbook's own sums of the columns of money.
    `line` has the columns that all of its `budget` share. `headings` are expected over columns that are named by
    letter. `ignore` are first and last column of each range that is left out on purpose.
    """

    sheets: tuple[str, ...]
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int | None = None
    stop: Match | None = None
    stop_blank_rows: int | None = None
    control_row: int | None = None
    repeat: Match | None = None
    headings: ReadOnly[int, str] = field(default_factory=dict)
    ignore: tuple[tuple[int, int], ...] = ()
    ignore_headings: tuple[str, ...] = ()
    fill_down: tuple[ColumnRef, ...] = ()
    skip: tuple[SkipRule, ...] = ()
    levels: tuple[LevelMap, ...] = ()
    indicators: tuple[IndicatorMap, ...] = ()
    periods: tuple[PeriodMap, ...] = ()
    line: ReadOnly[str, Source] = field(default_factory=dict)
    budget: tuple[BudgetMap, ...] = ()
    totals: tuple[TotalMap, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanHead:
    """The plan itself, which no table has."""

    code: str
    name: str
    type: str
    starts_on: date
    ends_on: date
    org_unit: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingRule:
    """How text is read; `round` allows more decimals than are kept, which are a problem otherwise."""

    locale: str
    missing: tuple[str, ...] = ()
    dates: DateOrder = DateOrder.ISO
    round: bool = False


@dataclass(frozen=True, slots=True)
class UnitMap:
    """An organisational unit and the ways in which the workbook writes it; without `kind` it exists already."""

    code: str
    name: str
    kind: str | None = None
    parent: str | None = None
    written: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewUnits:
    """What becomes of unit names that `units` does not have: a unit with a code made of its name."""

    kind: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """A whole mapping. Without `units` and `new_units` the workbook writes the codes of units themselves."""

    plan: PlanHead
    reading: ReadingRule
    tables: tuple[TableMap, ...]
    units: tuple[UnitMap, ...] = ()
    new_units: NewUnits | None = None

    @property
    def sheets(self) -> frozenset[str]:
        """The names of all sheets that are read, hidden ones too."""
        return frozenset(sheet for table in self.tables for sheet in table.sheets)


@dataclass(frozen=True, slots=True)
class ExecutionMapping:
    """How a finance office's file becomes rows of execution; its units exist already.

    Without `units` the file writes the codes of units themselves.
    """

    reading: ReadingRule
    tables: tuple[TableMap, ...]
    units: tuple[UnitMap, ...] = ()

    @property
    def sheets(self) -> frozenset[str]:
        """The names of all sheets that are read, hidden ones too."""
        return frozenset(sheet for table in self.tables for sheet in table.sheets)
