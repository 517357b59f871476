"""Two people, one row: what each wrote, side by side, and nothing typed is lost."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from wtforms import BooleanField, Field, Form, SelectFieldBase

from views.base.fields import VersionField


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: its label, what the person typed and what stands in the database now."""

    label: str
    yours: str
    theirs: str


def differences(typed: Form, stored: Form) -> list[Difference]:
    """Fields in which two forms of the same kind differ, as a person reads them."""
    found = []
    for field in typed:
        if isinstance(field, VersionField) or field.type == "CSRFTokenField":
            continue
        yours, theirs = shown(field), shown(stored[field.name])
        if yours != theirs:
            found.append(Difference(str(field.label.text), yours, theirs))
    return found


def shown(field: Field) -> str:
    """What a field shows: the words of a choice, yes or no, the text of an input."""
    if isinstance(field, SelectFieldBase):
        return ", ".join(str(choice[1]) for choice in field.iter_choices() if choice[2])
    if isinstance(field, BooleanField):
        return _("yes") if field.data else _("no")
    text: str = getattr(field, "_value", str)()  # WTForms has no other name for the text of an input
    return text
