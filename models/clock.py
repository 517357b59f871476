"""The one clock that all code asks: business time, which a demo or a test may move (rulings 3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from models.rules.errors import RuleBroken
from models.tables.base import db
from models.tables.business_clock import BusinessClock


def real_now() -> datetime:
    """Real time in UTC: for leases, retries, sessions, limits and log lines."""
    return datetime.now(UTC)


def business_now() -> datetime:
    """The institution's time in UTC: real time, moved by the offset that a demo or test keeps in the database."""
    offset = db.session.scalar(select(BusinessClock.offset_seconds).where(BusinessClock.id == 1))
    return real_now() + timedelta(seconds=offset or 0)


def set_business_clock(moment: datetime) -> None:
    """Make the business clock show `moment` (with zone) from now on, for every process; the caller commits.

    Raises RuleBroken for a moment without zone.
    """
    if moment.tzinfo is None:
        raise RuleBroken(
            "moment_without_zone", "Escriba el momento con zona horaria, por ejemplo 2027-04-08T09:00-06:00."
        )
    offset = (moment - real_now()).total_seconds()
    statement = insert(BusinessClock).values(id=1, offset_seconds=offset)
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=["id"], set_={"offset_seconds": statement.excluded.offset_seconds}
        )
    )


def reset_business_clock() -> None:
    """Back to real time; the caller commits."""
    db.session.execute(delete(BusinessClock))
