"""Which capture windows are over at a moment: from then on silence counts as such (R C-12, rulings 1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from models.queries.deadlines import capture_rule, counted_deadline
from models.queries.follow_up import FollowUp
from models.queries.preset_in_use import preset_in_use
from models.rules.period import Period, PeriodKind
from models.rules.workflow import PeriodState

_ENDED = frozenset({PeriodState.UNDER_REVIEW, PeriodState.CLOSED, PeriodState.REOPENED})
_ONE_SECOND = timedelta(seconds=1)


def ended_windows(
    institution_id: int, frequency: PeriodKind, reporting: FollowUp, now: datetime
) -> Callable[[Period], bool]:
    """Give the question whether the window of a period is over at `now`, for plans captured at a frequency.

    A period of another length ends with the captured period in which it ends. The clock decides even where its job has
    not yet run.
    """
    answers: dict[Period, bool] = {}

    def has_ended(period: Period) -> bool:
        captured = Period.containing(period.end, frequency)
        if captured not in answers:
            state = reporting.period_states.get(str(captured))
            told = reporting.told.get(str(captured))
            answers[captured] = state in _ENDED or _is_past(institution_id, captured, told, now)
        return answers[captured]

    return has_ended


def _is_past(institution_id: int, period: Period, told: datetime | None, now: datetime) -> bool:
    """Tell whether the due moment, as told or else as counted, lies before `now`; its last second is on time."""
    if told is not None:
        return now >= told + _ONE_SECOND
    if now.astimezone(UTC).date() <= period.end:
        return False
    rule = capture_rule(preset_in_use(institution_id).preset, period)
    return rule is not None and now.astimezone(UTC) >= counted_deadline(institution_id, rule, period).ends_at
