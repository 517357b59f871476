"""Form fields for what FAB's own take wrongly: numbers, closed choices, rows of tables, the version of a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

from wtforms import IntegerField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import HiddenInput

from models.rules.numbers import Ambiguous, Refused, Room, Understood, plain_number, read_number
from views.formats import locale_code
from views.words import spoken

STYLE = {"class": "form-control"}
SELECT = {"class": "form-select"}


class NumberField(StringField):
    """A Decimal, read strictly by the institution's locale: `1,5` in El Salvador, `1.500` anywhere are asked back."""

    def __init__(self, label: Any, *, room: Room, **kwargs: Any) -> None:  # noqa: ANN401 -- WTForms' own arguments
        super().__init__(label, **{"render_kw": {**STYLE, "inputmode": "decimal"}, **kwargs})
        self.room = room

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed; a number that is not understood stays in the field with the reason beside it."""
        self.data = None
        if not valuelist or not valuelist[0].strip():
            return
        reading = read_number(valuelist[0], locale_code(), self.room)
        match reading:
            case Understood(value=value):
                self.data = self.of(value)
            case Ambiguous(message=message) | Refused(message=message):
                raise ValueError(message)

    def of(self, value: Decimal) -> Decimal | int:
        """The value as the column keeps it."""
        return value

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else plain_number(Decimal(self.data), locale_code())


class WholeNumberField(NumberField):
    """An int under the same rules."""

    def of(self, value: Decimal) -> int:
        """The value as the column keeps it."""
        return int(value)


class ChoiceField(SelectField):
    """A closed choice that starts empty. FAB's EnumField looks members up by a text that ours do not have as a name."""

    def __init__(self, label: Any, *, kind: type[StrEnum], labels: Mapping[str, Any], **kwargs: Any) -> None:  # noqa: ANN401
        pairs = [("", "—"), *((member.value, labels.get(member.value, member.value)) for member in kind)]
        choices = [SelectChoice(value, spoken(words)) for value, words in pairs]
        super().__init__(label, **{"choices": choices, "coerce": _coerce_to(kind), "render_kw": SELECT, **kwargs})


class DescribedChoiceField(RadioField):
    """One of few choices, all in sight, each with a line that says what it means; nothing is chosen beforehand."""

    def __init__(
        self,
        label: Any,  # noqa: ANN401 -- WTForms' own arguments
        *,
        kind: type[StrEnum],
        labels: Mapping[str, Any],
        lines: Mapping[str, Any],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        choices = [SelectChoice(value, labels.get(value, value)) for value in lines]
        super().__init__(label, **{"choices": choices, "coerce": _coerce_to(kind), **kwargs})
        self.lines = list(lines.values())


class VersionField(IntegerField):
    """The version of the row that the form was opened with; it never reaches the row."""

    widget: Any = HiddenInput()

    def populate_obj(self, _obj: object, _name: str) -> None:
        """The mapper counts versions, not a form."""

    def renew(self, version: int) -> None:
        """Carry another version from now on."""
        self.data, self.raw_data = version, None


def _coerce_to(choices: type[StrEnum]) -> Any:  # noqa: ANN401 -- a function for WTForms
    def coerce(value: str | None) -> StrEnum | None:
        return choices(value) if value else None

    return coerce
