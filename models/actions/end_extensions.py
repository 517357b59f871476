"""A unit's later date has passed: from now on its silence counts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, select

from models.actions.open_period import SILENT
from models.actions.record_act import Act, record_act
from models.actions.refresh_scores import refresh_scores
from models.rules.workflow import PeriodState, SheetState
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.deadline_extension import DeadlineExtension
from models.tables.reporting_period import ReportingPeriod


def end_extensions(institution_id: int, actor: Reader, now: datetime) -> list[str]:
    """Mark what was not sent by the later date, in periods whose window is over; give their periods. Commit after it.

    Sheets that are marked already are not found again: it may run at any time and as often as one likes.
    """
    rows = db.session.scalars(
        select(CaptureSheet)
        .join(
            DeadlineExtension,
            and_(
                DeadlineExtension.org_unit_id == CaptureSheet.org_unit_id,
                DeadlineExtension.period == CaptureSheet.period,
            ),
        )
        .join(
            ReportingPeriod,
            and_(
                ReportingPeriod.institution_id == CaptureSheet.institution_id,
                ReportingPeriod.period == CaptureSheet.period,
            ),
        )
        .where(
            CaptureSheet.institution_id == institution_id,
            CaptureSheet.state.in_(set(SILENT) - {SheetState.NO_REPORT}),
            DeadlineExtension.due_at < now,
            ReportingPeriod.state == PeriodState.UNDER_REVIEW,
        )
        .with_for_update(of=CaptureSheet)
    )
    sheets = list(rows)
    for sheet in sheets:
        sheet.state = SheetState.NO_REPORT
    db.session.flush()
    for sheet in sheets:
        refresh_scores(sheet.plan_id, None, sheet.period, now, org_unit_id=sheet.org_unit_id)
        record_act(actor, Act("end_extension", "capture_sheet", sheet.id, {"period": sheet.period}), now)
    return sorted({sheet.period for sheet in sheets})
