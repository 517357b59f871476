"""Until when a unit's reports of a period are on time: the date of all, or a later one of its own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from models.queries.capture_deadline import capture_deadline
from models.queries.preset_in_use import preset_in_use
from models.rules.deadline import Deadline
from models.rules.sentence import say
from models.tables.base import db
from models.tables.deadline_extension import DeadlineExtension


def unit_deadline(institution_id: int, period: str, org_unit_id: int) -> Deadline:
    """Give the deadline that holds for the unit; raises RuleBroken `no_deadline` as `capture_deadline`."""
    return extended(institution_id, capture_deadline(institution_id, period), _extension(org_unit_id, period))


def is_on_time(institution_id: int, period: str, org_unit_id: int, moment: datetime) -> bool:
    """Whether what the unit sends at `moment` is on time; its own date is asked for only when that of all is over.

    Raises RuleBroken `no_deadline` as `capture_deadline`.
    """
    of_all = capture_deadline(institution_id, period)
    if of_all.is_on_time(moment):
        return True
    return extended(institution_id, of_all, _extension(org_unit_id, period)).is_on_time(moment)


def extended(institution_id: int, deadline: Deadline, extension: DeadlineExtension | None) -> Deadline:
    """Give the deadline with the unit's later date, if it has one, and with the reason for it."""
    if extension is None:
        return deadline
    due_at = extension.due_at.astimezone(ZoneInfo(preset_in_use(institution_id).preset.timezone))
    return replace(
        deadline, effective_due=due_at.date(), due_at=due_at, why=say("prórroga: {reason}", reason=extension.reason)
    )


def extensions(institution_id: int, periods: Collection[str]) -> dict[tuple[int, str], DeadlineExtension]:
    """Give the later dates of some periods by unit and period; one statement."""
    rows = db.session.scalars(
        select(DeadlineExtension).where(
            DeadlineExtension.institution_id == institution_id, DeadlineExtension.period.in_(periods)
        )
    )
    return {(row.org_unit_id, row.period): row for row in rows}


def running_extensions(institution_id: int, period: str, now: datetime) -> dict[int, datetime]:
    """Give the later dates of a period that are not over, by unit; one statement."""
    found = extensions(institution_id, [period])
    return {unit: row.due_at for (unit, _), row in found.items() if row.due_at >= now}


def _extension(org_unit_id: int, period: str) -> DeadlineExtension | None:
    return db.session.scalars(
        select(DeadlineExtension).where(
            DeadlineExtension.org_unit_id == org_unit_id, DeadlineExtension.period == period
        )
    ).one_or_none()
