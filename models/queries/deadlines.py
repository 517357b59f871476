"""When what is due: counted from the institution's rules and calendar, unless people were told a date already."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.engine import RowMapping

from models.queries.preset_in_use import calendar_of, preset_in_use
from models.rules.deadline import Deadline, DeadlineRule
from models.rules.deadline_kind import DayType, Subject
from models.rules.due_date import deadline_of, deadlines_for_year, event_rules
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.preset import Preset
from models.rules.sentence import say
from models.rules.work_calendar import WorkCalendar
from models.tables.announced_deadline import AnnouncedDeadline
from models.tables.base import db


def deadlines_of(institution_id: int, year: int) -> list[Deadline]:
    """Give every deadline whose effective due day lies in a year, in order of that day; announced dates stand.

    Raises RuleBroken `bad_year` where the calendar does not cover the year.
    """
    preset, calendar = preset_in_use(institution_id).preset, calendar_of(institution_id)
    counted = deadlines_for_year(preset.deadlines, calendar, year, ZoneInfo(preset.timezone))
    announced = announced_deadlines(institution_id)
    found = [deadline for deadline in counted if (deadline.rule, deadline.period) not in announced]
    found += [deadline for deadline in announced.values() if deadline.effective_due.year == year]
    return sorted(found, key=lambda deadline: (deadline.effective_due, deadline.rule, deadline.period))


def event_rules_of(institution_id: int) -> tuple[DeadlineRule, ...]:
    """Give the rules that wait for an event, which no year lists (rulings 4)."""
    return event_rules(preset_in_use(institution_id).preset.deadlines)


def announced_deadlines(institution_id: int) -> dict[tuple[str, Period], Deadline]:
    """Give the dates that people were told, by rule and period."""
    told = AnnouncedDeadline.__table__
    rows = db.session.execute(select(told).where(told.c.institution_id == institution_id)).mappings()
    preset, calendar = preset_in_use(institution_id).preset, calendar_of(institution_id)
    rules = {rule.id: rule for rule in preset.deadlines}
    found = [_announced(row, rules.get(row["rule"]), calendar, preset.timezone) for row in rows]
    return {(deadline.rule, deadline.period): deadline for deadline in found}


def capture_rule(preset: Preset, period: Period) -> DeadlineRule | None:
    """Give the rule that opens and ends the capture of a period; None where periods of its kind are not captured."""
    return next(
        (rule for rule in preset.deadlines if rule.subject is Subject.CAPTURE_SHEET and rule.applies_to(period)), None
    )


def window_rule(preset: Preset, period: Period) -> DeadlineRule | None:
    """Give the rule by whose window the reports of a period come in: its capture's, or that of a request for it."""
    requests = (
        rule
        for rule in preset.deadlines
        if rule.subject is Subject.INFORMATION_REQUEST and rule.applies_to(period) and preset.request_kind(rule.id)
    )
    return capture_rule(preset, period) or next(requests, None)


def counted_deadline(institution_id: int, rule: DeadlineRule, period: Period) -> Deadline:
    """Give the deadline of a rule as the calendar of today counts it, whatever was announced."""
    preset = preset_in_use(institution_id).preset
    return _counted(rule, period, calendar_of(institution_id), preset.timezone)


@lru_cache(maxsize=4096)
def _counted(rule: DeadlineRule, period: Period, calendar: WorkCalendar, timezone: str) -> Deadline:
    return deadline_of(rule, period, calendar, ZoneInfo(timezone))


def _announced(row: RowMapping, rule: DeadlineRule | None, calendar: WorkCalendar, timezone: str) -> Deadline:
    period = Period.parse(row["period"])
    why = _told_why(row["why"], rule, period, calendar, timezone) if rule else row["why"]
    return Deadline(
        rule=row["rule"],
        subject=Subject(row["subject"]),
        period=period,
        opens=row["opens"],
        nominal_due=row["nominal_due"],
        effective_due=row["effective_due"],
        due_at=row["due_at"].astimezone(ZoneInfo(timezone)),
        day_type=rule.due.day_type if rule else DayType.BD,
        why=say("{why}; se movió: {reason}", why=why, reason=row["moved_reason"]) if row["moved_reason"] else why,
    )


def _told_why(told: str, rule: DeadlineRule, period: Period, calendar: WorkCalendar, timezone: str) -> str:
    """The reason that people were told, as a sentence again where today's rule and calendar still give it."""
    try:
        counted = _counted(rule, period, calendar, timezone).why
    except RuleBroken:  # the rule no longer has such a period
        return told
    return counted if counted == told else told
