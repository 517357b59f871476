"""Which cuts a closing leaves: of the period, of the longer ones that it ends, of later ones that follow from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from models.queries.preset_in_use import preset_in_use
from models.rules.errors import RuleBroken
from models.rules.period import FREQUENCIES, Period, PeriodKind
from models.rules.workflow import PeriodState, PlanState
from models.tables.base import db
from models.tables.cut import Cut
from models.tables.plan import Plan
from models.tables.plan_item import PlanItem
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion
from models.tables.reporting_period import ReportingPeriod


@dataclass(frozen=True, slots=True)
class CutsOfPlan:
    """A plan in force that is captured by periods of this length, and the periods to be frozen of it.

    `spans` begins with the one that closes.
    """

    plan_version_id: int
    items: int
    spans: Sequence[Period]


def cuts_to_freeze(institution_id: int, closing: Period) -> list[CutsOfPlan]:
    """Give them by plan, as if the period were closed; two statements, and one more for each plan."""
    closed = _closed(institution_id) | {str(closing)}
    return [
        CutsOfPlan(version_id, items, list(dict.fromkeys(_spans(version_id, closing, closed))))
        for version_id, items in _versions(institution_id, closing)
    ]


def captured_in(span: Period, kind: PeriodKind) -> Sequence[Period]:
    """Give the captured periods of a kind inside a span; none where they do not fill it."""
    try:
        return span.parts(kind)
    except RuleBroken:  # two months do not fill a quarter
        return ()


def _versions(institution_id: int, closing: Period) -> list[tuple[int, int]]:
    """Give the plans in force that are captured by periods of this length and cover this one, with their items."""
    preset = preset_in_use(institution_id).preset
    types = [shape.code for shape in preset.plan_types if shape.frequency is closing.kind and not shape.is_external]
    items = select(func.count()).where(PlanItem.plan_version_id == PlanVersion.id).scalar_subquery()
    question = (
        select(PlanVersion.id, items)
        .join(Plan, Plan.id == PlanVersion.plan_id)
        .join(PlanType, PlanType.id == Plan.plan_type_id)
        .where(
            PlanVersion.institution_id == institution_id,
            PlanVersion.state == PlanState.IN_FORCE,
            PlanType.code.in_(types),
            Plan.starts_on <= closing.start,
            Plan.ends_on >= closing.end,
        )
        .order_by(PlanVersion.id)
    )
    return [(version_id, many) for version_id, many in db.session.execute(question)]


def _closed(institution_id: int) -> frozenset[str]:
    question = select(ReportingPeriod.period).where(
        ReportingPeriod.institution_id == institution_id, ReportingPeriod.state == PeriodState.CLOSED
    )
    return frozenset(db.session.scalars(question))


def _spans(plan_version_id: int, closing: Period, closed: frozenset[str]) -> Iterator[Period]:
    yield closing
    yield from _longer(closing, closed)
    yield from _later(plan_version_id, closing, closed)


def _longer(closing: Period, closed: frozenset[str]) -> Iterator[Period]:
    """Give the longer periods around this one of which now every captured period is closed."""
    for kind in FREQUENCIES[FREQUENCIES.index(closing.kind) + 1 :]:
        around = Period.containing(closing.end, kind)
        if _is_closed(around, closing.kind, closed):
            yield around


def _later(plan_version_id: int, closing: Period, closed: frozenset[str]) -> list[Period]:
    """Give the periods that end after this one and were frozen before it was corrected, in order.

    One that is open again itself is left for its own closing.
    """
    frozen = db.session.scalars(select(Cut.period).where(Cut.plan_version_id == plan_version_id).distinct())
    spans = {Period.parse(period) for period in frozen}
    later = [span for span in spans if span.last_month > closing.last_month and _is_closed(span, closing.kind, closed)]
    return sorted(later, key=lambda span: (span.last_month, span.months))


def _is_closed(span: Period, kind: PeriodKind, closed: frozenset[str]) -> bool:
    """Tell whether every captured period inside is closed."""
    parts = captured_in(span, kind)
    return bool(parts) and closed.issuperset(map(str, parts))
