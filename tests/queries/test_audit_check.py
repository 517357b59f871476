"""The sealed trail: ten kinds of tampering by whoever owns the tables, and what the application's role is denied."""

# ruff: noqa: S608 -- every statement is made of the words of this file
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from models.actions.record_act import Act, record_act
from models.actions.seal_trail import seal_trail
from models.clock import real_now
from models.queries.audit_check import audit_check
from models.scope import as_system
from models.tables.base import db
from tests.conftest import Ministry

OPEN = "ALTER TABLE {table} DISABLE TRIGGER ALL"
TABLES = ("audit_entry", "value_change", "audit_seal")


@pytest.fixture
def sealed(ministry: Ministry, dirty: Callable[[], None]) -> str:
    """Six acts one after the other, sealed; the head that a printed workbook would carry."""
    dirty()
    with as_system(ministry.unit.institution_id) as actor:
        for number in range(6):
            record_act(actor, Act("test_act", "plan", number, {"number": number}), real_now())
            db.session.commit()
        seal_trail(real_now())
        db.session.commit()
        return audit_check().head


def tamper(owner: Any, *statements: str) -> None:
    """What an administrator of the database could do."""
    db.session.rollback()
    for table in TABLES:
        owner.execute(text(OPEN.format(table=table)))
    for statement in statements:
        owner.execute(text(statement))
    owner.commit()


MIDDLE = "(SELECT id FROM audit_entry WHERE action = 'test_act' ORDER BY id OFFSET 2 LIMIT 1)"
LAST = "(SELECT id FROM audit_entry WHERE action = 'test_act' ORDER BY id DESC LIMIT 1)"
FIRST = "(SELECT source_id FROM audit_seal WHERE line = 1)"
COPY = "institution_id, at, recorded_at, actor, address, action, object_type, object_id, detail"


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE audit_entry SET detail = '{{}}' WHERE id = {MIDDLE}",  # the value
        f"UPDATE audit_entry SET actor = 'otra persona' WHERE id = {MIDDLE}",  # who
        f"UPDATE audit_entry SET at = at - interval '1 day' WHERE id = {MIDDLE}",  # when
        f"DELETE FROM audit_entry WHERE id = {MIDDLE}",  # one from the middle
        f"DELETE FROM value_change WHERE id = {FIRST}",  # the first one
        f"DELETE FROM audit_entry WHERE id = {LAST}",  # the last one
        "UPDATE audit_entry SET object_id = 5 - object_id WHERE action = 'test_act'",  # two changed places
        f"INSERT INTO audit_entry ({COPY}, xid) SELECT {COPY}, xid FROM audit_entry WHERE id = {MIDDLE}",  # slipped in
        "UPDATE audit_seal SET hash = repeat('0', 64) WHERE line = 3",  # a hash made up
    ],
)
def test_it_finds_what_was_tampered_with(sealed: str, owner: Any, statement: str) -> None:
    with as_system():
        assert audit_check().ok
        tamper(owner, statement)
        assert not audit_check().ok


def test_it_finds_a_cut_tail_by_the_printed_head(sealed: str, owner: Any) -> None:
    cut = f"DELETE FROM audit_seal WHERE source = 'audit_entry' AND source_id = {LAST}"
    tamper(owner, cut, f"DELETE FROM audit_entry WHERE id = {LAST}")
    with as_system():
        assert audit_check().ok  # the chain alone does not know
        found = audit_check(sealed)
    assert not found.ok
    assert sealed in str(found.first_bad)


def test_it_seals_each_line_once(sealed: str) -> None:
    with as_system():
        seal_trail(real_now())
        db.session.commit()
        assert seal_trail(real_now()) == 0
        found = audit_check()
    assert (found.lines, found.ok) == (found.sealed, True)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET xid = 0",
        "DELETE FROM {table}",
        "TRUNCATE {table}",
        "ALTER TABLE {table} DISABLE TRIGGER ALL",
    ],
)
def test_it_denies_the_application_every_change(sealed: str, table: str, statement: str) -> None:
    with pytest.raises(ProgrammingError):
        db.session.execute(text(statement.format(table=table)))
    db.session.rollback()


def test_it_denies_the_application_to_switch_triggers_off(sealed: str) -> None:
    with pytest.raises(ProgrammingError):
        db.session.execute(text("SET session_replication_role = replica"))
    db.session.rollback()


def test_it_denies_the_owner_too_while_the_triggers_stand(sealed: str, owner: Any) -> None:
    db.session.rollback()
    with pytest.raises(ProgrammingError, match="bitácora"):
        owner.execute(text("UPDATE audit_entry SET actor = 'x'"))
