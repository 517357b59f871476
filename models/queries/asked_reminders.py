"""Who would be reminded of a period's report if somebody pressed the button now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from models.queries.capture_deadline import capture_deadline
from models.queries.deadlines import window_rule
from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.recipients import Directory, directory
from models.queries.sheet_board import BoardRow, sheet_board
from models.queries.unit_deadline import running_extensions
from models.rules.deadline import Deadline
from models.rules.period import Period
from models.rules.reporting_mark import WAITED_FOR, ReportFacts
from models.rules.roles import Role
from models.tables.base import db
from models.tables.outbox_mail import OutboxMail

ASKED_REMINDER = "asked_reminder"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person who would get the mail; `is_liaison` may open the unit's sheet."""

    user_id: int
    name: str
    address: str
    is_liaison: bool


@dataclass(frozen=True, slots=True)
class UnitToRemind:
    """A unit with something to send and until when, whom its reminder goes to, and whether it got one today."""

    org_unit_id: int
    name: str
    due_at: datetime
    recipients: tuple[Recipient, ...]
    was_reminded: bool

    @property
    def can_be_reminded(self) -> bool:
        """Somebody would get a mail that did not get it today."""
        return bool(self.recipients) and not self.was_reminded


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    """What the button does: `step` names the day, so that a unit is reminded once a day for a period."""

    rule: str
    step: str
    deadline: Deadline
    units: tuple[UnitToRemind, ...]


def reminder_plan(institution_id: int, period: str, now: datetime) -> ReminderPlan:
    """Give the units that have still to send their report of a period; eight statements.

    The recipients are those of the institution's rule for its reports (S0-D01), or else the heads of the nearest unit
    above that has any. Raises RuleBroken 404 `no_deadline` where such periods are not captured.
    """
    day = local_day(institution_id, now)
    deadline, step = capture_deadline(institution_id, period), f"asked-{day:%Y%m%d}"
    waiting = {row.org_unit_id: row.unit_name for row in sheet_board(institution_id, period) if _is_waited_for(row)}
    people, codes = directory(institution_id, day), _groups(institution_id, period)
    by_unit = {unit: _people_of(institution_id, people, codes, unit) for unit in waiting}
    accounts = _accounts({person for found in by_unit.values() for person in found})
    reminded = _reminded(institution_id, period, step)
    later = running_extensions(institution_id, period, now)
    units = tuple(
        UnitToRemind(
            unit,
            name,
            later.get(unit, deadline.due_at),
            _recipients(people, unit, by_unit[unit], accounts),
            was_reminded=f"unit-{unit}" in reminded,
        )
        for unit, name in waiting.items()
    )
    return ReminderPlan(deadline.rule, step, deadline, units)


def _is_waited_for(row: BoardRow) -> bool:
    return ReportFacts(row.state, row.round, row.is_late, row.is_exempt).mark in WAITED_FOR


def _groups(institution_id: int, period: str) -> tuple[str, ...]:
    rule = window_rule(preset_in_use(institution_id).preset, Period.parse(period))
    return rule.recipients if rule else ()


def _people_of(institution_id: int, people: Directory, codes: Collection[str], unit: int) -> list[int]:
    preset = preset_in_use(institution_id).preset
    found = {person for code in codes for person in people.people(preset.recipient_group(code), [unit])}
    above = people.parents.get(unit)
    while not found and above is not None:
        found = {h.user_id for h in people.holders if h.org_unit_id == above and h.role is Role.DEPARTMENT_HEAD}
        above = people.parents.get(above)
    return sorted(found)


def _recipients(
    people: Directory, unit: int, found: list[int], accounts: dict[int, tuple[str, str]]
) -> tuple[Recipient, ...]:
    liaisons = {h.user_id for h in people.holders if h.org_unit_id == unit and h.role is Role.LIAISON}
    known = [person for person in found if person in accounts]
    return tuple(Recipient(person, *accounts[person], is_liaison=person in liaisons) for person in known)


def _accounts(people: Collection[int]) -> dict[int, tuple[str, str]]:
    rows = db.session.execute(
        select(User.id, User.first_name, User.last_name, User.email).where(User.id.in_(people), User.active.is_(True))
    )
    return {key: (f"{first} {last}".strip(), email) for key, first, last, email in rows}


def _reminded(institution_id: int, period: str, step: str) -> set[str]:
    """Subjects of the reminders of a day; of the whole institution, whoever reads."""
    mail = OutboxMail.__table__.c
    rows = db.session.scalars(
        select(mail.subject).where(
            mail.institution_id == institution_id,
            mail.period == period,
            mail.kind == ASKED_REMINDER,
            mail.step == step,
        )
    )
    return set(rows)
