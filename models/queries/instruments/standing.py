"""The stored figures of a plan at a cut, as the rules know them; never computed anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, and_, select

from models.queries.cuts import CutHead
from models.queries.known_scores import stored_score
from models.queries.unit_marks import lowest_basis
from models.rules.figures import Figures
from models.rules.instrument_view.reading import MoneyLine, Standing
from models.rules.period import Period
from models.rules.score_item import ItemInput, ItemScore
from models.rules.wording import period_name
from models.tables.base import db
from models.tables.cut_item import CutItem
from models.tables.institution import Institution
from models.tables.level import Level
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion
from models.tables.score import Score
from models.tables.score_run import ScoreRun


def stored_cuts(plan_version_id: int, year: int) -> list[str]:
    """The periods of a year for which figures of a version are stored, the latest first; one statement."""
    run = ScoreRun.__table__  # which cuts there are is no one unit's
    rows = db.session.scalars(select(run.c.period).where(run.c.plan_version_id == plan_version_id))
    ended = [period for period in map(Period.parse, rows) if period.start.year == period.end.year == year]
    return [str(each) for each in sorted(ended, key=lambda each: (each.last_month, -each.months), reverse=True)]


def standing_at(version: PlanVersion, period: str, money: Sequence[MoneyLine], cut: CutHead | None) -> Standing:
    """The figures that the reader sees, those of the cut where the period is closed; two statements."""
    scores, bases = {}, []
    for row in db.session.execute(_figures(version, period, cut)):
        figures, counts, basis = stored_score(row[4:])
        scores[row[0]] = ItemScore(ItemInput(*row[:4]), figures, counts)
        bases.append(basis)
    summary = _summary(version, period)
    if cut and summary is not None:  # who does not see the whole sees none of either
        summary = cut.summary
    locale = db.session.get_one(Institution, version.institution_id).locale
    return Standing(period, period_name(period, locale), lowest_basis(bases), scores, money, summary)


def _figures(version: PlanVersion, period: str, cut: CutHead | None) -> Select[Any]:
    source: type[CutItem | Score] = CutItem if cut else Score
    of_cut = CutItem.cut_id == cut.cut_id if cut else Score.period == period
    return (
        select(PlanItem.id, PlanItem.parent_id, Level.code, PlanItem.weight)
        .add_columns(*(getattr(source, name) for name in Figures._fields), source.counts, source.basis)
        .join(source, and_(source.plan_item_id == PlanItem.id, source.plan_version_id == PlanItem.plan_version_id))
        .join(Level, Level.id == PlanItem.level_id)
        .where(PlanItem.plan_version_id == version.id, of_cut)
    )


def _summary(version: PlanVersion, period: str) -> Mapping[str, Any] | None:
    return db.session.scalars(
        select(ScoreRun.summary).where(ScoreRun.plan_version_id == version.id, ScoreRun.period == period)
    ).one_or_none()
