"""Sheets that are not in, or that came with gaps: of whom, since when, and who is asked."""

from __future__ import annotations

from datetime import date, datetime

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from models.queries.capture_deadline import capture_deadline
from models.queries.local_day import local_day
from models.queries.preset_in_use import calendar_of
from models.queries.role_holders import Chain, chain_of
from models.queries.update_status import StatusRow, update_status
from models.rules.consolidation import Counts, NoReportRow
from models.rules.deadline import Deadline
from models.rules.deadline_kind import DayType
from models.rules.roles import Role
from models.rules.work_calendar import WorkCalendar
from models.rules.workflow import SheetState
from models.tables.base import db


def no_report_rows(institution_id: int, period: str, now: datetime) -> list[NoReportRow]:
    """Silent sheets once the window ended, and sent ones that still lack values."""
    missing = [row for row in update_status(institution_id, period) if _is_missing(row)]
    if not missing:
        return []
    deadline = capture_deadline(institution_id, period)
    today = local_day(institution_id, now)
    chain = chain_of(institution_id, today)
    names = _names()
    late = _days_late(deadline, today, calendar_of(institution_id))
    return [_row(row, deadline, late, chain, names) for row in missing]


def _is_missing(row: StatusRow) -> bool:
    if row.sheet.is_exempt:
        return False
    if row.sheet.state is SheetState.NO_REPORT:
        return True
    return row.sheet.round > 0 and row.reported < row.expected


def _days_late(deadline: Deadline, today: date, calendar: WorkCalendar) -> int:
    """Counted as the rule counts: business days or calendar days (R C-29)."""
    if today <= deadline.effective_due:
        return 0
    if deadline.day_type is not DayType.BD:
        return (today - deadline.effective_due).days
    days = calendar.business_days(deadline.effective_due, today)
    return sum(day > deadline.effective_due for day in days)


def _row(row: StatusRow, deadline: Deadline, late: int, chain: Chain, names: dict[int, str]) -> NoReportRow:
    unit = row.sheet.org_unit_id

    def who(role: Role) -> str | None:
        return ", ".join(names[person] for person in chain.own(unit, role) if person in names) or None

    silent = row.sheet.state is SheetState.NO_REPORT
    return NoReportRow(
        code=row.sheet.unit_code,
        name=row.sheet.unit_name,
        org_unit=row.sheet.unit_code,
        org_unit_name=row.sheet.unit_name,
        percent=None,
        period_percent=None,
        year_percent=None,
        color="red" if silent else None,
        state="no_report" if silent else "measured",
        counts=Counts(),
        reported=row.reported,
        expected=row.expected,
        plan=row.sheet.plan_code,
        due_on=deadline.effective_due,
        days_late=late,
        liaison=who(Role.LIAISON),
        department_head=who(Role.DEPARTMENT_HEAD),
    )


def _names() -> dict[int, str]:
    rows = db.session.execute(select(User.id, User.first_name, User.last_name))
    return {user: f"{first} {last}".strip() for user, first, last in rows}
