"""The sheets of one unit in one period: one for each plan that it reports on."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.org_unit import OrgUnit
from models.tables.plan import Plan


def unit_sheets(org_unit_id: int, period: str) -> list[CaptureSheet]:
    """Sheets by plan, with their unit and plan loaded; one statement."""
    return list(
        db.session.scalars(
            select(CaptureSheet)
            .join(CaptureSheet.org_unit)
            .join(CaptureSheet.plan)
            .options(
                contains_eager(CaptureSheet.org_unit), contains_eager(CaptureSheet.plan).joinedload(Plan.plan_type)
            )
            .where(CaptureSheet.org_unit_id == org_unit_id, CaptureSheet.period == period, OrgUnit.id == org_unit_id)
            .order_by(Plan.code)
        )
    )
