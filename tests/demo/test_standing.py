"""What a start finds: nothing, half a load, or a whole one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from app.demo.load import LOADED, Standing, standing
from app.embedded.parts import Parts


@pytest.fixture
def database(parts: Parts, template: str) -> Iterator[Parts]:
    """A migrated database of its own."""
    yield parts.create_database("demo_standing", template)
    parts.drop_database("demo_standing")


def test_it_finds_an_empty_database(parts: Parts) -> None:
    made = parts.create_database("demo_empty")
    assert standing(made.owner_url) is Standing.EMPTY
    parts.drop_database("demo_empty")


def test_it_finds_a_load_that_was_cut_short(database: Parts) -> None:
    assert standing(database.owner_url) is Standing.CUT_SHORT


def test_it_finds_a_whole_load_by_its_last_line(database: Parts) -> None:
    engine = create_engine(database.owner_url)
    with engine.begin() as connection:
        line = (
            "INSERT INTO audit_entry (at, actor, action, object_type) VALUES (now(), 'sistema', :action, 'institution')"
        )
        connection.execute(text(line), {"action": LOADED})
    engine.dispose()
    assert standing(database.owner_url) is Standing.WHOLE
