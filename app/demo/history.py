"""The demo's first quarter, walked by the real acts of its people under the moved clock; no row is written by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from operator import itemgetter
from pathlib import Path
from zoneinfo import ZoneInfo

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from app.demo.documents import small_workbook
from app.demo.ministry import activities, dependencies
from app.demo.people import account_name
from app.demo.shapes import Activity, Dependency, Internal, March
from jobs.deliver_mail import deliver_mail
from jobs.sweep import sweep
from jobs.tick import tick
from models.actions.add_evidence import add_evidence
from models.actions.check_sheet import verify_sheet
from models.actions.close_period import close_period
from models.actions.mark_updated import mark_updated
from models.actions.open_period import period_row
from models.actions.record_internal import InternalEntry, record_internal
from models.actions.record_progress import LineEntry, record_progress
from models.actions.return_sheet import RemarkEntry, return_sheet
from models.actions.submit_sheets import submit_sheets
from models.clock import set_business_clock
from models.files.evidence_store import store_evidence
from models.queries.reader_of import reader_of
from models.queries.sheet_lines import SheetLine, sheet_lines
from models.queries.unit_sheets import unit_sheets
from models.rules.roles import Role
from models.rules.update_kind import UpdateKind
from models.scope import Reader, as_system, reading_as
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.org_unit import OrgUnit
from models.tables.progress import Progress

ZONE = ZoneInfo("America/El_Salvador")
STARTS = datetime(2027, 4, 8, 9, 0, tzinfo=ZONE)
"""BD6 of April 2027 (rulings 3)."""

MORNING, EVENING = time(8, 5), time(17, 5)
CHECK_TAKES = timedelta(hours=3)
Event = tuple[datetime, Callable[[datetime], None]]
PLANNING_HEAD, ANALYST = "planificacion", "analista"
REMARK = "El tercer informe de marzo no está en el registro de emitidos: adjunte su carátula o corrija el dato."
SHEET_REMARK = "Complete la causa de las auditorías con los nombres de los expedientes y vuelva a enviar."


@dataclass(frozen=True, slots=True)
class Walk:
    """One month of the story: the days of its window, when it was closed, and where its files go."""

    institution_id: int
    period: str
    window: tuple[date, ...]
    sixth_day: date
    closes: date | None
    files: Path
    lines: dict[str, Activity] = field(default_factory=lambda: {line.code: line for line in activities()})


def walk_month(walk: Walk, beside: Iterable[Event]) -> None:
    """Open the month, let everybody report, each at an hour of his own, and close it where the story says so.

    What happens `beside` it in other institutions takes its turn by the hour, because there is one clock.
    """
    walk_events([*_hours(walk), *_acts(walk), *beside])


def walk_events(events: Iterable[Event]) -> None:
    """Let everything happen in the order of the hours."""
    for at, act in sorted(events, key=itemgetter(0)):
        act(at)


def _hours(walk: Walk) -> Iterator[Event]:
    """When the clock is looked at: at the edges of a month that is over, twice a day in the month that the demo shows.

    The reminders of a month that is over are left out: by the time of its mails nobody has anything to send.
    """
    if walk.closes is None:
        for day in walk.window:
            yield from ((moment(day, hour), clock) for hour in (MORNING, EVENING))
        return
    for day, hour in ((walk.window[0], MORNING), (walk.window[-1], EVENING)):
        yield moment(day, hour), move_clock
    yield moment(walk.sixth_day, time(7, 0)), clock
    yield moment(walk.closes, time(8, 0)), clock
    yield moment(walk.closes, time(10, 0)), partial(_close, walk)


def _acts(walk: Walk) -> Iterator[Event]:
    """Who reports and who checks, each at an hour of his own."""
    for number, dependency in enumerate(dependencies()):
        outcome = March.VERIFIED if walk.closes else dependency.march
        if outcome in (March.SILENT, March.LATE):
            continue
        at = moment(walk.window[number % len(walk.window)], time(9 + number % 4, 7 * number % 60))
        yield at, partial(_report, walk, dependency)
        answered = moment(walk.window[-1], time(11, 20)) if outcome is March.RETURNED else at + CHECK_TAKES
        yield answered, partial(_check, walk, dependency, outcome)


def clock(now: datetime) -> None:
    """Move the clock, tick, ring and send what is due."""
    move_clock(now)
    deliver_mail()
    db.session.remove()


def move_clock(now: datetime) -> None:
    """Move the clock and tick, as the visitor of the demo's clock page does."""
    set_business_clock(now)
    db.session.commit()
    tick(now)
    sweep()
    db.session.remove()


