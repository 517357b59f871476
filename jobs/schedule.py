"""The list of dated work: which subject of the preset's deadlines makes which tasks, and when (design section 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from models.queries.deadlines import announced_deadlines, counted_deadline
from models.queries.local_day import zone_of
from models.queries.plan_spans import PlanSpan, plan_spans
from models.queries.preset_in_use import calendar_of, preset_in_use
from models.rules.deadline import MORNING, Deadline, DeadlineRule
from models.rules.deadline_kind import Subject
from models.rules.local_time import first_moment
from models.rules.period import Period
from models.rules.window import Notice, Window, escalation_of, reminders_of, window_of
from models.rules.work_calendar import WorkCalendar

LOOKS_BACK = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do at a moment (UTC). Of several overdue ones of a `series` only the last is done (security D1)."""

    name: str
    at: datetime
    deadline: Deadline
    rule: DeadlineRule
    series: tuple[str, ...]
    notice: Notice | None = None
    window: Window | None = None

    @property
    def key(self) -> str:
        """Name in the table of occurrences, unique for an institution and moment."""
        return f"{self.name}:{self.rule.id}:{self.deadline.period}"


def due_tasks(institution_id: int, now: datetime) -> list[Task]:
    """Everything whose moment has come by `now`, in order; what was done already is among it."""
    spans = plan_spans(institution_id)
    if not spans:
        return []
    zone, calendar = zone_of(institution_id), calendar_of(institution_id)
    announced = announced_deadlines(institution_id)
    tasks: list[Task] = []
    asking_rules = {kind.rule for kind in preset_in_use(institution_id).preset.information_requests}
    for rule in preset_in_use(institution_id).preset.deadlines:
        if rule.subject is Subject.INFORMATION_REQUEST and rule.id not in asking_rules:
            continue
        for period in _periods(rule, spans, now, zone):
            deadline = announced.get((rule.id, period)) or counted_deadline(institution_id, rule, period)
            asking = (span for span in spans if span.asks_for(period, deadline.effective_due))
            if not any(rule.subject is not Subject.CAPTURE_SHEET or period.kind in span.captured for span in asking):
                continue
            tasks += _tasks(rule, deadline, calendar, zone)
    return sorted((task for task in tasks if now - LOOKS_BACK < task.at <= now), key=lambda task: (task.at, task.key))


def _periods(rule: DeadlineRule, spans: list[PlanSpan], now: datetime, zone: ZoneInfo) -> Iterator[Period]:
    """Periods of the rule's kind that have begun, from the first day of a plan in force."""
    kind = rule.anchor.period_kind
    if kind is None or rule.subject not in MADE:
        return
    first = min(span.first.start for span in spans)
    period = Period.containing(max(first, (now - LOOKS_BACK).date()), kind)
    while period.start <= now.astimezone(zone).date():
        if rule.applies_to(period):
            yield period
        period = period.next()


def _tasks(rule: DeadlineRule, deadline: Deadline, calendar: WorkCalendar, zone: ZoneInfo) -> list[Task]:
    if rule.subject is Subject.CAPTURE_SHEET:
        return _capture_tasks(rule, deadline, calendar, zone)
    if rule.subject is Subject.INFORMATION_REQUEST:
        return _request_tasks(rule, deadline, calendar, zone)
    name = rule.subject.value
    rungs = escalation_of(rule, deadline, calendar, zone) if rule.subject in TOLD_AGAIN else ()
    notices = (Notice("due", deadline.due_at, rule.recipients), *rungs)
    names = [name, *(f"{name}.{rung.step}" for rung in rungs)]
    return [
        Task(each, notice.at.astimezone(UTC), deadline, rule, (name, notice.step), notice)
        for each, notice in zip(names, notices, strict=True)
    ]


def _capture_tasks(rule: DeadlineRule, deadline: Deadline, calendar: WorkCalendar, zone: ZoneInfo) -> list[Task]:
    """The window's first and last moment, reminders inside it, the ladder after it, a closing day if there is one."""
    window = window_of(rule, deadline, calendar, zone)
    period = str(deadline.period)
    tasks = [
        Task("open_period", window.opens_at, deadline, rule, ("open_period", period), window=window),
        Task("close_window", window.ends_at, deadline, rule, ("close_window", period), window=window),
    ]
    if window.closes_at is not None:
        tasks.append(Task("close_period", window.closes_at, deadline, rule, ("close_period", period), window=window))
    for notice in reminders_of(rule, deadline, calendar, zone):
        at = notice.at.astimezone(UTC)
        tasks.append(Task(f"remind.{notice.step}", at, deadline, rule, ("remind",), notice, window))
    return tasks + _rungs("escalate", rule, deadline, calendar, zone)


def _request_tasks(rule: DeadlineRule, deadline: Deadline, calendar: WorkCalendar, zone: ZoneInfo) -> list[Task]:
    """Asking on the morning of the opening day, reminders until the window ends, the ladder after it."""
    window = window_of(rule, deadline, calendar, zone)
    period = str(deadline.period)
    asked = Notice("ask", first_moment(deadline.opens, MORNING, zone), rule.recipients)
    at = asked.at.astimezone(UTC)
    tasks = [
        Task("send_request", at, deadline, rule, ("send_request", period), asked, window),
        Task("close_request", window.ends_at, deadline, rule, ("close_request", period), window=window),
    ]
    for notice in reminders_of(rule, deadline, calendar, zone):
        at = notice.at.astimezone(UTC)
        tasks.append(Task(f"remind.{notice.step}", at, deadline, rule, ("remind", rule.id), notice, window))
    return tasks + _rungs("chase_answers", rule, deadline, calendar, zone)


def _rungs(name: str, rule: DeadlineRule, deadline: Deadline, calendar: WorkCalendar, zone: ZoneInfo) -> list[Task]:
    window = window_of(rule, deadline, calendar, zone)
    series = (name,) if rule.subject is Subject.CAPTURE_SHEET else (name, rule.id)
    return [
        Task(f"{name}.{notice.step}", notice.at.astimezone(UTC), deadline, rule, (*series, notice.step), notice, window)
        for notice in escalation_of(rule, deadline, calendar, zone)
    ]


TOLD_AGAIN = frozenset({Subject.COMPLETENESS_CHECK, Subject.EARLY_WARNING})
"""Subjects whose ladder makes tasks of its own."""

MADE = frozenset(
    {
        Subject.CAPTURE_SHEET,
        Subject.INFORMATION_REQUEST,
        Subject.EARLY_WARNING,
        Subject.CONSOLIDATION,
        Subject.COMPLETENESS_CHECK,
    }
)
"""Subjects that make tasks; a digest is asked of the clock each day, the others wait for a person."""
