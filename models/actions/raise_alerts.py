"""Alerts as they come and go by themselves: with the early warning of the month, and with each cut."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import text

from models.actions.store_cut import Frozen
from models.queries.answered_alerts import ANSWERED, BOUND
from models.queries.preset_in_use import preset_in_use
from models.rules.alert import ASKS_ACTION, MILD_FACTS, asking_colors, levels_that_answer
from models.rules.period import Period
from models.tables.base import db

KINDS = [asking.value for asking in ASKS_ACTION]
_COLUMNS = "institution_id, kind, plan_item_id, period, severity, color, facts, cut_id, raised_at"
_SEVERITY = "CASE WHEN {color} = 'red' THEN 'high' ELSE 'medium' END"

# What a person closed stays closed; what closed by itself opens again when the figures say so.
_AGAIN = """
    ON CONFLICT (kind, plan_item_id, period) DO UPDATE
       SET severity = excluded.severity, color = excluded.color, facts = excluded.facts,
           cut_id = COALESCE(excluded.cut_id, alert.cut_id), row_version = alert.row_version + 1,
           state = CASE WHEN alert.ending <> 'managed' THEN 'generated' ELSE alert.state END,
           closed_at = CASE WHEN alert.ending = 'managed' THEN alert.closed_at END,
           ending = CASE WHEN alert.ending = 'managed' THEN alert.ending END
     WHERE (alert.color, alert.facts, alert.cut_id) IS DISTINCT FROM (excluded.color, excluded.facts, excluded.cut_id)
"""

_EARLY = text(
    f"""
    INSERT INTO alert ({_COLUMNS})
    SELECT score.institution_id, 'early', score.plan_item_id, score.period, {_SEVERITY.format(color="score.color")},
           score.color, '{{}}', NULL, :now
      FROM score
      JOIN plan_version version ON version.id = score.plan_version_id AND version.state = 'in_force'
      JOIN plan_item item ON item.id = score.plan_item_id
      JOIN level ON level.id = item.level_id
      JOIN plan_type ON plan_type.id = level.plan_type_id
     WHERE score.institution_id = :institution_id AND score.period = :period
       AND plan_type.code || '.' || level.code || '.' || score.color = ANY(:asking)
    ON CONFLICT (kind, plan_item_id, period) DO NOTHING
    """  # noqa: S608 -- made of the constants above
)

_HERE = """
    WITH here AS (
      SELECT frozen.plan_item_id, frozen.color, frozen.non_green_run AS run, frozen.facts, level.reports,
             plan_type.code || '.' || level.code = ANY(:levels) AS answers
        FROM cut_item frozen
        JOIN plan_item item ON item.id = frozen.plan_item_id
        JOIN level ON level.id = item.level_id
        JOIN plan_type ON plan_type.id = level.plan_type_id
       WHERE frozen.institution_id = :institution_id AND frozen.cut_id = :cut_id)
