"""Every column that a table of a mapping reads, whatever for."""

from __future__ import annotations

from collections.abc import Iterator

from models.rules.cell_source import ColumnRef, Match, Source
from models.rules.mapping import TableMap


def used_columns(table: TableMap) -> set[int]:
    """Give the places of all columns that the table reads by letters."""
    return {ref.index for ref in column_refs(table) if ref.index is not None}


def column_refs(table: TableMap) -> Iterator[ColumnRef]:
    """Give every reference to a column, in the order of the mapping; the same column may come twice."""
    for source in table_sources(table):
        yield from (source.column,) if source.column is not None else source.columns
    yield from (rule.column for rule in table_rules(table))
    yield from table.fill_down
    for total in table.totals:
        yield from (total.total, *total.parts)


def table_sources(table: TableMap) -> Iterator[Source]:
    """Give every source of a value."""
    for level in table.levels:
        yield level.name
        yield from (level.code,) if isinstance(level.code, Source) else ()
        yield from level.fields.values()
        yield from level.description
    for indicator in table.indicators:
        yield from (source for source in (indicator.code, indicator.name) if source is not None)
        yield from indicator.fields.values()
    for period in table.periods:
        yield period.period
        yield from period.targets.values()
        yield from period.actuals.values()
        yield from (period.org_unit,) if period.org_unit else ()
    for budget in table.budget:
        yield budget.year
        yield from (source for source in (budget.period, budget.month) if source is not None)
        yield from budget.fields.values()


def table_rules(table: TableMap) -> Iterator[Match]:
    """Give every rule about a cell."""
    rules = [table.stop, table.repeat, *(rule.match for rule in table.skip), *(each.heading for each in table.levels)]
    rules += [each.when for each in table.periods]
    rules += [each.when for each in table.budget]
    yield from (rule for rule in rules if rule is not None)
