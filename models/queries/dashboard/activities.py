"""What stands behind a figure: the activities below an item or of a unit, worst first, and how each explains itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select

from models.queries.dashboard.items import WORST_FIRST
from models.queries.dashboard.skeleton import below
from models.queries.part import Part
from models.tables.base import db
from models.tables.indicator import Indicator
from models.tables.level import Level
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion
from models.tables.progress import Progress
from models.tables.score import Score
from models.tables.target import Target


class Explanation(NamedTuple):
    """What a unit sent about an activity in the period."""

    unit_name: str
    cause: str
    corrective_action: str
    no_report_reason: str
    note: str


@dataclass(frozen=True, slots=True)
class ActivityFigure:
    """An activity with its stored figures and its explanations, one for each indicator and unit that has any."""

    item_id: int
    code: str
    name: str
    org_unit_id: int
    unit_name: str
    measured_in: str
    planned_to_date: Decimal | None
    actual_to_date: Decimal | None
    percent: Decimal | None
    color: str
    state: str
    explanations: tuple[Explanation, ...]


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """A part of the activities, and how many there are in all."""

    rows: Sequence[ActivityFigure]
    total: int


class UnitShare(NamedTuple):
    """The activities that a unit has below an item, by colour; no percent is made of them."""

    org_unit_id: int
    unit_name: str
    counts: Mapping[str, int]


def activities_below(
    institution_id: int, item_id: int, period: str, part: Part, org_unit_id: int | None = None
) -> ActivityPage:
    """Activities under an item, or itself, that have a stored figure and the reader may see; two statements."""
    tree = below(institution_id, [item_id])
    inside = PlanItem.id.in_(select(tree.c.id))
    return _page(and_(inside, PlanItem.org_unit_id == org_unit_id) if org_unit_id else inside, period, part)


def activities_of_unit(institution_id: int, org_unit_id: int, period: str, part: Part) -> ActivityPage:
    """Activities of a unit in the plans in force; two statements."""
    own = and_(PlanItem.institution_id == institution_id, PlanItem.org_unit_id == org_unit_id)
    return _page(own, period, part)


def carried_out(institution_id: int, unit_ids: Collection[int], period: str) -> Sequence[ActivityFigure]:
    """Activities of other units for which some units have targets in the period, with the units' own stored figures.

    The activity as a whole is its owner's to show (S1-GEN-3). Two statements.
    """
    rows = db.session.execute(
        select(PlanItem, OrgUnit.id, OrgUnit.name, Indicator.unit, Target.planned, Progress)
        .join(Indicator, Indicator.plan_item_id == PlanItem.id)
        .join(Target, and_(Target.indicator_id == Indicator.id, Target.period == period))
        .join(OrgUnit, OrgUnit.id == Target.org_unit_id)
        .join(PlanVersion, and_(PlanVersion.id == PlanItem.plan_version_id, PlanVersion.state == "in_force"))
        .outerjoin(Progress, _of_target())
        .where(PlanItem.institution_id == institution_id, Target.org_unit_id.in_(unit_ids))
        .where(PlanItem.org_unit_id.not_in(unit_ids))
        .order_by(PlanItem.code, Indicator.code)
    ).all()
    explained = _explanations([row[0].id for row in rows], period, unit_ids)
    return [
        ActivityFigure(
            *(item.id, item.code, item.name, unit_id, unit_name, measure, planned),
            progress.counted_actual if progress else None,
            progress.to_date_percent if progress else None,
            (progress and progress.color) or "grey",
            progress.state.value if progress and progress.state else "pending",
            tuple(explained[item.id]),
        )
        for item, unit_id, unit_name, measure, planned, progress in rows
    ]


def unit_shares(institution_id: int, item_id: int, period: str) -> Sequence[UnitShare]:
    """How the activities below an item are spread over units, the one with most red first; one statement."""
    tree = below(institution_id, [item_id])
    rows = db.session.execute(
        select(OrgUnit.id, OrgUnit.name, Score.color, func.count())
        .select_from(PlanItem)
        .join(Score, and_(Score.plan_item_id == PlanItem.id, Score.period == period))
        .join(Level, and_(Level.id == PlanItem.level_id, Level.reports))
        .join(OrgUnit, OrgUnit.id == PlanItem.org_unit_id)
        .where(PlanItem.id.in_(select(tree.c.id)), PlanItem.id != item_id)
        .group_by(OrgUnit.id, OrgUnit.name, Score.color)
    )
    counts: defaultdict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    for unit_id, name, color, many in rows:
        counts[unit_id, name][color] = many
    shares = [UnitShare(unit_id, name, by_color) for (unit_id, name), by_color in counts.items()]
    return sorted(shares, key=lambda share: (-share.counts.get("red", 0), share.unit_name))


def _page(condition: ColumnElement[bool], period: str, part: Part) -> ActivityPage:
    rows = db.session.execute(
        select(PlanItem, Score, OrgUnit.name, _measured_in(), func.count().over())
        .join(Score, and_(Score.plan_item_id == PlanItem.id, Score.plan_version_id == PlanItem.plan_version_id))
        .join(PlanVersion, and_(PlanVersion.id == PlanItem.plan_version_id, PlanVersion.state == "in_force"))
        .join(Level, and_(Level.id == PlanItem.level_id, Level.reports))
        .join(OrgUnit, OrgUnit.id == PlanItem.org_unit_id)
        .where(condition, Score.period == period)
        .order_by(*WORST_FIRST)
        .limit(part.limit)
        .offset(part.offset)
    ).all()
    ids = [item.id for item, *_ in rows]
    explained = _explanations(ids, period)
    figures = [
        ActivityFigure(
            *(item.id, item.code, item.name, item.org_unit_id, unit_name, measured_in or ""),
            *(score.planned_to_date, score.actual_to_date, score.to_date_percent, score.color, score.state.value),
            tuple(explained[item.id]),
        )
        for item, score, unit_name, measured_in, _ in rows
    ]
    return ActivityPage(figures, rows[0][-1] if rows else 0)


def _measured_in() -> ScalarSelect[str]:
    """The units of measure of an activity's indicators, each once."""
    measure = Indicator.__table__.alias("measure")
    units = func.string_agg(measure.c.unit.distinct(), ", ")
    return select(units).where(measure.c.plan_item_id == PlanItem.id).correlate(PlanItem).scalar_subquery()


