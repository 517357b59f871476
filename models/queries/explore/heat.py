"""Dependencies × periods of a year, by colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from models.queries.dashboard.trends import TrendPoint
from models.queries.dashboard.units import trends_of, unit_lines
from models.rules.period import Period, PeriodKind

TALLEST = 60
"""Units that the picture has room for; the table says how many there are."""


class HeatRow(NamedTuple):
    """A unit and its roll-up in each period of the year."""

    org_unit_id: int
    code: str
    name: str
    points: Sequence[TrendPoint]


@dataclass(frozen=True, slots=True)
class Heat:
    """The periods of the year, the units that stand worst in the last one, and how many there are."""

    periods: Sequence[str]
    rows: Sequence[HeatRow]
    total: int


def heat_of(institution_id: int, period: str) -> Heat:
    """The fiscal year of a period in periods as long as it; one statement."""
    cut = Period.parse(period)
    is_whole = cut.kind in {PeriodKind.YEAR, PeriodKind.HORIZON}
    year = Period.of(cut.end.year, PeriodKind.YEAR)
    periods = [str(each) for each in ((year,) if is_whole else year.parts(cut.kind))]
    lines = unit_lines(institution_id, periods)
    names = {line.org_unit_id: (line.code, line.name) for of_period in lines.values() for line in of_period}
    last = [line.org_unit_id for line in lines.get(period, ())]
    order = [*last, *(unit for unit in names if unit not in set(last))]
    points = trends_of(lines, order)
    return Heat(periods, [HeatRow(unit, *names[unit], points[unit]) for unit in order[:TALLEST]], len(order))
