"""Rows of a long table by some words of their code or name, among those that the reader sees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import ColumnElement, false, select

from models.queries.search import says
from models.rules.folding import words_of
from models.tables.base import db
from views.base.relations import fill, needed
from views.base.rows import NAMES, Choices

MOST = 20
"""More rows are no help: another word narrows them."""


def said_by(model: type[Any], text: str) -> ColumnElement[bool]:
    """Whether a row has every word of `text`, whatever capitals and accents; no row does without any word."""
    said, words = NAMES[model].said, words_of(text)
    return says(said, words) if said is not None and words else false()


def rows_saying(model: type[Model], text: str, only: Sequence[ColumnElement[bool]] = ()) -> Choices:
    """Key and words of the first `MOST` rows that say `text`, and of them those that `only` allows."""
    name = NAMES[model]
    rows = db.session.scalars(select(model).where(said_by(model, text), *only).order_by(*name.order).limit(MOST)).all()
    fill(rows, needed(model, [name.key_needs, name.needs]))
    found = {name.key(row): name.words(row) for row in reversed(rows)}  # an item of two versions has one key
    return [*reversed(found.items())]
