"""An occasion belongs to the first clock that claims it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from models.actions.claim_occurrence import claim_occurrence
from models.tables.base import db
from tests.factories import institution

NOW = datetime(2027, 4, 8, 12, tzinfo=UTC)


def test_it_gives_an_occasion_once(system: Any) -> None:
    where = institution().id
    assert claim_occurrence(where, "early_warning:S0-D04:2027-03", NOW, NOW)
    assert claim_occurrence(where, "early_warning:S0-D04:2027-03", NOW, NOW) is None


def test_it_gives_an_occasion_again_that_was_rolled_back(system: Any) -> None:
    where = institution().id
    claim_occurrence(where, "digest", NOW, NOW)
    db.session.rollback()
    assert claim_occurrence(where, "digest", NOW, NOW)
