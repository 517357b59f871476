"""How many activities each report should hold, how many have a draft, and how many count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import text

from models.rules.period import Period
from models.tables.base import db


class LineCounts(NamedTuple):
    """`expected` are programmed in the period, `drafted` have a value or a reason, `counted` had one when sent."""

    expected: int
    drafted: int
    counted: int


NOTHING = LineCounts(0, 0, 0)
CellKey = tuple[int, int, str]
"""Plan, unit, period."""

_COUNTS = text(
    """
    WITH part (period, whole) AS (SELECT * FROM unnest(CAST(:parts AS text[]), CAST(:wholes AS text[]))),
    asked AS (
      SELECT DISTINCT version.plan_id, target.org_unit_id, part.whole, target.indicator_id
        FROM part
        JOIN target ON target.institution_id = :institution_id AND target.period = part.period
        JOIN indicator ON indicator.id = target.indicator_id AND indicator.frequency = :frequency
        JOIN plan_version version ON version.id = indicator.plan_version_id AND version.state = 'in_force'
       WHERE (target.planned > 0 OR (target.planned = 0 AND indicator.direction = 'down'))
         AND (CAST(:org_unit_id AS bigint) IS NULL OR target.org_unit_id = :org_unit_id)
    )
    SELECT asked.plan_id, asked.org_unit_id, asked.whole, count(*),
           count(*) FILTER (WHERE progress.actual IS NOT NULL OR progress.no_report_reason <> ''),
           count(*) FILTER (WHERE progress.counted_actual IS NOT NULL OR progress.counted_reason <> '')
      FROM asked
      LEFT JOIN progress ON progress.indicator_id = asked.indicator_id AND progress.org_unit_id = asked.org_unit_id
       AND progress.period = asked.whole
     GROUP BY 1, 2, 3
    """
)


def line_counts(
    institution_id: int, periods: Sequence[Period], org_unit_id: int | None = None
) -> dict[CellKey, LineCounts]:
    """Count the reports of some periods of one kind, of all units or of one; one statement.

    Zero asks for a report only where zero is a true target (R C-11); a longer period is asked for by its parts too.
    """
    if not periods:
        return {}
    parts = [(str(part), str(whole)) for whole in periods for part in (whole, *whole.shorter())]
    values = {
        "institution_id": institution_id,
        "org_unit_id": org_unit_id,
        "frequency": periods[0].kind.value,
        "parts": [part for part, _ in parts],
        "wholes": [whole for _, whole in parts],
    }
    rows = db.session.execute(_COUNTS, values)
    return {(plan, unit, period): LineCounts(*counts) for plan, unit, period, *counts in rows}