def moment(day: date, at: time) -> datetime:
    """A local hour."""
    return datetime.combine(day, at, ZONE)


def report_late(walk: Walk) -> None:
    """Those who send after the window's end, shortly before the demo begins."""
    for dependency in dependencies():
        if dependency.march is March.LATE:
            _report(walk, dependency, STARTS - timedelta(minutes=40))


@contextmanager
def acting(username: str, now: datetime) -> Iterator[Reader]:
    """The body is an act of this person at this moment; it commits."""
    set_business_clock(now)
    db.session.commit()
    with as_system():
        user_id = db.session.scalars(select(User.id).where(User.username == username)).one()
    actor = reader_of(user_id, now.astimezone(ZONE).date())
    db.session.remove()
    with reading_as(actor):
        yield actor
        db.session.commit()
    db.session.remove()


def _report(walk: Walk, dependency: Dependency, now: datetime) -> None:
    with acting(account_name(dependency.code, Role.LIAISON), now) as actor:
        sheets = unit_sheets(_unit(dependency.code).id, walk.period)
        lines = sheet_lines(sheets)
        entries = [entry for line in lines if (entry := _entry(walk, line)) is not None]
        record_progress(sheets, lines, entries, actor, now)
        _attach(walk, sheets, actor, now)
        internal = [_internal(each) for each in dependency.internal if each.period == walk.period]
        if internal:
            own = next(sheet for sheet in sheets if sheet.plan.plan_type.code == "POA")
            record_internal(own, internal, actor, now)
        db.session.flush()
        submit_sheets(sheets, actor, now)


def _entry(walk: Walk, line: SheetLine) -> LineEntry | None:
    """What the liaison types on a line; nothing where nothing was planned or done."""
    known = walk.lines[line.item_code]
    actual = known.done.get(walk.period)
    if actual is None:
        return None
    lags = actual != known.planned.get(walk.period)
    return LineEntry(
        sheet_id=line.sheet_id,
        indicator_id=line.indicator_id,
        row_version=line.row_version,
        actual=actual,
        cause=known.cause if lags else "",
        corrective_action=known.action if lags else "",
    )


def _attach(walk: Walk, sheets: list[CaptureSheet], actor: Reader, now: datetime) -> None:
    """Evidence comes with the month that is not closed yet."""
    if walk.closes or not any(walk.lines[line.item_code].evidence for line in sheet_lines(sheets)):
        return
    for line in sheet_lines(sheets):
        name = walk.lines[line.item_code].evidence
        if name and line.progress_id:
            content = small_workbook(line.item_name, walk.period, line.unit, line.actual)
            file = store_evidence(walk.files, name, content)
            add_evidence(db.session.get_one(Progress, line.progress_id), file, actor, now)


def _internal(done: Internal) -> InternalEntry:
    return InternalEntry(id=None, row_version=None, name=done.name, unit=done.unit, actual=done.actual, note="")


def _check(walk: Walk, dependency: Dependency, outcome: March, now: datetime) -> None:
    """The head's answer; where the head is the author, planning's. A head who returns leaves the projects for later."""
    if outcome is March.SUBMITTED:
        return
    head = ANALYST if dependency.one_person else account_name(dependency.code, Role.DEPARTMENT_HEAD)
    with acting(head, now) as actor:
        for sheet in unit_sheets(_unit(dependency.code).id, walk.period):
            if outcome is March.VERIFIED:
                verify_sheet(sheet, actor, now)
            elif sheet.plan.plan_type.code == "POA":
                return_sheet(sheet, _remarks(sheet), actor, now)


def _remarks(sheet: CaptureSheet) -> list[RemarkEntry]:
    first = next(line for line in sheet_lines([sheet]) if line.item_code == "F-01.1")
    return [RemarkEntry(first.indicator_id, REMARK), RemarkEntry(None, SHEET_REMARK)]


def _close(walk: Walk, now: datetime) -> None:
    """Planning marks every dependency as up to date and closes the month."""
    with acting(PLANNING_HEAD, now) as actor:
        for unit in db.session.scalars(select(OrgUnit).where(OrgUnit.code.in_([d.code for d in dependencies()]))):
            for kind in UpdateKind:
                mark_updated(unit, walk.period, kind, actor, now)
        close_period(period_row(walk.institution_id, walk.period), actor, now)


def _unit(code: str) -> OrgUnit:
    return db.session.scalars(select(OrgUnit).where(OrgUnit.code == code)).one()
