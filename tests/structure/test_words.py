"""Closed choices and watched columns have words: no page falls back on a code."""

from __future__ import annotations

import pytest
from sqlalchemy import Enum

from models.tables.registry import TABLES
from views.field_words import FIELD_WORDS
from views.trail_words import SILENT, TABLE_WORDS
from views.words import CHOICE_WORDS

UNSEEN = {"audit_entry", "value_change", "audit_seal", "score", "score_run", "job_run", "occurrence", "login_failure"}
UNSEEN |= {"business_clock", "outbox_mail"}  # written without a trail
WATCHED = [table for table in TABLES if table.__tablename__ not in UNSEEN]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__tablename__)
def test_every_choice_of_a_table_has_words(table: type) -> None:
    choices = {column.type.enum_class for column in table.__table__.columns if isinstance(column.type, Enum)}
    for choice in choices:
        assert {member.value for member in choice} <= CHOICE_WORDS[choice].keys()


@pytest.mark.parametrize("table", WATCHED, ids=lambda table: table.__tablename__)
def test_every_column_that_the_trail_shows_has_words(table: type) -> None:
    assert table.__tablename__ in TABLE_WORDS
    assert {column.name for column in table.__table__.columns} - SILENT <= FIELD_WORDS.keys()
