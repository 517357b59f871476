"""The budget lines of a plan: what every year of it programs, and what was spent of one year by a cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from models.queries.money_at_cut import LineAtCut, lines_as_of, lines_at_cut
from models.rules.instrument_view.reading import MoneyLine, Unit
from models.rules.period import Period
from models.tables.plan_version import PlanVersion


def plan_money(version: PlanVersion, years: Sequence[int], units: Mapping[int, Unit]) -> list[MoneyLine]:
    """The lines that the reader sees, of all years; one statement a year."""
    return [line for year in years for line in _lines(version, str(Period.of(year, "year")), units)]


def spent_money(
    version: PlanVersion, period: str, frozen_at: datetime | None, units: Mapping[int, Unit]
) -> list[MoneyLine]:
    """The lines of the year of a cut with what was spent by it, as they stood when it was frozen, if it was."""
    if frozen_at is None:
        return list(_lines(version, period, units))
    lines = lines_as_of(version.institution_id, period, version.id, frozen_at)
    return list(_money_lines(lines, Period.parse(period).end.year, units))


def _lines(version: PlanVersion, period: str, units: Mapping[int, Unit]) -> Iterator[MoneyLine]:
    lines = lines_at_cut(version.institution_id, period, version.id)
    return _money_lines(lines, Period.parse(period).end.year, units)


def _money_lines(lines: Iterable[LineAtCut], year: int, units: Mapping[int, Unit]) -> Iterator[MoneyLine]:
    for line in lines:
        if line.plan_item_id is not None and line.org_unit_id is not None:
            yield MoneyLine(line.plan_item_id, units[line.org_unit_id], year, line.funding_source, line.money)
