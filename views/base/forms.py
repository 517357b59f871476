"""From the columns of a model to a form: FAB's converter, with our fields where FAB's take too much or too little."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_appbuilder.forms import GeneralModelConverter
from sqlalchemy import Column, ColumnElement, Date, Enum, Integer, Numeric, Text
from wtforms import BooleanField, DateField, Field, Form, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from models.rules.numbers import Room
from models.rules.plain_text import MESSAGE, is_plain
from views.base.cells import choice_words
from views.base.fields import STYLE, ChoiceField, DescribedChoiceField, NumberField, WholeNumberField
from views.base.interface import PlanningInterface
from views.base.row_field import RowField

FieldMaker = tuple[type[Field], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class FormWords:
    """What a register is called, and what it says of choices: words of closed ones, which rows of others it offers.

    `lines` says what each choice means, by column and value: of such a column only these are offered, all in sight.
    """

    register: str
    choices: Mapping[str, Mapping[str, Any]]
    lines: Mapping[str, Mapping[str, Any]]
    offered: Mapping[str, Sequence[ColumnElement[bool]]]


class PlanningConverter(GeneralModelConverter):
    """Strict numbers, native dates, closed choices with their own words, rows of other tables by their key."""

    def __init__(self, datamodel: PlanningInterface, words: FormWords) -> None:
        super().__init__(datamodel)
        self.words = words

    def _convert_many_to_one(
        self,
        col_name: str,
        label: str,
        description: str,
        lst_validators: list[Any],
        _filter_rel_fields: Any,  # noqa: ANN401
        form_props: dict[str, Field],
    ) -> dict[str, Field]:
        needed = Optional() if self.datamodel.is_nullable(col_name) else InputRequired()
        form_props[col_name] = RowField(
            label,
            target=self.datamodel.get_related_model(col_name),
            register=self.words.register,
            only=self.words.offered.get(col_name, ()),
            description=description,
            validators=[needed, *lst_validators],
        )
        return form_props

    def _convert_simple(
        self, col_name: str, label: str, description: str, lst_validators: list[Any], form_props: dict[str, Field]
    ) -> dict[str, Field]:
        column = self.datamodel.list_columns[col_name]
        made = self._ours(col_name, column)
        if made is None:
            made = (_text_field(column), {"render_kw": STYLE, "filters": [_stripped]})
            lst_validators = [_plain, *lst_validators, *_length(column)]
        kind, arguments = made
        needed = [] if kind is BooleanField else [_needed(column)]
        form_props[col_name] = kind(
            label,
            description=description,
            validators=[*needed, *lst_validators],
            default=self.datamodel.get_col_default(col_name),
            **arguments,
        )
        return form_props

    def _ours(self, col_name: str, column: Column[Any]) -> FieldMaker | None:
        kind = column.type
        if isinstance(kind, Enum) and kind.enum_class is not None:
            chosen = {"kind": kind.enum_class, "labels": self._labels(col_name)}
            lines = self.words.lines.get(col_name)
            return (DescribedChoiceField, {**chosen, "lines": lines}) if lines else (ChoiceField, chosen)
        if isinstance(kind, Numeric):
            scale = kind.scale or 0
            return NumberField, {"room": Room(whole_digits=(kind.precision or 18) - scale, decimals=scale)}
        if isinstance(kind, Integer):
            return WholeNumberField, {"room": Room(whole_digits=9, decimals=0)}
        if isinstance(kind, Date):
            return DateField, {"render_kw": STYLE}
        return (BooleanField, {}) if kind.python_type is bool else None

    def _labels(self, col_name: str) -> Mapping[str, Any]:
        return {**choice_words(self.datamodel, col_name), **self.words.choices.get(col_name, {})}


def _needed(column: Column[Any]) -> InputRequired | Optional:
    """A text that may stay empty has a default; FAB would demand it because the column is never NULL."""
    return Optional() if column.nullable or column.default is not None else InputRequired()


def _text_field(column: Column[Any]) -> type[Field]:
    return TextAreaField if isinstance(column.type, Text) else StringField


def _length(column: Column[Any]) -> list[Length]:
    length = getattr(column.type, "length", None)
    return [Length(max=length)] if length else []


def _plain(_form: Form, field: Field) -> None:
    if not is_plain(field.data or ""):
        raise ValidationError(MESSAGE)


def _stripped(text: str | None) -> str:
    return (text or "").strip()
