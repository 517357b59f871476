"""Top items of a plan that serve nothing of the plan above, neither themselves nor by anything below them."""

from __future__ import annotations

from sqlalchemy import text

from models.tables.base import db

_UNALIGNED = text(
    """
    WITH RECURSIVE serving AS (
        SELECT item.id, item.parent_id
          FROM plan_item item JOIN alignment link ON link.plan_item_id = item.id
         WHERE item.institution_id = :institution_id AND item.plan_version_id = :plan_version_id
         UNION
        SELECT above.id, above.parent_id FROM serving JOIN plan_item above ON above.id = serving.parent_id
    )
    SELECT item.code FROM plan_item item
     WHERE item.institution_id = :institution_id AND item.plan_version_id = :plan_version_id
       AND item.parent_id IS NULL AND item.id NOT IN (SELECT id FROM serving)
     ORDER BY item.ordinal, item.id
    """
)


def unaligned_items(institution_id: int, plan_version_id: int) -> list[str]:
    """Give their codes in the plan's order (S0-DEF-06): one statement."""
    bound = {"institution_id": institution_id, "plan_version_id": plan_version_id}
    return list(db.session.scalars(_UNALIGNED, bound))
