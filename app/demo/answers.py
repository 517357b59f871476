"""What the dependencies answered to the request of the first quarter: all in time but one, which has not (S0-I-07)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial

from sqlalchemy import select

from app.demo.history import Event, acting, moment
from app.demo.ministry import strategy
from app.demo.people import account_name
from models.actions.check_sheet import verify_sheet
from models.actions.record_progress import LineEntry, record_progress
from models.actions.submit_sheets import submit_sheets
from models.queries.sheet_lines import SheetLine, sheet_lines
from models.queries.unit_sheets import unit_sheets
from models.rules.roles import Role
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.org_unit import OrgUnit

QUARTER = "2027-Q1"
ANSWERED, VERIFIED = date(2027, 4, 5), date(2027, 4, 6)
WAITS = frozenset({"DPEF"})
"""Whose head has not checked the answers yet."""


def answer_acts() -> Iterator[Event]:
    """Each unit that answers, and the head who checks it on the day after."""
    answering = sorted({measure.org_unit for measure in strategy().measures if measure.done is not None})
    for number, unit in enumerate(answering):
        yield moment(ANSWERED, time(13 + number, 10)), partial(_answer, unit)
        if unit not in WAITS:
            yield moment(VERIFIED, time(10 + number, 20)), partial(_verify, unit)


def _answer(unit: str, now: datetime) -> None:
    with acting(account_name(unit, Role.LIAISON), now) as actor:
        sheets = _sheets(unit)
        lines = sheet_lines(sheets)
        record_progress(sheets, lines, [_entry(line) for line in lines], actor, now)
        submit_sheets(sheets, actor, now)


def _entry(line: SheetLine) -> LineEntry:
    measure = next(each for each in strategy().measures if each.name == line.indicator_name)
    return LineEntry(
        sheet_id=line.sheet_id,
        indicator_id=line.indicator_id,
        row_version=line.row_version,
        actual=measure.done,
        note=measure.note,
        corrective_action=measure.action,
    )


def _verify(unit: str, now: datetime) -> None:
    with acting(account_name(unit, Role.DEPARTMENT_HEAD), now) as actor:
        for sheet in _sheets(unit):
            verify_sheet(sheet, actor, now)


def _sheets(unit: str) -> list[CaptureSheet]:
    found = db.session.scalars(select(OrgUnit).where(OrgUnit.code == unit)).one()
    return unit_sheets(found.id, QUARTER)
