"""How many activities stand in each colour, in several periods at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import and_, func, select

from models.queries.unit_marks import lowest_basis
from models.rules.measure import State
from models.tables.base import db
from models.tables.level import Level
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion
from models.tables.score import Score


@dataclass(slots=True)
class Standing:
    """Activities by colour; `no_report` of them are silent, which counts as red too.

    `basis` is the least firm of what their figures are made of: captured, verified or frozen; None for nothing.
    """

    counts: Counter[str] = field(default_factory=Counter)
    no_report: int = 0
    basis: str | None = None

    @property
    def has_data(self) -> bool:
        """Whether any figure is stored."""
        return self.counts.total() > 0

    def changes_since(self, before: Standing) -> dict[str, int] | None:
        """By colour, how many more (or, negative, fewer) than before; None where there is nothing to compare with."""
        if not before.has_data:
            return None
        return {color: self.counts[color] - before.counts[color] for color in {*self.counts, *before.counts}}


def standings(institution_id: int, periods: Collection[str]) -> dict[str, Standing]:
    """Those of the activities of the plans in force that the reader may see, by period; one statement."""
    rows = db.session.execute(
        select(Score.period, Score.color, Score.state, Score.basis, func.count())
        .join(PlanItem, PlanItem.id == Score.plan_item_id)
        .join(PlanVersion, and_(PlanVersion.id == Score.plan_version_id, PlanVersion.state == "in_force"))
        .join(Level, and_(Level.id == PlanItem.level_id, Level.reports))
        .where(Score.institution_id == institution_id, Score.period.in_(periods))
        .group_by(Score.period, Score.color, Score.state, Score.basis)
    )
    found = {period: Standing() for period in periods}
    bases: defaultdict[str, set[str | None]] = defaultdict(set)
    for period, color, state, basis, many in rows:
        found[period].counts[color] += many
        found[period].no_report += many if state is State.NO_REPORT else 0
        bases[period].add(basis)
    for period, standing in found.items():
        standing.basis = lowest_basis(bases[period])
    return found
