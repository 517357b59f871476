"""Lines of a sheet that tell a lower level than the one told before: said to whoever checks it (R C-23)."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from models.rules.incoherence import has_fallen
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.indicator import Indicator
from models.tables.progress import Progress


def fallen_lines(sheet: CaptureSheet) -> dict[int, Decimal]:
    """The level told before, by indicator, of those whose value lies below it; one statement."""
    past = aliased(Progress)
    before = (
        select(past.counted_actual)
        .where(
            past.indicator_id == Progress.indicator_id,
            past.org_unit_id == Progress.org_unit_id,
            past.period < Progress.period,
            func.length(past.period) == func.length(Progress.period),
            past.counted_actual.is_not(None),
        )
        .order_by(past.period.desc())
        .limit(1)
        .correlate(Progress)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Progress.indicator_id, Indicator.direction, Indicator.accumulation, Progress.actual, before)
        .join(Indicator, Indicator.id == Progress.indicator_id)
        .where(Progress.capture_sheet_id == sheet.id)
    )
    return {
        key: level
        for key, direction, way, value, level in rows
        if level is not None and has_fallen(direction, way, value, level)
    }
