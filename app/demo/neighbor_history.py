"""What the other institutions' people did: reports on the days of each window, and the checks of their workflow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from app.demo.documents import small_workbook
from app.demo.history import ZONE, Event, acting, clock, moment, move_clock
from app.demo.neighbor_people import liaison_name, office_name
from app.demo.neighbors import Line, Neighbor
from models.actions.add_evidence import add_evidence
from models.actions.check_sheet import CHECKS
from models.actions.close_period import close_period
from models.actions.hold_sheet import sheet_of
from models.actions.open_period import period_row
from models.actions.record_progress import LineEntry, record_progress
from models.actions.submit_sheets import submit_sheets
from models.files.evidence_store import store_evidence
from models.queries.sheet_lines import SheetLine, sheet_lines
from models.queries.unit_sheets import unit_sheets
from models.queries.verifiers import awaited_check, verifiers
from models.rules.roles import Role
from models.rules.workflow import Action
from models.scope import Reader, as_system
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from models.tables.progress import Progress

CHECK_TAKES = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Round:
    """One period of one institution: the days of its window, and the day on which planning closed it."""

    neighbor: Neighbor
    institution_id: int
    period: str
    window: tuple[date, ...]
    closes: date | None
    files: Path


def round_acts(each: Round) -> Iterator[Event]:
    """Reports and checks, each at an hour of its own; who is silent is so in the last period only."""
    for number, unit in enumerate(each.neighbor.reporting(each.period)):
        if each.closes is None and unit == each.neighbor.silent:
            continue
        at = moment(each.window[number % len(each.window)], time(10 + number % 3, 13 * number % 60))
        yield at, partial(_report, each, unit)
        yield at + CHECK_TAKES, partial(_check, each, unit)
    if each.closes is not None:
        yield moment(each.closes, time(11, 0)), partial(_close, each)


def round_hours(rounds: Iterable[Round]) -> Iterator[Event]:
    """When the clock is looked at in a quarter that only these institutions report."""
    for window, closes in {(each.window, each.closes) for each in rounds}:
        yield moment(window[0], time(8, 5)), move_clock
        yield moment(window[-1] + timedelta(days=3), time(8, 0)), clock
        if closes is not None:
            yield moment(closes, time(10, 0)), clock


def _report(each: Round, unit: str, now: datetime) -> None:
    with acting(liaison_name(each.neighbor, unit), now) as actor:
        sheets = unit_sheets(_unit_id(unit), each.period)
        known = {(plan.code, line.code): line for plan in each.neighbor.plans for line in plan.lines}
        plans = {sheet.id: sheet.plan.code for sheet in sheets}
        reported = [(row, known[plans[row.sheet_id], row.item_code]) for row in sheet_lines(sheets)]
        mine = [_Reported(row, line, unit, each.period) for row, line in reported if (unit, each.period) in line.done]
        record_progress(sheets, sheet_lines(sheets), [one.entry() for one in mine], actor, now)
        db.session.flush()
        _attach(each, [one for one in mine if one.lags], actor, now)
        submit_sheets(sheets, actor, now)


@dataclass(frozen=True, slots=True)
class _Reported:
    """A row of a sheet, and what its liaison has to say of it."""

    row: SheetLine
    line: Line
    unit: str
    period: str

    @property
    def actual(self) -> Decimal:
        return self.line.done[self.unit, self.period]

    @property
    def lags(self) -> bool:
        return self.actual < self.line.planned.get((self.unit, self.period), Decimal(0))

    def entry(self) -> LineEntry:
        return LineEntry(
            sheet_id=self.row.sheet_id,
            indicator_id=self.row.indicator_id,
            row_version=self.row.row_version,
            actual=self.actual,
            cause=self.line.cause if self.lags else "",
            corrective_action=self.line.action if self.lags else "",
        )


def _attach(each: Round, lagging: Iterable[_Reported], actor: Reader, now: datetime) -> None:
    """What falls short is proved, where an institution asks for it (R 6.2)."""
    for one in lagging:
        found = select(Progress).where(Progress.indicator_id == one.row.indicator_id, Progress.period == each.period)
        progress = db.session.scalars(found.where(Progress.capture_sheet_id == one.row.sheet_id)).one()
        content = small_workbook(one.line.name, each.period, one.line.unit_of_measure, one.actual)
        add_evidence(progress, store_evidence(each.files, "soporte.xlsx", content), actor, now)


def _check(each: Round, unit: str, now: datetime) -> None:
    """Every check that the workflow asks for; in the period that is still open only the first."""
    with as_system(each.institution_id):
        sheet_ids = [sheet.id for sheet in unit_sheets(_unit_id(unit), each.period)]
    for sheet_id in sheet_ids:
        while (turn := _turn(each, sheet_id, now)) is not None:
            action, username = turn
            with acting(username, now) as actor:
                CHECKS[action](sheet_of(sheet_id), actor, now)
            if each.closes is None:
                break


def _turn(each: Round, sheet_id: int, now: datetime) -> tuple[Action, str] | None:
    """The check that a sheet waits for, and an account on which it falls."""
    with as_system(each.institution_id):
        sheet = sheet_of(sheet_id)
        step = awaited_check(sheet)
        if step is None:
            return None
        person = min(verifiers(sheet, now.astimezone(ZONE).date()))
        return step.action, db.session.scalars(select(User.username).where(User.id == person)).one()


def _close(each: Round, now: datetime) -> None:
    with acting(office_name(each.neighbor, Role.PLANNING_HEAD), now) as actor:
        close_period(period_row(each.institution_id, each.period), actor, now)


def _unit_id(code: str) -> int:
    return db.session.scalars(select(OrgUnit.id).where(OrgUnit.code == code)).one()
