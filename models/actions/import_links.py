"""Which units take part in an item, and which items of other plans it serves."""

from __future__ import annotations

from sqlalchemy import text

from models.actions.plan_import import PlanImport
from models.rules.package_problems import Place
from models.tables.base import db

_FORGET = """
    DELETE FROM {table} WHERE institution_id = :institution_id
       AND plan_item_id IN (SELECT id FROM staged_plan_item WHERE is_changed AND NOT is_new)
"""
_TAKE_PART = """
    INSERT INTO participation (institution_id, plan_item_id, org_unit_id)
    SELECT :institution_id, staged.id, unit.id
      FROM staged_plan_item staged CROSS JOIN unnest(staged.participants) AS named (code)
      JOIN org_unit unit ON unit.institution_id = :institution_id AND unit.code = named.code
     WHERE staged.is_new OR staged.is_changed
     ORDER BY staged.file_row, named.code
"""

# Items of this plan are meant in this version; those of another in the one in force, or else in its newest.
_SERVED = """
    SELECT staged.file_row, staged.id, named.link, plan_type.code, (
           SELECT item.id FROM plan_item item JOIN plan_version version ON version.id = item.plan_version_id
            WHERE version.plan_id = plan.id AND item.code = split_part(named.link, ':', 2)
              AND (plan.id <> :plan_id OR version.id = :plan_version_id)
            ORDER BY version.state = 'in_force' DESC, version.number DESC LIMIT 1)
      FROM staged_plan_item staged CROSS JOIN unnest(staged.aligns_to) AS named (link)
      LEFT JOIN plan ON plan.institution_id = :institution_id AND plan.code = split_part(named.link, ':', 1)
      LEFT JOIN plan_type ON plan_type.id = plan.plan_type_id
     WHERE staged.is_new OR staged.is_changed
     ORDER BY staged.file_row, named.link
"""
_SERVE = """
    INSERT INTO alignment (institution_id, plan_item_id, aligns_to_id)
    SELECT :institution_id, link.plan_item_id, link.aligns_to_id
      FROM unnest(CAST(:item_ids AS bigint[]), CAST(:served_ids AS bigint[])) AS link (plan_item_id, aligns_to_id)
"""


def link_items(work: PlanImport) -> None:
    """Write the links of new and changed items; one that leads nowhere, or to a wrong type of plan, is a problem."""
    for table in ("participation", "alignment"):
        db.session.execute(text(_FORGET.format(table=table)), work.bound)
    db.session.execute(text(_TAKE_PART), work.bound)
    links: list[tuple[int, int]] = []
    for row, item_id, link, plan_type, served_id in db.session.execute(text(_SERVED), work.bound):
        place = Place("items", row, "aligns_to")
        if served_id is None:
            work.problems.add("unknown_alignment", place, link)
        elif plan_type not in {*work.shape.aligns_to, work.shape.code}:
            words = {"type": work.shape.code, "choices": ", ".join(work.shape.aligns_to) or "—"}
            work.problems.add("alignment_not_allowed", place, link, **words)
        else:
            links.append((item_id, served_id))
    if links:
        ids = {"item_ids": [one for one, _ in links], "served_ids": [other for _, other in links]}
        db.session.execute(text(_SERVE), {**work.bound, **ids})
