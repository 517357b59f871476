"""The declaration by which an institution works today, its calendar, and the declaration of an earlier version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, event, func, select
from sqlalchemy.orm import Session, SessionTransaction

from models.rules.calendar import CalendarDay, CalendarSpec, DayKind
from models.rules.errors import RuleBroken
from models.rules.preset import Preset
from models.rules.preset_parse import parse_preset
from models.rules.work_calendar import WorkCalendar
from models.tables.base import db
from models.tables.non_working_day import NonWorkingDay
from models.tables.preset_version import PresetVersion

_PRESETS = "presets in use"


@dataclass(frozen=True, slots=True)
class InUse:
    """A declaration, the stored version that it was read from, and the days laid over its calendar by today."""

    preset: Preset
    preset_version_id: int
    own_days: tuple[CalendarDay, ...]


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
    in_use = preset_in_use(institution_id)
    return _calendar(in_use.preset.calendar, in_use.own_days)


def own_days(institution_id: int) -> tuple[CalendarDay, ...]:
    """Give the rows that the institution laid over its calendar, by date."""
    return preset_in_use(institution_id).own_days


def forget_presets(session: Session) -> None:
    """Ask again: somebody loaded a declaration or changed a day in this transaction."""
    session.info.pop(_PRESETS, None)


@event.listens_for(Session, "after_transaction_end")
def _forget_at_end(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        forget_presets(session)


_DAY = NonWorkingDay.__table__.c
_ONE_DAY = func.jsonb_build_array(_DAY.on, _DAY.name, _DAY.kind, _DAY.is_working)
_DAYS = func.array(
    select(_ONE_DAY)
    .where(_DAY.institution_id == PresetVersion.__table__.c.institution_id)
    .order_by(_DAY.on)
    .scalar_subquery()
).label("days")
"""As an array of one subquery, so that they come with the declaration and every page spares a question."""


def _versions(institution_id: int) -> Sequence[Row[Any]]:
    """All versions of an institution without their content, from the first, each with the days of today beside it."""
    versions = PresetVersion.__table__
    rows = db.session.execute(
        select(versions.c.id, versions.c.sha256, versions.c.loaded_at, _DAYS)
        .where(versions.c.institution_id == institution_id)
        .order_by(versions.c.number)
    ).all()
    if not rows:
        raise RuleBroken("no_preset", "La institución no tiene declaración: cárguela con rumbo load-preset.")
    return rows


def _in_use(row: Row[Any]) -> InUse:
    days = ((date.fromisoformat(on), name, DayKind(kind), is_working) for on, name, kind, is_working in row.days)
    return InUse(_preset(row.id, row.sha256), row.id, tuple(CalendarDay(*day) for day in days))


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
