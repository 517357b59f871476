"""The items that a package brings, with the units that take part in them and the items that they serve."""

from __future__ import annotations

from models.actions.import_links import link_items
from models.actions.plan_import import PlanImport, ids_of_version
from models.actions.refuse_in_force import refuse_in_force
from models.actions.stage_rows import Stage

_ITEMS = Stage(
    table="plan_item",
    brought={
        "code": "text",
        "parent": "text",
        "level": "text",
        "org_unit_id": "bigint",
        "name": "text",
        "weight": "numeric",
        "starts_on": "date",
        "ends_on": "date",
        "description": "text",
        "budget_code": "text",
        "ordinal": "integer",
        "participants": "text[]",
        "aligns_to": "text[]",
    },
    key=("plan_version_id", "code"),
    values=(
        *("level_id", "org_unit_id", "name", "weight", "starts_on", "ends_on", "description", "budget_code", "ordinal"),
        "parent_id",
    ),
    found={"plan_version_id": "bigint", "level_id": "bigint", "parent_id": "bigint"},
    find=(
        """
        UPDATE {staged} staged SET plan_version_id = :plan_version_id, level_id = level.id
          FROM plan JOIN level ON level.plan_type_id = plan.plan_type_id
         WHERE plan.id = :plan_id AND plan.institution_id = :institution_id AND level.code = staged.level
        """,
    ),
    linked=("parent_id",),
    link=(
        """
        UPDATE {staged} staged SET parent_id = above.id FROM plan_item above
         WHERE above.institution_id = :institution_id AND above.plan_version_id = :plan_version_id
           AND above.code = staged.parent
        """,
    ),
    also_changed=(
        # A row differs also where other units take part or it serves other items than before.
        """
        UPDATE {staged} staged SET is_changed = true
          FROM {staged} each
          LEFT JOIN (SELECT part.plan_item_id, array_agg(unit.code::text ORDER BY unit.code COLLATE "C") AS codes
                       FROM participation part JOIN org_unit unit ON unit.id = part.org_unit_id
                      WHERE part.institution_id = :institution_id GROUP BY part.plan_item_id) AS taking
            ON taking.plan_item_id = each.id
          LEFT JOIN (SELECT link.plan_item_id,
                            array_agg(plan.code || ':' || served.code
                                      ORDER BY plan.code || ':' || served.code COLLATE "C") AS codes
                       FROM alignment link
                       JOIN plan_item served ON served.id = link.aligns_to_id
                       JOIN plan_version version ON version.id = served.plan_version_id
                       JOIN plan ON plan.id = version.plan_id
                      WHERE link.institution_id = :institution_id GROUP BY link.plan_item_id) AS serving
            ON serving.plan_item_id = each.id
         WHERE each.file_row = staged.file_row
           AND (each.participants, each.aligns_to)
               IS DISTINCT FROM (coalesce(taking.codes, '{{}}'), coalesce(serving.codes, '{{}}'))
        """,
    ),
)


def import_items(work: PlanImport) -> None:
    """Put the items in place, with the units that take part and the items of other plans that they serve."""
    staged = work.staged(_ITEMS)
    staged.bring(
        (
            item.row,
            *(item.code, item.parent, item.level, work.unit_ids[work.units[item.code] or ""], item.name, item.weight),
            *(item.starts_on, item.ends_on, item.description, item.budget_code, ordinal),
            *(sorted(item.participants), sorted(item.aligns_to)),
        )
        for ordinal, item in enumerate(work.package.items, 1)
    )
    work.count("items", staged.put())
    refuse_in_force(work, "items", _ITEMS.staged, "code")
    link_items(work)
    work.item_ids = ids_of_version("plan_item", work)
