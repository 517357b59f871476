"""Migrations run in one numbered line, both ways, and make exactly the tables that the models say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect

from app.embedded.parts import Parts
from app.factory import ROOT
from models.tables.base import FabModel

SCRATCH = "rumbo_migrations"


@pytest.fixture
def empty(parts: Parts) -> Iterator[Connection]:
    """An empty database, as the owner sees it."""
    parts.drop_database(SCRATCH)
    made: Any = parts.create_database(SCRATCH)
    engine = create_engine(made.owner_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()
    parts.drop_database(SCRATCH)


@pytest.fixture
def config(empty: Connection) -> Config:
    """Alembic on that database."""
    found = Config(str(ROOT / "migrations" / "alembic.ini"))
    found.set_main_option("script_location", str(ROOT / "migrations"))
    found.attributes["connection"] = empty
    return found


def test_they_go_up_down_and_up_again(empty: Connection, config: Config) -> None:
    for move, goal in ((command.upgrade, "head"), (command.downgrade, "base"), (command.upgrade, "head")):
        move(config, goal)
        empty.commit()
    assert "progress" in inspect(empty).get_table_names()


def test_they_leave_nothing_behind_when_they_go_down(empty: Connection, config: Config) -> None:
    command.upgrade(config, "head")
    command.downgrade(config, "base")
    empty.commit()
    assert set(inspect(empty).get_table_names()) <= {"alembic_version"}


def test_they_make_what_the_models_say(empty: Connection, config: Config) -> None:
    command.upgrade(config, "head")
    assert compare_metadata(MigrationContext.configure(empty), FabModel.metadata) == []


def test_they_form_one_numbered_line(config: Config) -> None:
    revisions = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert sorted(revisions) == [f"{number:04d}" for number in range(1, len(revisions) + 1)]
