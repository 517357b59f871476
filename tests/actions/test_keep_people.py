"""Accounts are the administrator's to open and close."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from models.actions.keep_people import set_active
from models.queries.reader_of import reader_of
from models.rules.errors import RuleBroken
from models.scope import reading_as
from tests.conftest import Ministry

NOW = datetime(2027, 4, 1, 14, tzinfo=UTC)


@pytest.mark.parametrize("person", ["planificacion", "jefatura", "control"])
def test_it_refuses_everybody_else(ministry: Ministry, person: str) -> None:
    actor, other = reader_of(ministry.people[person].id, date(2027, 4, 1)), ministry.people["enlace2"]
    with reading_as(actor), pytest.raises(RuleBroken) as refusal:
        set_active(other, actor, NOW, active=False)
    assert (refusal.value.code, refusal.value.status, other.active) == ("wrong_role", 403, True)
