"""The seal: one sealer at a time, and as many lines as there are."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import create_engine, text

from models.actions import seal_trail as module
from models.actions.record_act import Act, record_act
from models.actions.seal_trail import SEAL_LOCK, seal_trail
from models.clock import real_now
from models.queries.audit_check import audit_check
from models.scope import as_system
from models.tables.base import db
from tests.conftest import Ministry, rows


def act(ministry: Ministry, times: int) -> None:
    """So many acts, each in a transaction of its own."""
    with as_system(ministry.unit.institution_id) as actor:
        for number in range(times):
            record_act(actor, Act("test_act", "plan", number), real_now())
            db.session.commit()


def test_it_leaves_the_trail_to_whoever_seals_already(ministry: Ministry, environment: dict[str, str]) -> None:
    act(ministry, 2)
    engine = create_engine(environment["RUMBO_DATABASE_URL"])
    with engine.begin() as other:
        other.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": SEAL_LOCK})
        assert seal_trail(real_now()) == 0
        db.session.rollback()
    engine.dispose()
    assert seal_trail(real_now()) > 0


def test_it_seals_in_portions_what_is_one_chain(
    ministry: Ministry, system: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK", 3)
    act(ministry, 10)
    sealed = seal_trail(real_now())
    db.session.commit()
    assert sealed >= 10
    assert rows("SELECT count(*), max(line) FROM audit_seal") == [(sealed, sealed)]
    assert audit_check().ok
