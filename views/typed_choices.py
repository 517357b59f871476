"""Days, hours and choices as a form brings them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import request
from flask_babel import gettext as _

from models.rules.errors import RuleBroken
from views.formats import zone_name


def typed_moment(day: str, hour: str) -> datetime:
    """The moment of a day and an hour in two fields of the form, where the institution is; raises RuleBroken 422."""
    try:
        moment = datetime.fromisoformat(f"{request.form.get(day, '')}T{request.form.get(hour, '')}")
    except ValueError as problem:
        raise RuleBroken("bad_moment", _("Write the day and the hour."), field=day) from problem
    return moment.replace(tzinfo=ZoneInfo(zone_name()))


def typed_day(name: str) -> date:
    """The day of a field of the form; raises RuleBroken 422."""
    try:
        return date.fromisoformat(request.form.get(name, ""))
    except ValueError as problem:
        raise RuleBroken("bad_day", _("Write the day."), field=name) from problem


def typed_key(name: str) -> int | None:
    """The number of a row that was chosen in a field of the form, None where nothing was."""
    text = request.form.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() else None


def typed_keys(name: str) -> tuple[int, ...]:
    """The numbers of the rows that were ticked."""
    return tuple(int(text) for text in request.form.getlist(name) if text.isascii() and text.isdecimal())
