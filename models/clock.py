"""The one clock that all code asks: business time, which a demo or a test may move (rulings 3)."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, event, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, SessionTransaction

from models.rules.errors import RuleBroken
from models.tables.base import db
from models.tables.business_clock import BusinessClock

_OFFSET = "offset of the business clock"
looking_back: ContextVar[datetime | None] = ContextVar("looking_back", default=None)
"""The past moment at which the business clock stands while somebody looks back (`models/actions/look_back.py`)."""


@event.listens_for(Session, "after_transaction_end")
def _forget_offset(session: Session, transaction: SessionTransaction) -> None:
    """Asked once a transaction: another process may have moved the clock since."""
    if transaction.parent is None:
        session.info.pop(_OFFSET, None)


def real_now() -> datetime:
    """Real time in UTC: for leases, retries, sessions, limits and log lines."""
    return datetime.now(UTC)


def business_now() -> datetime:
    """The institution's time in UTC: real time, moved by the offset that a demo or test keeps in the database."""
    past = looking_back.get()
    if past is not None:
        return past
    known = db.session.info
    if _OFFSET not in known:
        known[_OFFSET] = db.session.scalar(select(BusinessClock.offset_seconds).where(BusinessClock.id == 1)) or 0
    return real_now() + timedelta(seconds=known[_OFFSET])


def set_business_clock(moment: datetime) -> None:
    """Make the business clock show `moment` (with zone) from now on, for every process; the caller commits.

    Raises RuleBroken for a moment without zone.
    """
    if moment.tzinfo is None:
        raise RuleBroken(
            "moment_without_zone", "Escriba el momento con zona horaria, por ejemplo 2027-04-08T09:00-06:00."
        )
    db.session.info.pop(_OFFSET, None)
    offset = (moment - real_now()).total_seconds()
    statement = insert(BusinessClock).values(id=1, offset_seconds=offset)
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=["id"], set_={"offset_seconds": statement.excluded.offset_seconds}
        )
    )


def reset_business_clock() -> None:
    """Back to real time; the caller commits."""
    db.session.info.pop(_OFFSET, None)
    db.session.execute(delete(BusinessClock))
