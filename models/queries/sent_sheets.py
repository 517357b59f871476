"""Sheets that were sent between two moments: what a digest lists."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.queries.sheet_board import BoardRow
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.org_unit import OrgUnit
from models.tables.plan import Plan


def sent_sheets(institution_id: int, since: str, until: str) -> list[BoardRow]:
    """Sheets sent after `since` and up to `until` (ISO moments with zone), in the order in which they came."""
    rows = db.session.execute(
        select(CaptureSheet, OrgUnit.code, OrgUnit.name, Plan.code)
        .join(OrgUnit, OrgUnit.id == CaptureSheet.org_unit_id)
        .join(Plan, Plan.id == CaptureSheet.plan_id)
        .where(
            CaptureSheet.institution_id == institution_id,
            CaptureSheet.submitted_at > datetime.fromisoformat(since),
            CaptureSheet.submitted_at <= datetime.fromisoformat(until),
        )
        .order_by(CaptureSheet.submitted_at, CaptureSheet.id)
    )
    return [BoardRow.of(sheet, unit_code, unit_name, plan_code) for sheet, unit_code, unit_name, plan_code in rows]
