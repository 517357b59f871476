"""The people who may be put on the list of a meeting."""

from __future__ import annotations

from datetime import date, datetime

from models.queries.local_day import local_day
from models.queries.people_today import PersonToday, people_today
from models.queries.role_holders import Holder, role_holders
from models.rules.meeting import KEEPERS
from models.rules.roles import ASSIGNABLE, Role
from models.scope import as_system
from models.tables.meeting import Meeting


def may_be_called(meeting: Meeting, on: date) -> list[Holder]:
    """Everybody with a role that day; to a unit's own meeting its people, and those who keep meetings (S3-T7)."""
    with as_system(meeting.institution_id):  # planning's people are beyond a unit's view
        held = role_holders(meeting.institution_id, {Role(role) for role in ASSIGNABLE}, on)
    if meeting.org_unit_id is None:
        return held
    return [each for each in held if each.role in KEEPERS or each.org_unit_id == meeting.org_unit_id]


def people_to_choose(meeting: Meeting, now: datetime) -> list[PersonToday]:
    """The same people by name, with what they hold."""
    ids = {each.user_id for each in may_be_called(meeting, local_day(meeting.institution_id, now))}
    with as_system(meeting.institution_id):
        return [person for person in people_today(meeting.institution_id, now) if person.id in ids]
