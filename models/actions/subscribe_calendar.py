"""Give a person a secret address for a calendar program, another one, or none."""

from __future__ import annotations

from datetime import datetime
from secrets import token_urlsafe

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from models.actions.record_act import Act, record_act
from models.queries.calendar_feed import hash_of
from models.rules.errors import RuleBroken
from models.scope import Reader
from models.tables.base import db
from models.tables.calendar_feed import CalendarFeed

SECRET_BYTES = 32
"""256 bits: trying addresses out finds none before the sun goes out."""


def subscribe_calendar(actor: Reader, now: datetime) -> str:
    """Make a secret and give it, this once; the one before opens nothing any more. The caller commits."""
    secret = token_urlsafe(SECRET_BYTES)
    row = {"institution_id": actor.institution_id, "secret_sha256": hash_of(secret), "made_at": now}
    statement = insert(CalendarFeed).values(user_id=actor.user_id, **row)
    db.session.execute(statement.on_conflict_do_update(index_elements=["user_id"], set_=row))
    record_act(actor, Act("subscribe_calendar", "person", actor.user_id), now)
    return secret


def end_subscription(actor: Reader, now: datetime) -> None:
    """Take the address back. The caller commits. Raises RuleBroken 409 where there is none."""
    feed = CalendarFeed.__table__
    gone = db.session.execute(
        delete(feed).where(feed.c.user_id == actor.user_id, feed.c.institution_id == actor.institution_id)
    )
    if not gone.rowcount:  # type: ignore[attr-defined]  # every DELETE's result counts its rows
        raise RuleBroken("no_subscription", "Usted no tiene ninguna dirección de calendario.", status=409)
    record_act(actor, Act("end_subscription", "person", actor.user_id), now)
