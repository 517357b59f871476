"""Stored figures that an older declaration made, where a newer one holds."""

from __future__ import annotations

from sqlalchemy import text

from models.queries.scoring_rules import scoring_rules
from models.tables.base import db

_OLDER = text(
    """
    SELECT run.institution_id, run.plan_version_id, run.period, run.preset_version_id
      FROM score_run run
      JOIN plan_version version ON version.id = run.plan_version_id AND version.state = 'in_force'
     WHERE run.preset_version_id <> (SELECT id FROM preset_version newest
                                      WHERE newest.institution_id = run.institution_id
                                      ORDER BY newest.number DESC LIMIT 1)
     ORDER BY run.institution_id, run.plan_version_id, run.period
    """
)


def stale_runs() -> list[tuple[int, int, str]]:
    """Institution, plan version and period of each tree to be coloured anew; what a closing fixed stays as it is.

    One statement, and one more for each tree that an older declaration made.
    """
    return [
        (institution_id, version_id, period)
        for institution_id, version_id, period, made_by in db.session.execute(_OLDER)
        if scoring_rules(version_id, period).preset_version_id != made_by
    ]