"""

_MISSING = text(
    f"""
    {_HERE}
    INSERT INTO alert ({_COLUMNS})
    SELECT :institution_id, 'missing_action', alert.plan_item_id, alert.period, 'high', here.color, '{{}}', :cut_id,
           :now
      FROM alert JOIN here USING (plan_item_id)
     WHERE alert.institution_id = :institution_id AND alert.kind = ANY(:kinds) AND alert.period = :previous
       AND here.run > 1 AND NOT {ANSWERED}
    ON CONFLICT (kind, plan_item_id, period) DO NOTHING
    """  # noqa: S608 -- made of the constants above
)

_ENDED = text(
    f"""
    {_HERE}
    UPDATE alert
       SET state = 'closed', closed_at = :now, row_version = alert.row_version + 1,
           ending = CASE WHEN here.run = 0 THEN 'green' WHEN here.run = 1 THEN 'corrected' ELSE 'continues' END
      FROM here
     WHERE here.plan_item_id = alert.plan_item_id AND alert.institution_id = :institution_id
       AND alert.state <> 'closed' AND alert.kind <> 'incoherent' AND alert.period <= :period
       AND (here.run = 0
            OR here.run = 1 AND alert.kind = 'persistent' AND alert.period = :period
            OR here.run > 1 AND (alert.kind = 'early' OR alert.kind = 'persistent' AND alert.period < :period))
    """  # noqa: S608 -- made of the constants above
)

_RAISED = text(
    f"""
    {_HERE}
    INSERT INTO alert ({_COLUMNS})
    SELECT :institution_id, CASE WHEN here.run > 1 THEN 'persistent' ELSE 'early' END, here.plan_item_id, :period,
           {_SEVERITY.format(color="here.color")}, here.color, '{{}}', :cut_id, :now
      FROM here WHERE here.run > 0 AND here.answers
     UNION ALL
    SELECT :institution_id, 'incoherent', here.plan_item_id, :period,
           CASE WHEN here.facts <@ CAST(:mild AS varchar[]) THEN 'low' ELSE 'medium' END, here.color, here.facts,
           :cut_id, :now
      FROM here WHERE here.facts <> '{{}}' AND (here.answers OR here.reports)
    {_AGAIN}
    """  # noqa: S608 -- made of the constants above
)

# What was told with the report, before there was an alert; the nearest item going up.
_JOINED = text(
    """
    WITH RECURSIVE above AS (
      SELECT made.id AS action_id, made.plan_item_id AS item_id, 0 AS steps
        FROM corrective_action made
       WHERE made.institution_id = :institution_id AND made.period = :period AND made.alert_id IS NULL
      UNION ALL
      SELECT above.action_id, item.parent_id, above.steps + 1
        FROM above JOIN plan_item item ON item.id = above.item_id
       WHERE item.parent_id IS NOT NULL),
    asking AS (
      SELECT DISTINCT ON (above.action_id) above.action_id, alert.id AS alert_id
        FROM above JOIN alert ON alert.plan_item_id = above.item_id
       WHERE alert.period = :period AND alert.kind = ANY(:kinds) AND alert.state <> 'closed'
       ORDER BY above.action_id, above.steps)
    UPDATE corrective_action
       SET alert_id = asking.alert_id, row_version = corrective_action.row_version + 1
      FROM asking WHERE asking.action_id = corrective_action.id
    """
)


def raise_early(institution_id: int, period: str, now: datetime) -> None:
    """Raise an alert for each project, or activity outside of projects, that is not green as things stand (S0-I-02).

    The caller commits; what was raised before stays as it is.
    """
    preset = preset_in_use(institution_id).preset
    asking = [
        f"{shape.code}.{level}.{color}"
        for shape in preset.plan_types
        for level in levels_that_answer(shape)
        for color in asking_colors(shape, level)
    ]
    bound = {"institution_id": institution_id, "period": period, "kinds": KINDS, "now": now}
    db.session.execute(_EARLY, bound | {"asking": asking})
    db.session.execute(_JOINED, bound)


def raise_at_cuts(institution_id: int, period: str, cuts: Iterable[Frozen], now: datetime) -> None:
    """Bring the alerts to what the cuts that a closing left say: raised, gone on, or back to green. The caller commits.

    Cuts of longer periods than those that are closed ask for nothing.
    """
    preset = preset_in_use(institution_id).preset
    levels = [f"{shape.code}.{level}" for shape in preset.plan_types for level in levels_that_answer(shape)]
    kind = Period.parse(period).kind
    for cut in cuts:
        span = Period.parse(cut.period)
        if span.kind is not kind:
            continue
        bound: dict[str, Any] = {
            "institution_id": institution_id,
            "cut_id": cut.cut_id,
            "period": cut.period,
            "previous": str(span.previous()),
            "levels": levels,
            "kinds": KINDS,
            "mild": [fact.value for fact in MILD_FACTS],
            "now": now,
        }
        for statement in (_MISSING, _ENDED, _RAISED, _JOINED):
            db.session.execute(statement, bound | BOUND)
