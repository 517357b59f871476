"""The activities, streamed: what was programmed, done and said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, text

from models.queries.local_day import zone_of
from models.rules.consolidation import ActivityRow, CorrectiveActionRow
from models.tables.base import db

CHUNK = 2_000

_ACTIVITIES = """
    SELECT item.code, item.name, unit.code AS unit_code, unit.name AS unit_name, parent.code AS parent_code,
           parent.name AS parent_name, words.unit_of_measure, words.decimals, score.planned, score.actual,
           score.planned_to_date, score.actual_to_date, score.period_percent, score.to_date_percent,
           score.year_percent, score.color, score.state, words.counted_at, words.cause, words.corrective_action,
           words.note
      FROM plan_item item
      JOIN plan_version version ON version.id = item.plan_version_id AND version.state = 'in_force'
      JOIN level ON level.id = item.level_id AND level.reports
      JOIN org_unit unit ON unit.id = item.org_unit_id
      LEFT JOIN plan_item parent ON parent.id = item.parent_id
      JOIN score ON score.plan_version_id = version.id AND score.plan_item_id = item.id AND score.period = :period
      LEFT JOIN LATERAL (
            SELECT string_agg(DISTINCT indicator.unit, ', ') AS unit_of_measure, max(indicator.decimals) AS decimals,
                   max(progress.counted_at) AS counted_at,
                   string_agg(NULLIF(progress.counted_cause, ''), E'\\n') AS cause,
                   string_agg(NULLIF(progress.counted_corrective_action, ''), E'\\n') AS corrective_action,
                   string_agg(NULLIF(progress.counted_note, ''), E'\\n') AS note
              FROM indicator
              LEFT JOIN progress ON progress.indicator_id = indicator.id AND progress.period = :period
               AND progress.counted_at IS NOT NULL
             WHERE indicator.plan_item_id = item.id) AS words ON true
     WHERE item.institution_id = :institution_id {narrowed}
     ORDER BY unit.code, parent.ordinal, parent.code, item.ordinal, item.code
"""
_ALL = text(_ACTIVITIES.format(narrowed=""))
_BEHIND = text(_ACTIVITIES.format(narrowed="AND score.color NOT IN ('green', 'blue', 'grey')"))


def activity_rows(institution_id: int, period: str) -> Iterator[ActivityRow]:
    """Every activity of the plans in force, by unit and function, as the rows come from the database."""
    zone = zone_of(institution_id)
    values = {"institution_id": institution_id, "period": period}
    for row in db.session.execute(_ALL, values, execution_options={"yield_per": CHUNK}):
        yield _activity(row, zone)


def corrective_rows(institution_id: int, period: str) -> list[CorrectiveActionRow]:
    """Activities that are not as programmed, with what was said of them or that nothing was."""
    rows = db.session.execute(_BEHIND, {"institution_id": institution_id, "period": period})
    return [
        CorrectiveActionRow(
            code=row.code,
            name=row.name,
            org_unit=row.unit_code,
            org_unit_name=row.unit_name,
            to_date_percent=row.to_date_percent,
            color=row.color,
            state=row.state,
            cause=row.cause,
            corrective_action=row.corrective_action,
        )
        for row in rows
    ]


def _activity(row: Row[Any], zone: ZoneInfo) -> ActivityRow:
    return ActivityRow(
        code=row.code,
        name=row.name,
        org_unit=row.unit_code,
        org_unit_name=row.unit_name,
        function=row.parent_code or "",
        function_name=row.parent_name or "",
        unit_of_measure=row.unit_of_measure or "",
        decimals=row.decimals or 0,
        planned=row.planned,
        actual=row.actual,
        planned_to_date=row.planned_to_date,
        actual_to_date=row.actual_to_date,
        period_percent=row.period_percent,
        to_date_percent=row.to_date_percent,
        year_percent=row.year_percent,
        color=row.color,
        state=row.state,
        sent_on=row.counted_at.astimezone(zone).date() if row.counted_at else None,
        cause=row.cause,
        corrective_action=row.corrective_action,
        note=row.note,
    )
