"""The search form of a register: one small field for each question that its columns answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import request, url_for
from flask_appbuilder.models.filters import BaseFilter
from flask_babel import gettext as _

from views.base.cells import choice_words
from views.base.filters import From, IsChoice, IsYes, OfRow, Until
from views.base.rows import listed, row_of, words_of
from views.formats import day

if TYPE_CHECKING:
    from views.base.pages import RegisterPages

Choices = Sequence[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class SearchField:
    """One input: its name in the address, its label, what stands in it, and the choices where it is closed.

    A look-up has the address of its rows as `source`; `words` says which row its value names.
    """

    name: str
    label: str
    value: str
    choices: Choices | None = None
    is_day: bool = False
    source: str = ""
    words: str = ""

    @property
    def id(self) -> str:
        """Of the element; each field stands once on a page."""
        return self.name

    @property
    def shown(self) -> str:
        """The value as a person reads it."""
        if self.is_day:
            return day(date.fromisoformat(self.value))
        return str(next((words for key, words in self.choices or () if key == self.value), self.words or self.value))


def search_fields(view: RegisterPages) -> list[SearchField]:
    """The fields of a list, in the order in which its columns are declared."""
    known = view._filters.get_search_filters()  # noqa: SLF001 -- FAB keeps the filters of a view there
    return [
        _field(view, column, index, kind)
        for column in view.search_columns
        for index, kind in enumerate(known.get(column, ()))
    ]


def _field(view: RegisterPages, column: str, index: int, kind: BaseFilter) -> SearchField:
    name = f"_flt_{index}_{column}"
    label = str(view.label_columns[column])
    if isinstance(kind, From):
        label = _("%(what)s from", what=label)
    elif isinstance(kind, Until):
        label = _("%(what)s until", what=label)
    value, choices = request.args.get(name, ""), _choices(view, column, kind)
    if isinstance(kind, OfRow) and choices is None:
        source = url_for("LookUpView.rows", register=type(view).__name__, column=column)
        return SearchField(name, label, value, source=source, words=_words(view, column, value))
    return SearchField(name, label, value, choices, isinstance(kind, From | Until))


def _choices(view: RegisterPages, column: str, kind: BaseFilter) -> Choices | None:
    if isinstance(kind, IsYes):
        return [("y", _("yes")), ("n", _("no"))]
    if isinstance(kind, IsChoice):
        words = {**choice_words(view.datamodel, column), **view.choice_labels.get(column, {})}
        members = view.datamodel.list_columns[column].type.enum_class
        return [(member.value, words.get(member.value, member.value)) for member in members]
    if isinstance(kind, OfRow):
        return listed(view.datamodel.get_related_model(column))
    return None


def _words(view: RegisterPages, column: str, value: str) -> str:
    row = row_of(view.datamodel.get_related_model(column), value) if value else None
    return "" if row is None else words_of(row)
