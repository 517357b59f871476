"""What a closing leaves behind: the cut of the period, of the longer ones that it ends, and of later ones restated."""

from __future__ import annotations

from datetime import datetime

from models.actions.compute_scores import compute_periods
from models.actions.store_cut import Freezing, Frozen, store_cut
from models.queries.cuts.to_freeze import captured_in, cuts_to_freeze
from models.rules.period import Period


def freeze_cuts(institution_id: int, period: str, reason: str, now: datetime) -> list[Frozen]:
    """Freeze every plan in force that is captured by such periods, whose scores are up to date; the caller commits.

    A longer period is frozen once all of its captured periods are closed. Where the period had been closed before, its
    cut, and those of later periods whose figures to date changed with it, are restated for `reason` (R C-36); a cut
    that would say nothing new is not written. Gives the cuts that were written.
    """
    closing = Period.parse(period)
    written = []
    for plan in cuts_to_freeze(institution_id, closing):
        compute_periods(plan.plan_version_id, [str(span) for span in plan.spans if span != closing], now)
        for span in plan.spans:
            captured = captured_in(span, closing.kind)
            cut = store_cut(Freezing(institution_id, plan.plan_version_id, span, captured, reason, now))
            written += [cut] if cut else []
    return written
