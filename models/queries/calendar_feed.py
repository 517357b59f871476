"""Whose calendar an address is, and the versions by which its dates move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import func, select

from models.queries.local_day import local_day
from models.queries.reader_of import reader_of
from models.rules.language import Language
from models.rules.period import Period
from models.scope import Reader, as_system
from models.tables.announced_deadline import AnnouncedDeadline
from models.tables.audit_entry import AuditEntry
from models.tables.base import db
from models.tables.calendar_feed import CalendarFeed
from models.tables.deadline_extension import DeadlineExtension
from models.tables.institution import Institution
from models.tables.person import Person
from models.tables.preset_version import PresetVersion


def hash_of(secret: str) -> str:
    """What is kept of a secret."""
    return sha256(secret.encode()).hexdigest()


def feed_of(reader: Reader) -> datetime | None:
    """Since when the reader has an address, None without one."""
    return db.session.scalar(select(CalendarFeed.made_at).where(CalendarFeed.user_id == reader.user_id))


def owner_of(secret: str, now: datetime) -> tuple[Reader, Institution, Language] | None:
    """The person whose address it is, with today's rights, and their language.

    None for a wrong secret and for a closed account.
    """
    question = (
        select(CalendarFeed.user_id, Institution, Person.language)
        .join(Institution, Institution.id == CalendarFeed.institution_id)
        .join(Person, Person.user_id == CalendarFeed.user_id)
        .join(User, User.id == CalendarFeed.user_id)
        .where(CalendarFeed.secret_sha256 == hash_of(secret), User.active.is_(True))
    )
    with as_system():
        found = db.session.execute(question).one_or_none()
        if found is None:
            return None
        user_id, institution, language = found
        return reader_of(user_id, local_day(institution.id, now)), institution, language


@dataclass(frozen=True, slots=True)
class Versions:
    """How often dates may have moved: by every change of calendar or declaration, an announced one, a later one."""

    changes: int
    announced: Mapping[tuple[str, Period], int]
    later: Mapping[str, int]

    def sequence(self, rule: str, period: Period) -> int:
        """Never falls for one date, and grows whenever it moves (RFC 5545 section 3.8.7.4)."""
        return self.changes + self.announced.get((rule, period), 0) + self.later.get(str(period), 0)


def versions(institution_id: int) -> Versions:
    """Give them for an institution; four statements. Tables: the count of acts is no secret, the acts are.

    The later dates of all units count together, so that a person who changes units meets no lower number.
    """
    acts, presets = AuditEntry.__table__.c, PresetVersion.__table__.c
    told, later = AnnouncedDeadline.__table__.c, DeadlineExtension.__table__.c
    changed = db.session.scalar(
        select(func.count()).where(
            acts.object_type == "institution", acts.object_id == institution_id, acts.action == "change_calendar"
        )
    )
    loaded = db.session.scalar(select(func.max(presets.number)).where(presets.institution_id == institution_id))
    announced = db.session.execute(
        select(told.rule, told.period, told.row_version).where(told.institution_id == institution_id)
    )
    granted = db.session.execute(
        select(later.period, func.sum(later.row_version))
        .where(later.institution_id == institution_id)
        .group_by(later.period)
    )
    return Versions(
        (changed or 0) + (loaded or 0),
        {(rule, Period.parse(period)): version for rule, period, version in announced},
        {period: int(count) for period, count in granted},
    )
