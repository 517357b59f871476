"""Closed choices and watched columns have words: no page falls back on a code."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from sqlalchemy import Enum

from models.tables.registry import TABLES
from views.field_words import FIELD_WORDS
from views.trail_words import ACTION_WORDS, SILENT, TABLE_WORDS
from views.words import CHOICE_WORDS

UNSEEN = {"audit_entry", "value_change", "audit_seal", "score", "score_run", "job_run", "occurrence", "login_failure"}
UNSEEN |= {"business_clock", "calendar_feed", "outbox_mail", "edition_data", "edition_file"}  # written without a trail
UNSEEN |= {"cut", "cut_item", "cut_sheet"}  # written once
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


ROOT = Path(__file__).resolve().parents[2]
ACTS = {
    (str(name.value), str(thing.value))
    for folder in ("app", "views", "jobs", "models")
    for path in (ROOT / folder).rglob("*.py")
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "Act"
    for name, thing in [call.args[:2]]
    if isinstance(name, ast.Constant) and isinstance(thing, ast.Constant)
}
"""Every act that the code writes down under a name of its own, and what it is done to."""


@pytest.mark.parametrize(("act", "thing"), sorted(ACTS))
def test_every_act_of_the_trail_has_words(act: str, thing: str) -> None:
    assert act in ACTION_WORDS
    assert thing in TABLE_WORDS


def test_it_finds_the_acts() -> None:
    assert {("submit_sheet", "capture_sheet"), ("denied", "screen")} <= ACTS
