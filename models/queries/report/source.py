"""Where the figures of a report stand: the frozen cut of a closed period, or the stored scores of one that is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.queries.cuts import cut_of, last_cut_in
from models.queries.stored_scores import stored_run
from models.rules.period import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class FigureSource:
    """A table with the columns of `score`, the condition that picks the rows, and the plan's summary.

    `period` is whose figures these are; of a report on several years it may end before them. `is_frozen`: they are
    those of a cut, and nothing of the report's time is still to come. `frozen_at` is when that cut was made.
    """

    table: str
    condition: str
    bound: Mapping[str, Any]
    summary: Mapping[str, Any]
    period: Period
    is_frozen: bool
    cut_id: int | None = None
    frozen_at: datetime | None = None


def cut_figures(plan_version_id: int, span: Period, at: datetime) -> FigureSource | None:
    """Give the cut in force at a moment (with zone): of the years of a plan the last one so far; None before any."""
    is_horizon = span.kind is PeriodKind.HORIZON
    cut = (last_cut_in if is_horizon else cut_of)(plan_version_id, str(span), at)
    if cut is None:
        return None
    period, bound = Period.parse(cut.period), {"cut_id": cut.cut_id}
    is_over = period.end == span.end
    return FigureSource(
        "cut_item",
        "score.cut_id = :cut_id",
        bound,
        cut.summary,
        period,
        is_frozen=is_over,
        cut_id=cut.cut_id,
        frozen_at=cut.frozen_at,
    )


def scored_figures(institution_id: int, plan_version_id: int, period: str) -> FigureSource | None:
    """Give the stored scores of a period that is open; None where there are none."""
    run = stored_run(institution_id, plan_version_id, period)
    if run is None:
        return None
    bound, condition = {"period": period}, "score.period = :period"
    return FigureSource("score", condition, bound, run.summary, Period.parse(period), is_frozen=False)


def frozen_at(sources: Sequence[FigureSource | None]) -> datetime | None:
    """Give when the last of the cuts was made; None where any of the figures are those of now."""
    moments = [None if source is None else source.frozen_at for source in sources]
    known = [moment for moment in moments if moment is not None]
    return max(known) if known and len(known) == len(moments) else None
