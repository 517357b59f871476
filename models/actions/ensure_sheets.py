"""Lay out the empty sheets of a period: one for each unit in scope and plan in force that it reports on."""

from __future__ import annotations

from sqlalchemy import text

from models.queries.asked_sheets import ASKED_SHEETS, asked_values
from models.rules.period import Period
from models.tables.base import db

_INSERT = text(
    f"""
    INSERT INTO capture_sheet (institution_id, plan_id, org_unit_id, period, state)
    SELECT asked.institution_id, asked.plan_id, asked.org_unit_id, :period, 'not_started' FROM ({ASKED_SHEETS}) AS asked
    ON CONFLICT (plan_id, org_unit_id, period) DO NOTHING
    """  # noqa: S608 -- a constant of ours
)


def ensure_sheets(institution_id: int, period: str) -> int:
    """Insert what is missing and give how many sheets are new; the caller commits. One statement."""
    result = db.session.execute(_INSERT, {**asked_values(institution_id, Period.parse(period)), "period": period})
    return int(result.rowcount)  # type: ignore[attr-defined]  # every INSERT's result counts its rows
