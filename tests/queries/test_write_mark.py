"""The mark under which a figure may be kept: it stays while nobody writes, and no write escapes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text

from models.queries.write_mark import write_mark
from models.tables.base import db
from tests.conftest import Ministry

RENAME = text("UPDATE org_unit SET name = name || '.' WHERE id = :unit")


def mark() -> str:
    """The mark as the next request sees it."""
    db.session.rollback()
    return write_mark()


@pytest.fixture
def elsewhere(ministry: Ministry, dirty: Callable[[], None]) -> Callable[[int], Connection]:
    """Somebody else renames a unit, and has not committed it."""
    dirty()

    def rename(unit: int) -> Connection:
        connection = db.engine.connect()
        connection.execute(RENAME, {"unit": unit})
        return connection

    return rename


def test_it_stays_while_nobody_writes(ministry: Ministry) -> None:
    assert mark() == mark()


def test_it_changes_with_a_write(ministry: Ministry, elsewhere: Callable[[int], Connection]) -> None:
    before = mark()
    with elsewhere(ministry.unit.id) as connection:
        connection.commit()
    assert mark() != before


def test_it_changes_with_what_this_transaction_wrote(ministry: Ministry) -> None:
    unit, before = ministry.unit.id, mark()
    db.session.execute(RENAME, {"unit": unit})
    assert write_mark() != before


def test_it_changes_when_the_slower_of_two_writers_is_done(
    ministry: Ministry, elsewhere: Callable[[int], Connection]
) -> None:
    """Its line in the trail has the lower number, so the end of the trail does not move."""
    slow, quick = ministry.unit.id, ministry.other.id
    with elsewhere(slow) as first, elsewhere(quick) as second:
        second.commit()
        between = mark()
        first.commit()
    assert mark() != between
