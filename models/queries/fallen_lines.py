"""Lines of sheets that tell a lower level than the one told before: said to whoever checks it (R C-23)."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from models.rules.incoherence import has_fallen
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.indicator import Indicator
from models.tables.progress import Progress


def fallen_lines(sheets: Collection[CaptureSheet]) -> dict[int, dict[int, Decimal]]:
    """By sheet and indicator, the level told before, of those whose value lies below it; one statement."""
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
        select(
            Progress.capture_sheet_id,
            Progress.indicator_id,
            Indicator.direction,
            Indicator.accumulation,
            Progress.actual,
            before,
        )
        .join(Indicator, Indicator.id == Progress.indicator_id)
        .where(Progress.capture_sheet_id.in_([sheet.id for sheet in sheets]))
    )
    found: dict[int, dict[int, Decimal]] = {sheet.id: {} for sheet in sheets}
    for sheet_id, key, direction, way, value, level in rows:
        if level is not None and has_fallen(direction, way, value, level):
            found[sheet_id][key] = level
    return found
