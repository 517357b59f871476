"""« Plazos »: what is due in a month or a year, until when, and why on that day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from babel.dates import get_day_names
from flask import abort, request
from flask_appbuilder import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from sqlalchemy import select

from models.clock import business_now
from models.queries.agenda import AgendaEntry, agenda
from models.queries.deadlines import event_rules_of
from models.queries.local_day import local_day
from models.queries.preset_in_use import calendar_of
from models.rules.deadline_kind import Subject
from models.rules.deadline_why import why_on_event
from models.rules.errors import RuleBroken
from models.rules.period import Period, PeriodKind
from models.rules.roles import Role
from models.rules.work_calendar import DayOff
from models.scope import Reader
from models.tables.base import db
from models.tables.non_working_day import NonWorkingDay
from views.base import PlanningView, acting_reader
from views.deadline_words import STATE_LOOKS
from views.formats import names_locale
from views.words import word_of

YEARS = range(2000, 2099)
"""Those that are shown: the lists of public holidays know them and their neighbours."""
MINE, ALL = "mine", "all"
WEEK = 7


@dataclass(frozen=True, slots=True)
class CalendarCell:
    """A day of the month's table: why it is not worked, the institution's own row of it, and what is due on it."""

    day: date
    is_outside: bool
    is_today: bool
    off: DayOff | None
    own_row: int | None
    entries: tuple[AgendaEntry, ...]


class DeadlinesView(PlanningView):
    """For everybody: nobody should have to ask when something is due (ux 3.7)."""

    route_base = "/plazos"
    class_permission_name = "deadlines"
    default_view = "home"

    @expose("/")
    @has_access
    def home(self) -> str:
        """The month that was asked for, a whole year, or this month."""
        if "year" in request.args:
            return self._year(_year(request.args["year"]))
        return self._month(_month(request.args.get("month", "")))

    def _month(self, month: Period | None) -> str:
        reader = acting_reader()
        where = reader.institution_id or 0
        today = local_day(where, business_now())
        span = month or Period.containing(today, PeriodKind.MONTH)
        entries = agenda(reader, span.start, span.end, business_now())
        shown = _shown(reader, entries)
        return self._page(
            "deadlines/month.html",
            title=_("Deadlines"),
            month=span,
            steps=[each if each.year in YEARS else None for each in (span.previous(), span.next())],
            this_month=str(Period.containing(today, PeriodKind.MONTH)),
            weeks=_weeks(list(_cells(where, span, today, shown))),
            weekday_names=_weekday_names(),
            days=[(day, list(group)) for day, group in groupby(shown, key=lambda each: each.deadline.effective_due)],
            hidden=len(entries) - len(shown),
            may_keep=reader.holds(Role.PLANNING_HEAD) or reader.holds(Role.ADMINISTRATOR),
        )

    def _year(self, year: int) -> str:
        reader = acting_reader()
        entries = agenda(reader, date(year, 1, 1), date(year, 12, 31), business_now())
        shown = _shown(reader, entries)
        months = groupby(shown, key=lambda each: each.deadline.effective_due.strftime("%Y-%m"))
        return self._page(
            "deadlines/year.html",
            title=_("Deadlines of %(year)s", year=year),
            year=year,
            steps=[each if each in YEARS else None for each in (year - 1, year + 1)],
            months=[(code, list(group)) for code, group in months],
            hidden=len(entries) - len(shown),
            on_event=[
                (word_of(Subject, rule.subject), why_on_event(rule))
                for rule in event_rules_of(reader.institution_id or 0)
            ],
        )

    def _page(self, template: str, **context: object) -> str:
        page: str = self.render_template(
            template,
            whose=_whose(acting_reader()),
            looks=STATE_LOOKS,
            subject_word=lambda subject: word_of(Subject, subject),
            **context,
        )
        return page


def _shown(reader: Reader, entries: Iterable[AgendaEntry]) -> list[AgendaEntry]:
    """What concerns the reader, or everything, as the address says."""
    everything = _whose(reader) == ALL
    return [entry for entry in entries if everything or entry.concerns_me]


def _whose(reader: Reader) -> str:
    """The filter of the address; without one, people of units begin with what is addressed to them."""
    wanted = request.args.get("whose")
    if wanted in {MINE, ALL}:
        return wanted
    return ALL if reader.reads_all else MINE


def _weekday_names() -> list[str]:
    """« lunes » to « domingo »."""
    names = get_day_names(locale=names_locale())
    return [names[number] for number in range(WEEK)]


def _weeks(cells: list[CalendarCell]) -> list[list[CalendarCell]]:
    return [cells[start : start + WEEK] for start in range(0, len(cells), WEEK)]


def _cells(institution_id: int, month: Period, today: date, entries: Iterable[AgendaEntry]) -> Iterable[CalendarCell]:
    """The days of the weeks that the month touches, from Monday to Sunday."""
    first = month.start - timedelta(days=month.start.weekday())
    last = month.end + timedelta(days=WEEK - 1 - month.end.weekday())
    due: defaultdict[date, list[AgendaEntry]] = defaultdict(list)
    for entry in entries:
        due[entry.deadline.effective_due].append(entry)
    calendar = calendar_of(institution_id)
    rows = db.session.execute(
        select(NonWorkingDay.on, NonWorkingDay.id).where(
            NonWorkingDay.institution_id == institution_id, NonWorkingDay.on.between(month.start, month.end)
        )
    )
    own = {row.on: row.id for row in rows}
    for step in range((last - first).days + 1):
        day = first + timedelta(days=step)
        is_outside = not month.start <= day <= month.end
        off = None if is_outside else calendar.day_off(day)
        yield CalendarCell(day, is_outside, day == today, off, own.get(day), tuple(due[day]))


def _month(text: str) -> Period | None:
    """The month of the address, None where it names none; 404 for anything else."""
    if not text:
        return None
    try:
        month = Period.parse(text)
    except RuleBroken:
        abort(404)
    if month.kind is not PeriodKind.MONTH or month.year not in YEARS:
        abort(404)
    return month


def _year(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) == 4) or int(text) not in YEARS:
        abort(404)
    return int(text)
