"""What another person changed on a line, said to the one who was writing there too."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from models.actions.record_progress import WRITTEN
from models.queries.line_history import LineChange, last_changes
from models.queries.sheet_lines import SheetLine
from views.base import acting_reader
from views.field_words import FIELD_WORDS
from views.formats import moment, plain, quantity

Shown = tuple[str, str, str]


def conflicts_of(lines: Sequence[SheetLine]) -> dict[int, dict[str, Any]]:
    """What stands on the lines that another person saved first, by indicator, with a sentence that tells it."""
    institution_id = acting_reader().institution_id or 0
    changes = last_changes(institution_id, [line.progress_id for line in lines if line.progress_id])
    return {
        line.indicator_id: {
            "version": line.row_version,
            "fields": {name: getattr(line, name) for name in WRITTEN} | {"actual": plain(line.actual)},
            "message": _sentence(changes.get(line.progress_id or 0)),
        }
        for line in lines
    }


def changed_fields(change: LineChange) -> list[Shown]:
    """Field, before and after, as a person reads them."""
    return [
        (str(FIELD_WORDS[name]), _value(change.before.get(name)), _value(change.after.get(name)))
        for name in change.after
    ]


def _sentence(change: LineChange | None) -> str:
    """« Jefatura cambió este dato el 06/04/2027 10:42 (ejecutado: 12 → 15). »."""
    if change is None:
        return _("Somebody changed this while you were writing.")
    who = _("You, in another window,") if change.actor == acting_reader().name else change.actor
    told = "; ".join(f"{field}: {old} → {new}" for field, old, new in changed_fields(change))
    return _("%(who)s changed this on %(at)s (%(told)s).", who=who, at=moment(change.at), told=told)


def _value(value: Any) -> str:  # noqa: ANN401 -- whatever JSON holds
    if value is None or value == "":
        return "—"
    return quantity(Decimal(str(value)), 6) if isinstance(value, int | float) else str(value)
