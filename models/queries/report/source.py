"""Where the figures of a report stand: the frozen cut of a closed period, or the stored scores of one that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from models.queries.cuts import cut_of
from models.queries.stored_scores import stored_run


@dataclass(frozen=True, slots=True)
class FigureSource:
    """A table with the columns of `score`, the condition that picks the rows, and the plan's summary."""

    table: str
    condition: str
    bound: Mapping[str, Any]
    summary: Mapping[str, Any]
    is_frozen: bool
    facts: Mapping[str, Any] = field(default_factory=dict)


def figure_source(institution_id: int, plan_version_id: int, period: str) -> FigureSource | None:
    """Give where a plan's figures of a period are read; None where there are none."""
    cut = cut_of(plan_version_id, period)
    if cut is not None:
        return FigureSource("cut_item", "score.cut_id = :cut_id", {"cut_id": cut.cut_id}, cut.summary, is_frozen=True)
    run = stored_run(institution_id, plan_version_id, period)
    if run is None:
        return None
    return FigureSource("score", "score.period = :period", {"period": period}, run.summary, is_frozen=False)
