"""Close a period at once, or leave it to a job where its cuts take longer than anybody should wait for a page."""

from __future__ import annotations

from datetime import datetime

from models.actions.close_period import close_period
from models.actions.hold_sheet import central_roles
from models.actions.record_act import Act, record_act
from models.queries.cuts.to_freeze import cuts_to_freeze
from models.rules.period import Period
from models.rules.period_step import period_workflow
from models.rules.workflow import Action, find_step
from models.scope import Reader
from models.tables.reporting_period import ReportingPeriod

MOST_AT_ONCE = 10_000
"""Items times cuts that a request freezes itself: some three seconds."""


def close_or_ask(period: ReportingPeriod, actor: Reader, now: datetime) -> bool:
    """Close it and give True, or note who wants it closed, so that a job closes it as that person. The caller commits.

    Until the job is done the period is open as before: it closes and is frozen in one transaction, never half. Raises
    RuleBroken as `close_period`.
    """
    find_step(period_workflow(), period.state, Action.CLOSE, central_roles(actor))
    plans = cuts_to_freeze(period.institution_id, Period.parse(period.period))
    if actor.user_id is None or sum(plan.items * len(plan.spans) for plan in plans) <= MOST_AT_ONCE:
        close_period(period, actor, now)
        return True
    if period.closing_asked_at is None:
        period.closing_asked_at, period.closing_asked_by_id = now, actor.user_id
        record_act(actor, Act("ask_closing", "reporting_period", period.id, {"period": period.period}), now)
    return False
