"""The declaration by which an institution works today, its calendar, and the declaration of an earlier version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, event, select
from sqlalchemy.orm import Session, SessionTransaction

from models.rules.calendar import CalendarDay, CalendarSpec
from models.rules.errors import RuleBroken
from models.rules.preset import Preset
from models.rules.preset_parse import parse_preset
from models.rules.work_calendar import WorkCalendar
from models.tables.base import db
from models.tables.non_working_day import NonWorkingDay
from models.tables.preset_version import PresetVersion

_PRESETS, _CALENDARS = "presets in use", "calendars in use"


@dataclass(frozen=True, slots=True)
class InUse:
    """A declaration, and the stored version that it was read from."""

    preset: Preset
    preset_version_id: int


def preset_in_use(institution_id: int) -> InUse:
    """Give the newest declaration; one statement a transaction however often it is asked.

    Raises RuleBroken `no_preset` for an institution that has none.
    """
    known: dict[int, InUse] = db.session.info.setdefault(_PRESETS, {})
    if institution_id not in known:
        known[institution_id] = _in_use(_versions(institution_id)[-1])
    return known[institution_id]


def preset_at(institution_id: int, moment: datetime) -> InUse:
    """Give the declaration that was in use at a moment; the first one for a moment before it."""
    versions = _versions(institution_id)
    return _in_use(next((row for row in reversed(versions) if row.loaded_at <= moment), versions[0]))


def preset_of_version(institution_id: int, preset_version_id: int) -> InUse:
    """Give the declaration as it stood in a version, such as the one that a closed period was scored with."""
    return _in_use(next(row for row in _versions(institution_id) if row.id == preset_version_id))


def calendar_of(institution_id: int) -> WorkCalendar:
    """Give the institution's calendar: holiday list, closures and days of its preset, its own rows over them."""
    known: dict[int, WorkCalendar] = db.session.info.setdefault(_CALENDARS, {})
    if institution_id not in known:
        spec = preset_in_use(institution_id).preset.calendar
        known[institution_id] = _calendar(spec, tuple(own_days(institution_id)))
    return known[institution_id]


def own_days(institution_id: int) -> list[CalendarDay]:
    """Give the rows that the institution laid over its calendar, by date."""
    days = NonWorkingDay.__table__
    rows = db.session.execute(
        select(days.c.on, days.c.name, days.c.kind, days.c.is_working)
        .where(days.c.institution_id == institution_id)
        .order_by(days.c.on)
    )
    return [CalendarDay(*row) for row in rows]


def forget_presets(session: Session) -> None:
    """Ask again: somebody loaded a declaration or changed a day in this transaction."""
    session.info.pop(_PRESETS, None)
    session.info.pop(_CALENDARS, None)


@event.listens_for(Session, "after_transaction_end")
def _forget_at_end(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        forget_presets(session)


def _versions(institution_id: int) -> Sequence[Row[Any]]:
    """All versions of an institution without their content, from the first."""
    versions = PresetVersion.__table__
    rows = db.session.execute(
        select(versions.c.id, versions.c.sha256, versions.c.loaded_at)
        .where(versions.c.institution_id == institution_id)
        .order_by(versions.c.number)
    ).all()
    if not rows:
        raise RuleBroken("no_preset", "La institución no tiene declaración: cárguela con rumbo load-preset.")
    return rows


def _in_use(row: Row[Any]) -> InUse:
    return InUse(_preset(row.id, row.sha256), row.id)


@lru_cache(maxsize=64)
def _preset(preset_version_id: int, _sha256: str) -> Preset:
    """Parse a stored declaration once a process; the hash keeps apart what two databases call by one id."""
    versions = PresetVersion.__table__
    declaration = select(versions.c.declaration).where(versions.c.id == preset_version_id)
    return parse_preset(db.session.execute(declaration).scalar_one())


@lru_cache(maxsize=64)
def _calendar(spec: CalendarSpec, rows: tuple[CalendarDay, ...]) -> WorkCalendar:
    """Work a calendar's years out once a process."""
    return WorkCalendar(spec, rows)
