"""What a closing leaves behind: the cut of the period, of the longer ones that it ends, and of later ones restated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select

from models.actions.compute_scores import compute_periods
from models.actions.store_cut import Freezing, Frozen, store_cut
from models.queries.preset_in_use import preset_in_use
from models.rules.errors import RuleBroken
from models.rules.period import FREQUENCIES, Period, PeriodKind
from models.rules.workflow import PeriodState, PlanState
from models.tables.base import db
from models.tables.cut import Cut
from models.tables.plan import Plan
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion
from models.tables.reporting_period import ReportingPeriod


def freeze_cuts(institution_id: int, period: str, reason: str, now: datetime) -> list[Frozen]:
    """Freeze every plan in force that is captured by such periods, whose scores are up to date; the caller commits.

    A longer period is frozen once all of its captured periods are closed. Where the period had been closed before, its
    cut, and those of later periods whose figures to date changed with it, are restated for `reason` (R C-36); a cut
    that would say nothing new is not written. Gives the cuts that were written.
    """
    closing = Period.parse(period)
    closed = _closed(institution_id)
    written = []
    for version_id in _versions(institution_id, closing):
        others = list(dict.fromkeys([*_longer(closing, closed), *_later(version_id, closing, closed)]))
        compute_periods(version_id, [str(span) for span in others], now)
        for span in (closing, *others):
            captured = _captured(span, closing.kind)
            cut = store_cut(Freezing(institution_id, version_id, span, captured, reason, now))
            written += [cut] if cut else []
    return written


def _versions(institution_id: int, closing: Period) -> list[int]:
    """Give the plans in force that are captured by periods of this length and cover this one."""
    preset = preset_in_use(institution_id).preset
    types = [shape.code for shape in preset.plan_types if shape.frequency is closing.kind and not shape.is_external]
    question = (
        select(PlanVersion.id)
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
    return list(db.session.scalars(question))


def _closed(institution_id: int) -> frozenset[str]:
    question = select(ReportingPeriod.period).where(
        ReportingPeriod.institution_id == institution_id, ReportingPeriod.state == PeriodState.CLOSED
    )
    return frozenset(db.session.scalars(question))


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
    parts = _captured(span, kind)
    return bool(parts) and closed.issuperset(map(str, parts))


def _captured(span: Period, kind: PeriodKind) -> Sequence[Period]:
    try:
        return span.parts(kind)
    except RuleBroken:  # two months do not fill a quarter
        return ()
