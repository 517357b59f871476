"""Rows of internal activities between the form and the action."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from models.actions.record_internal import InternalEntry
from models.queries.my_month import Month
from models.rules.errors import RuleBroken
from models.rules.numbers import Understood, plain_number, read_number
from models.rules.plain_text import check_plain
from models.rules.sentence import say
from views.field_words import FIELD_WORDS
from views.formats import locale_code

EMPTY_ROWS = 2


def internal_rows(month: Month, writable_sheet: int | None) -> list[dict[str, Any]]:
    """What the page shows: the rows that stand, and two empty ones where more may be written.

    Rows of the writable sheet carry a `number`; those of a sheet that was sent are only read and carry none.
    """
    rows = [
        {
            "number": number if row.capture_sheet_id == writable_sheet else None,
            "id": row.id,
            "row_version": row.row_version,
            "name": row.name,
            "unit": row.unit,
            "actual": "" if row.actual is None else plain_number(row.actual, locale_code()),
            "note": row.note,
        }
        for number, row in enumerate(month.internal)
    ]
    if writable_sheet is not None:
        empty = {"id": None, "row_version": None, "name": "", "unit": "", "actual": "", "note": ""}
        rows += [{**empty, "number": len(rows) + extra} for extra in range(EMPTY_ROWS)]
    return rows


def internal_entries(form: Mapping[str, str], locale: str) -> list[InternalEntry]:
    """Read the rows of the form; raises RuleBroken for a number that is not understood and for hidden characters."""
    numbers = [name.removeprefix("internal-name-") for name in form if name.startswith("internal-name-")]
    return [_entry(form, number, locale) for number in numbers]


def _entry(form: Mapping[str, str], number: str, locale: str) -> InternalEntry:
    field = {
        name: form.get(f"internal-{name}-{number}", "").strip() for name in ("id", "version", "name", "unit", "note")
    }
    for name in ("name", "unit", "note"):
        check_plain(field[name], f"internal-{name}-{number}", of=f"{_('Internal activity')}, {FIELD_WORDS[name]}")
    typed = form.get(f"internal-actual-{number}", "").strip()
    reading = read_number(typed, locale) if typed else None
    if reading is not None and not isinstance(reading, Understood):
        raise RuleBroken(
            "internal_number",
            say("{name}: {problem}", name=field["name"] or _("Internal activity"), problem=reading.message),
        )
    return InternalEntry(
        id=int(field["id"]) if field["id"].isdecimal() else None,
        row_version=int(field["version"]) if field["version"].isdecimal() else None,
        name=field["name"],
        unit=field["unit"],
        actual=reading.value if reading else None,
        note=field["note"],
    )
