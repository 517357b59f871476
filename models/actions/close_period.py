"""Close a month for good, or open it again for a reason and until a moment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.actions.freeze_cuts import freeze_cuts
from models.actions.hold_sheet import central_roles
from models.actions.raise_alerts import raise_at_cuts
from models.actions.record_act import Act, record_act
from models.actions.score_period import score_period
from models.actions.tell_alerts import tell_heads
from models.queries.preset_in_use import preset_in_use
from models.rules.errors import RuleBroken
from models.rules.period import Period, PeriodKind
from models.rules.period_step import period_workflow, sheet_at_period_close, sheet_at_reopening
from models.rules.workflow import Action, PeriodState, check_note, find_step
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.reporting_period import ReportingPeriod


def close_period(period: ReportingPeriod, actor: Reader, now: datetime) -> None:
    """Nothing is written any more; the figures keep the rules of this moment and are frozen (rulings 1, R C-36).

    The caller commits.

    Raises RuleBroken 403 unless the actor is the planning head, 409 before the window ended.
    """
    step = find_step(period_workflow(), period.state, Action.CLOSE, central_roles(actor))
    period.preset_version_id = preset_in_use(period.institution_id).preset_version_id
    period.state, period.closed_at = step.to, now
    reason, period.reopen_reason, period.reopened_until = period.reopen_reason, "", None
    period.closing_asked_at = period.closing_asked_by_id = None
    for sheet in _sheets(period):
        sheet.state = sheet_at_period_close(sheet.state)
    db.session.flush()
    score_period(period.institution_id, period.period, now)
    cuts = freeze_cuts(period.institution_id, period.period, reason, now)
    raise_at_cuts(period.institution_id, period.period, cuts, now)
    tell_heads(period.institution_id, period.period, now)
    detail = {"period": period.period, "cuts": len(cuts), "restated": sum(cut.number > 1 for cut in cuts)}
    record_act(actor, Act("close_period", "reporting_period", period.id, detail), now)


def reopen_period(period: ReportingPeriod, reason: str, until: datetime, actor: Reader, now: datetime) -> None:
    """Let a closed month be corrected until `until` (SoD-9). The caller commits.

    Raises RuleBroken 403 for another role (the director's after the quarter closed), 409 for another state, 422 without
    a reason or for an end that is past.
    """
    workflow = period_workflow(quarter_is_closed=_quarter_is_closed(period))
    step = find_step(workflow, period.state, Action.REOPEN, central_roles(actor))
    check_note(step, reason)
    if until <= now:
        raise RuleBroken("end_is_past", "La reapertura debe terminar después de ahora.", field="until")
    period.state = step.to
    period.reopen_reason, period.reopened_until = reason.strip(), until
    period.closed_at = period.preset_version_id = None
    for sheet in _sheets(period):
        sheet.state = sheet_at_reopening(sheet.state)
    db.session.flush()
    score_period(period.institution_id, period.period, now)
    detail = {"period": period.period, "reason": reason.strip(), "until": until.isoformat()}
    record_act(actor, Act("reopen_period", "reporting_period", period.id, detail), now)


def _sheets(period: ReportingPeriod) -> list[CaptureSheet]:
    return list(
        db.session.scalars(
            select(CaptureSheet).where(
                CaptureSheet.institution_id == period.institution_id, CaptureSheet.period == period.period
            )
        )
    )


def _quarter_is_closed(period: ReportingPeriod) -> bool:
    """Every month of the quarter is closed."""
    span = Period.parse(period.period)
    if span.kind is not PeriodKind.MONTH:
        return False
    months = [str(month) for month in Period.containing(span.start, PeriodKind.QUARTER).parts(PeriodKind.MONTH)]
    closed = db.session.scalars(
        select(ReportingPeriod.period).where(
            ReportingPeriod.institution_id == period.institution_id,
            ReportingPeriod.period.in_(months),
            ReportingPeriod.state == PeriodState.CLOSED,
        )
    )
    return set(closed) == set(months)
