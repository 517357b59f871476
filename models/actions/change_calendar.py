"""Add a day to the calendar, change it or take it back: future deadlines follow, announced ones only when told to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.actions.move_announced import move_announced
from models.actions.record_act import Act, record_act
from models.queries.moved_deadlines import DayChange, MovedDeadline, moved_deadlines
from models.queries.preset_in_use import forget_presets
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.sentence import say
from models.scope import Reader
from models.tables.base import db
from models.tables.non_working_day import NonWorkingDay

KEEPERS = (Role.PLANNING_HEAD, Role.ADMINISTRATOR)


def change_calendar(
    change: DayChange, actor: Reader, now: datetime, *, institution_id: int, reason: str = ""
) -> list[MovedDeadline]:
    """Make the change and give the deadlines that it moves; the caller commits.

    Dates that people were told move only with a `reason` for it, which they hear (R 2.2 A). Raises RuleBroken 403
    unless the actor keeps the calendar, and 404 where a day is taken back that has no row.
    """
    if not any(actor.holds(role) for role in KEEPERS):
        raise RuleBroken("wrong_role", "El calendario lo cambia planificación o administración.", status=403)
    moved = moved_deadlines(institution_id, change, now)
    _write(institution_id, change)
    db.session.flush()
    forget_presets(db.session())
    told = [each for each in moved if each.is_announced]
    if reason.strip():
        for each in told:
            move_announced(institution_id, each, reason.strip(), now)
    detail = {
        "on": change.on.isoformat(),
        "name": change.day.name if change.day else None,
        "is_working": change.day.is_working if change.day else None,
        "moved": [f"{each.after.rule} {each.after.period}" for each in moved if not each.is_announced],
        "announced": [f"{each.after.rule} {each.after.period}" for each in told],
        "reason": reason.strip(),
    }
    record_act(actor, Act("change_calendar", "institution", institution_id, detail), now)
    return moved


def _write(institution_id: int, change: DayChange) -> None:
    question = select(NonWorkingDay).where(
        NonWorkingDay.institution_id == institution_id, NonWorkingDay.on == change.on
    )
    row = db.session.scalars(question).one_or_none()
    if change.day is None:
        if row is None:
            raise RuleBroken(
                "day_not_found", say("El {on:%d/%m/%Y} no está entre los días propios.", on=change.on), status=404
            )
        db.session.delete(row)
        return
    if row is None:
        row = NonWorkingDay(institution_id=institution_id, on=change.on)
        db.session.add(row)
    row.name, row.kind, row.is_working = change.day.name, change.day.kind, change.day.is_working
