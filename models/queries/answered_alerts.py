"""Which alerts have the action that they ask for (S0-I-03, S0-I-06)."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import text

from models.rules.corrective_action import ADEQUATE
from models.tables.base import db

SAME_WORDS = "md5(btrim(folded({one}))) = md5(btrim(folded({other})))"
"""Two texts that differ in nothing but capitals, accents and signs; as the index of the table has it."""

ANSWERED = f"""EXISTS (
  WITH RECURSIVE below AS (
    SELECT alert.plan_item_id AS id
    UNION ALL
    SELECT child.id FROM plan_item child JOIN below ON child.parent_id = below.id)
  SELECT FROM corrective_action made JOIN below ON below.id = made.plan_item_id
   WHERE made.state = ANY(:adequate) AND made.period >= alert.period
     AND NOT EXISTS (
       SELECT FROM corrective_action earlier JOIN below same ON same.id = earlier.plan_item_id
        WHERE earlier.id < made.id AND {SAME_WORDS.format(one="earlier.description", other="made.description")}))"""  # noqa: S608 -- made of the constant above
"""Condition on `alert`: on its item or below it stands a validated action for its period or a later one, and new."""

BOUND = {"adequate": [state.value for state in ADEQUATE]}

_QUESTION = text(f"SELECT alert.id FROM alert WHERE alert.id = ANY(:alert_ids) AND {ANSWERED}")  # noqa: S608 -- ours


def answered_alerts(alert_ids: Collection[int]) -> frozenset[int]:
    """Give those of some alerts of the reader's that have their action; one statement."""
    if not alert_ids:
        return frozenset()
    return frozenset(db.session.scalars(_QUESTION, {"alert_ids": sorted(alert_ids), **BOUND}))
