"""Scores are copied into the table column by column, without asking each figure for its name."""

from __future__ import annotations

from models.actions.store_scores import _PLAIN, COLUMNS
from models.rules.figures import Figures
from models.tables.score import Score


def test_its_columns_follow_the_fields_of_the_figures() -> None:
    assert Figures._fields[: len(_PLAIN)] == _PLAIN


def test_its_columns_are_those_of_the_table() -> None:
    assert set(COLUMNS) <= {column.name for column in Score.__table__.columns}
