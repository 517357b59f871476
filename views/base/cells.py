"""A value as a person reads it: never None, True, an ISO date or a code word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import Enum

from views import formats
from views.base.interface import PlanningInterface
from views.base.rows import words_of
from views.words import CHOICE_WORDS, Words, spoken

NOTHING = "—"
MOST_DECIMALS = 6
Formatter = Callable[[Any], str]


def formatter_of(datamodel: PlanningInterface, column: str, words: Words) -> Formatter:
    """How the values of a column are shown; `words` are the register's own for a closed choice."""
    if column.rpartition(".")[2] == "period":
        return period
    return partial(shown, words={**choice_words(datamodel, column), **words})


def choice_words(datamodel: PlanningInterface, column: str) -> Words:
    """The words of the closed choice that a column holds, empty for any other column."""
    kind = getattr(datamodel.list_columns.get(column), "type", None)
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return CHOICE_WORDS.get(kind.enum_class, {})
    return {}


def period(value: str | None) -> str:
    """« marzo de 2027 » for 2027-03."""
    return formats.period(value) if value else NOTHING


def shown(value: Any, words: Words) -> str:  # noqa: ANN401 -- whatever a column holds
    """The value in words, by its kind."""
    if value is None or value == "":
        return NOTHING
    for kind, form in FORMS.items():
        if isinstance(value, kind):
            return form(value)
    return spoken(words.get(str(value), value))


FORMS: Mapping[type[Any], Formatter] = {
    bool: formats.yes_no,
    datetime: formats.moment,  # before date, of which it is a kind
    date: formats.day,
    Decimal: lambda value: formats.quantity(value, MOST_DECIMALS),
    Model: words_of,
}
