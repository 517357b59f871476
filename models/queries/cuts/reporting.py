"""How the units report on a plan in a period: what a cut keeps of each sheet (R C-29, C-30)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from models.queries.capture_deadline import capture_deadline
from models.queries.control_board.counts import NOTHING, line_counts
from models.queries.preset_in_use import calendar_of, preset_in_use
from models.queries.unit_deadline import extended, extensions
from models.rules.deadline import Deadline
from models.rules.deadline_kind import DayType
from models.rules.period import Period
from models.rules.punctuality import days_late
from models.rules.reporting_mark import ReportFacts
from models.tables.audit_entry import AuditEntry
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.plan_version import PlanVersion


def reporting_rows(institution_id: int, plan_version_id: int, period: str) -> list[tuple[Any, ...]]:
    """Give unit, period, state, timeliness, moment of sending, days late, entries programmed and answered, by sheet.

    Five statements. Raises RuleBroken `no_deadline` as `capture_deadline`.
    """
    question = (
        select(CaptureSheet)
        .join(PlanVersion, PlanVersion.plan_id == CaptureSheet.plan_id)
        .where(
            CaptureSheet.institution_id == institution_id,
            PlanVersion.id == plan_version_id,
            CaptureSheet.period == period,
        )
        .order_by(CaptureSheet.org_unit_id)
    )
    sheets = db.session.scalars(question).all()
    counts = line_counts(institution_id, [Period.parse(period)])
    late = _days_late(institution_id, period, [sheet for sheet in sheets if sheet.is_late])
    found: list[tuple[Any, ...]] = []
    for sheet in sheets:
        entries = counts.get((sheet.plan_id, sheet.org_unit_id, period), NOTHING)
        facts = ReportFacts(sheet.state, sheet.round, sheet.is_late, bool(sheet.exempt_reason))
        kept = facts.timeliness(is_over=True)
        known = (sheet.state.value, kept.value, sheet.submitted_at, late.get(sheet.id, 0))
        found.append((sheet.org_unit_id, period, *known, entries.expected, entries.counted))
    return found


def _days_late(institution_id: int, period: str, sheets: Collection[CaptureSheet]) -> dict[int, int]:
    """Count, from the due day to the first sending, the days that the capture rule counts; by sheet."""
    if not sheets:
        return {}
    of_all, later = capture_deadline(institution_id, period), extensions(institution_id, [period])
    zone = ZoneInfo(preset_in_use(institution_id).preset.timezone)
    first = _first_sendings([sheet.id for sheet in sheets])
    found = {}
    for sheet in sheets:
        deadline = extended(institution_id, of_all, later.get((sheet.org_unit_id, period)))
        if sheet.id in first:
            found[sheet.id] = _days(institution_id, deadline, first[sheet.id].astimezone(zone))
    return found


def _first_sendings(sheet_ids: Collection[int]) -> dict[int, datetime]:
    """Give when each was sent for the first time: a correction does not make a report later than it was."""
    rows = db.session.execute(
        select(AuditEntry.object_id, func.min(AuditEntry.at))
        .where(AuditEntry.action == "submit_sheet", AuditEntry.object_id.in_(sheet_ids))
        .group_by(AuditEntry.object_id)
    )
    return {sheet_id: at for sheet_id, at in rows if sheet_id is not None}


def _days(institution_id: int, deadline: Deadline, sent_at: datetime) -> int:
    due, sent = deadline.effective_due, sent_at.date()
    if deadline.day_type is not DayType.BD or sent <= due:
        return days_late(sent, due)
    return days_late(sent, due, calendar_of(institution_id).business_days(due, sent))
