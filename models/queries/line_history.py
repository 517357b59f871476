"""Who changed what on a line of a sheet, as the database itself wrote it down."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from models.tables.base import db
from models.tables.progress import Progress
from models.tables.value_change import ValueChange

MOST_SHOWN = 50
_LINE_FIELDS = ("actual", "no_report_reason", "cause", "corrective_action", "note")


@dataclass(frozen=True, slots=True)
class LineChange:
    """One change of the fields that a person writes; `before` and `after` hold those that differ, as JSON has them."""

    at: datetime
    actor: str
    before: dict[str, Any]
    after: dict[str, Any]


def line_history(progress_id: int) -> list[LineChange]:
    """Changes of a line that the reader may see, the newest first, at most fifty; two statements.

    The trail itself is open to planning and internal control alone; whoever reads a line reads what became of it too.
    """
    line = db.session.scalars(select(Progress).where(Progress.id == progress_id)).one_or_none()
    if line is None:
        return []
    return _changes(line.institution_id, [line.id], MOST_SHOWN).get(line.id, [])


def last_changes(institution_id: int, progress_ids: Collection[int]) -> dict[int, LineChange]:
    """The newest change of each line that the caller read; one statement."""
    return {key: found[0] for key, found in _changes(institution_id, progress_ids, None).items()}


def _changes(institution_id: int, progress_ids: Collection[int], most: int | None) -> dict[int, list[LineChange]]:
    trail = ValueChange.__table__.c
    rows = db.session.execute(
        select(trail.row_id, trail.at, trail.actor, trail.before, trail.after)
        .where(trail.institution_id == institution_id, trail.table_name == "progress", trail.row_id.in_(progress_ids))
        .order_by(trail.id.desc())
        .limit(most)
    )
    found: dict[int, list[LineChange]] = {}
    for row in rows:
        old, new = row.before or {}, row.after or {}
        differing = [name for name in _LINE_FIELDS if _held(old, name) != _held(new, name)]
        if differing:
            before, after = ({name: side.get(name) for name in differing} for side in (old, new))
            found.setdefault(row.row_id, []).append(LineChange(row.at, row.actor, before, after))
    return found


def _held(side: dict[str, Any], name: str) -> Any:  # noqa: ANN401 -- whatever JSON holds
    """Nothing is nothing, whether the row was missing, the field was null or the text was empty; a zero is a value."""
    value = side.get(name)
    return "" if value is None else value
