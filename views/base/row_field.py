"""A row of another table in a form: chosen from a list, or looked up by words where the list would be too long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from flask import render_template, url_for
from flask_appbuilder import Model
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import ColumnElement
from wtforms import SelectFieldBase
from wtforms.fields.choices import Choice
from wtforms.widgets import Select, html_params

from models.rules.plain_text import MESSAGE, is_plain
from views.base.fields import SELECT, STYLE
from views.base.look_up import rows_saying
from views.base.rows import Choices, key_of, listed, row_of, words_of


class RowField(SelectFieldBase):
    """A row of another table by its key (`views.base.rows`): chosen from a list, or looked up where that is too long.

    Only what the reader may see is found, and of that what `only` allows. `register` and the field's own name are the
    address at which scripts ask for rows; without scripts the form comes back with those that fit.
    """

    widget: Any

    def __init__(
        self,
        label: Any,  # noqa: ANN401 -- text or lazy text
        *,
        target: type[Model],
        register: str,
        only: Sequence[ColumnElement[bool]] = (),
        **kwargs: Any,  # noqa: ANN401 -- WTForms' own arguments
    ) -> None:
        super().__init__(label, **{"render_kw": {"autocomplete": "off"}, **kwargs})
        self.target, self.register, self.only = target, register, only
        self.found: Choices = []

    def __call__(self, **kwargs: Any) -> Markup:  # noqa: ANN401 -- attributes of the element
        """A list of choices, else an input for words with the rows that fit what was typed before."""
        self.widget = Select() if self.choices is not None else _draw_look_up
        drawn: Markup = super().__call__(**{**(STYLE if self.choices is None else SELECT), **kwargs})
        return drawn

    @cached_property
    def choices(self) -> Choices | None:
        """The rows that may be chosen, asked for when the first page shows them; None where they are too many."""
        return listed(self.target, self.only)

    @property
    def words(self) -> str:
        """What the row is called, beside its key."""
        return "" if self.data is None else words_of(self.data)

    def iter_choices(self) -> Iterator[Choice]:
        """Key, words, whether it is the one, attributes."""
        chosen = self._value()
        rows = [(chosen, chosen)] if self.choices is None else [("", "—"), *self.choices]
        return (Choice(key, words, key == chosen, {}) for key, words in rows)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Find the row of the key that was sent, or those that say the words: they are asked about, never guessed.

        Of two values the last was chosen among rows that were found for the first.
        """
        text = valuelist[-1].strip() if valuelist else ""
        self.raw_data = [text]
        if not is_plain(text):
            raise ValueError(MESSAGE)
        self.data = row_of(self.target, text) if text else None
        if text and self.data is None:
            self.found = rows_saying(self.target, text, self.only) if self.choices is None else []
            raise ValueError(
                _("That is no exact code: choose which one it is.")
                if self.found
                else _("There is no such code. Check it, or write PLAN:code.")
            )

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else key_of(self.data)


def _draw_look_up(field: RowField, **kwargs: Any) -> Markup:  # noqa: ANN401 -- attributes of the element
    source = url_for("LookUpView.rows", register=field.register, column=field.name)
    attributes = html_params(id=field.id, name=field.name, value=field._value(), **kwargs)  # noqa: SLF001 -- WTForms' own way
    return Markup(render_template("register/look_up.html", field=field, source=source, attributes=Markup(attributes)))  # noqa: S704 -- our own template
