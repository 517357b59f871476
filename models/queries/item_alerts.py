"""The alert that an action on an item answers: the item's own, or that of the project above it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import text

from models.queries.answered_alerts import SAME_WORDS
from models.rules.alert import ASKS_ACTION
from models.tables.base import db


class AskingAlert(NamedTuple):
    """An open alert that asks for an action, and its period."""

    alert_id: int
    period: str


# The nearest item going up, and of its alerts the latest.
_ASKING = text(
    """
    WITH RECURSIVE above AS (
      SELECT item.id AS asked, item.id, item.parent_id, 0 AS steps
        FROM plan_item item WHERE item.institution_id = :institution_id AND item.id = ANY(:item_ids)
      UNION ALL
      SELECT above.asked, parent.id, parent.parent_id, above.steps + 1
        FROM above JOIN plan_item parent ON parent.id = above.parent_id)
    SELECT DISTINCT ON (above.asked) above.asked, alert.id, alert.period
      FROM above JOIN alert ON alert.plan_item_id = above.id
     WHERE alert.kind = ANY(:kinds) AND alert.state <> 'closed'
     ORDER BY above.asked, above.steps, alert.period DESC
    """
)

_KNOWN = text(
    f"""
    SELECT EXISTS (SELECT FROM corrective_action made
                    WHERE made.institution_id = :institution_id AND made.plan_item_id = :item_id
                      AND made.id IS DISTINCT FROM CAST(:but AS bigint)
                      AND {SAME_WORDS.format(one="made.description", other="CAST(:description AS text)")})
    """  # noqa: S608 -- made of the constant above
)


def asking_alerts(institution_id: int, item_ids: Collection[int]) -> dict[int, AskingAlert]:
    """Give the alert that asks for an action of each item, where there is one; one statement."""
    bound = {
        "institution_id": institution_id,
        "item_ids": sorted(item_ids),
        "kinds": [kind.value for kind in ASKS_ACTION],
    }
    return {item_id: AskingAlert(*alert) for item_id, *alert in db.session.execute(_ASKING, bound)}


def is_known_action(institution_id: int, item_id: int, description: str, *, but: int | None = None) -> bool:
    """Tell whether the item has an action, other than `but`, whose words are the same once folded (S0-I-06)."""
    bound = {"institution_id": institution_id, "item_id": item_id, "description": description, "but": but}
    return bool(db.session.scalar(_KNOWN, bound))