def _of_target() -> ColumnElement[bool]:
    return and_(
        Progress.indicator_id == Target.indicator_id,
        Progress.org_unit_id == Target.org_unit_id,
        Progress.period == Target.period,
        Progress.counted_at.is_not(None),
    )


def _explanations(
    item_ids: Collection[int], period: str, unit_ids: Collection[int] | None = None
) -> dict[int, list[Explanation]]:
    """Only what was sent: a draft is its writer's (rulings 6). One statement, none without items."""
    if not item_ids:
        return defaultdict(list)
    found: defaultdict[int, list[Explanation]] = defaultdict(list)
    texts = (Progress.counted_cause, Progress.counted_corrective_action, Progress.counted_reason, Progress.counted_note)
    question = (
        select(Indicator.plan_item_id, OrgUnit.name, *texts)
        .join(Indicator, Indicator.id == Progress.indicator_id)
        .join(OrgUnit, OrgUnit.id == Progress.org_unit_id)
        .where(Indicator.plan_item_id.in_(item_ids), Progress.period == period, Progress.counted_at.is_not(None))
        .where(or_(*(text != "" for text in texts)))
        .order_by(Indicator.code, OrgUnit.name)
    )
    if unit_ids is not None:
        question = question.where(Progress.org_unit_id.in_(unit_ids))
    for item_id, *said in db.session.execute(question):
        found[item_id].append(Explanation(*said))
    return found
