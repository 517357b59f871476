"""The items that a package brings, with the units that take part in them and the items that they serve."""

from __future__ import annotations

from sqlalchemy import text

from models.actions.import_links import link_items
from models.actions.plan_import import PlanImport
from models.actions.put_rows import Brought, Shape
from models.actions.refuse_in_force import refuse_in_force
from models.tables.base import db

_ITEMS = Shape(
    "plan_item",
    key=("code",),
    values=(
        *("parent_id", "level_id", "org_unit_id", "name", "weight", "starts_on", "ends_on", "description"),
        *("budget_code", "ordinal"),
    ),
    hang_on="plan_version_id",
    also=("plan_version_id",),
    # An item differs also where other units take part or it serves other items than before.
    beside=(
        """
        ARRAY(SELECT unit.code::text FROM participation part JOIN org_unit unit ON unit.id = part.org_unit_id
               WHERE part.plan_item_id = standing.id ORDER BY unit.code COLLATE "C")
        """,
        """
        ARRAY(SELECT plan.code || ':' || served.code
                FROM alignment link
                JOIN plan_item served ON served.id = link.aligns_to_id
                JOIN plan_version version ON version.id = served.plan_version_id
                JOIN plan ON plan.id = version.plan_id
               WHERE link.plan_item_id = standing.id ORDER BY (plan.code || ':' || served.code) COLLATE "C")
        """,
    ),
)
_LEVELS = text(
    """
    SELECT level.code, level.id FROM plan JOIN level ON level.plan_type_id = plan.plan_type_id
     WHERE plan.id = :plan_id AND plan.institution_id = :institution_id
    """
)


def import_items(work: PlanImport) -> None:
    """Put the items in place, with the units that take part and the items of other plans that they serve."""
    items = work.package.items
    levels: dict[str, int] = dict(db.session.execute(_LEVELS, work.bound).all())
    standing = list(_ITEMS.standing(work.bound, work.version_before))
    work.items_before = {row.id for row in standing}
    ids = work.item_ids = _ITEMS.ids(standing, (item.code for item in items))
    rows = (
        Brought(
            item.row,
            (item.code,),
            (
                *(ids[item.parent] if item.parent else None, levels[item.level]),
                *(work.unit_ids[work.units[item.code] or ""], item.name, item.weight, item.starts_on, item.ends_on),
                *(item.description, item.budget_code, ordinal),
            ),
            (work.plan_version_id,),
            (sorted(item.participants), sorted(item.aligns_to)),
            ids[item.code],
        )
        for ordinal, item in enumerate(items, 1)
    )
    put = _ITEMS.put(rows, standing, work.bound)
    work.count("items", put.counts)
    refuse_in_force(work, "items", put, lambda row: str(row.key[0]))
    link_items(work, put)
