"""Where scores read from: the tables as they stand, or as the trail says that they stood at a moment (`--as-of`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

PAST_TABLES = (
    "plan_item", "indicator", "target", "progress", "capture_sheet", "internal_activity", "budget_line",
    "budget_month", "participation", "reporting_period", "plan_version",
)  # fmt: skip
"""What a past moment is read from. All of them are watched by the trail (rulings 29)."""


@dataclass(frozen=True, slots=True)
class Source:
    """Names of tables for the FROM of a statement; with a moment they are read back through the trail.

    A statement that uses it binds `institution_id`, and `moment` where one is set.
    """

    moment: datetime | None = None

    def table(self, name: str) -> str:
        """Give the FROM item of a table, to be followed by its alias."""
        if self.moment is None or name not in PAST_TABLES:
            return name
        return f"({_AS_OF.format(table=name, added=_ADDED.get(name, '{}'))})"

    def tables(self, *names: str) -> dict[str, str]:
        """Give several of them, by name."""
        return {name: self.table(name) for name in names}

    def bound(self, **values: object) -> dict[str, object]:
        """Give the parameters of a statement over this source."""
        return values if self.moment is None else values | {"moment": self.moment}


NOW = Source()
"""The tables themselves."""

_ADDED = {"budget_line": '{"budget_code": "", "name": ""}'}
"""What rows that the trail kept before a column came would have said in it."""

# The schema is named because a temporary table may lie over the table (`models/actions/look_back.py`). A row that
# changed later stands as it did before its first later change; one that was made later is not there.
_AS_OF = """
    SELECT now.* FROM public.{table} now
     WHERE now.institution_id = :institution_id AND NOT EXISTS (
           SELECT FROM value_change later
            WHERE later.table_name = '{table}' AND later.row_id = now.id AND later.at > :moment)
     UNION ALL
    SELECT past.* FROM (
           SELECT DISTINCT ON (later.row_id) later.before FROM value_change later
            WHERE later.table_name = '{table}' AND later.institution_id = :institution_id AND later.at > :moment
            ORDER BY later.row_id, later.id) AS first_later
      CROSS JOIN LATERAL jsonb_populate_record(
            NULL::public.{table}, '{added}'::jsonb || first_later.before) AS past
     WHERE first_later.before IS NOT NULL
"""
