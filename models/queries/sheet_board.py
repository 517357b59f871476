"""How each unit stands in a period: the board of who entered, who is late and who never did (S0-RES-1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.rules.workflow import SheetState
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.org_unit import OrgUnit
from models.tables.plan import Plan

SENT = frozenset(
    {SheetState.SUBMITTED, SheetState.SUPERVISED, SheetState.VERIFIED, SheetState.VALIDATED, SheetState.CLOSED}
)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One sheet: its unit and plan, its state, when it was sent and whether that was late."""

    sheet_id: int
    org_unit_id: int
    unit_code: str
    unit_name: str
    plan_code: str
    period: str
    state: SheetState
    round: int
    is_late: bool
    is_exempt: bool
    submitted_at: datetime | None
    verified_at: datetime | None

    @classmethod
    def of(cls, sheet: CaptureSheet, unit_code: str, unit_name: str, plan_code: str) -> BoardRow:
        """The row of a sheet."""
        return cls(
            sheet_id=sheet.id,
            org_unit_id=sheet.org_unit_id,
            unit_code=unit_code,
            unit_name=unit_name,
            plan_code=plan_code,
            period=sheet.period,
            state=sheet.state,
            round=sheet.round,
            is_late=sheet.is_late,
            is_exempt=bool(sheet.exempt_reason),
            submitted_at=sheet.submitted_at,
            verified_at=sheet.verified_at,
        )

    @property
    def is_sent(self) -> bool:
        """The report is in: sent, verified or closed."""
        return self.state in SENT


def sheet_board(institution_id: int, period: str) -> list[BoardRow]:
    """All sheets of a period, by unit and plan; one statement."""
    rows = db.session.execute(
        select(CaptureSheet, OrgUnit.code, OrgUnit.name, Plan.code)
        .join(OrgUnit, OrgUnit.id == CaptureSheet.org_unit_id)
        .join(Plan, Plan.id == CaptureSheet.plan_id)
        .where(CaptureSheet.institution_id == institution_id, CaptureSheet.period == period)
        .order_by(OrgUnit.code, Plan.code)
    )
    return [BoardRow.of(sheet, unit_code, unit_name, plan_code) for sheet, unit_code, unit_name, plan_code in rows]
