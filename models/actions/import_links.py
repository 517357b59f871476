"""Which units take part in an item, and which items of other plans it serves."""

from __future__ import annotations

from sqlalchemy import text

from models.actions.copy_rows import copy_rows
from models.actions.plan_import import PlanImport
from models.actions.put_rows import Brought, Put
from models.rules.package_problems import Place
from models.tables.base import db

_FORGET = "DELETE FROM {table} WHERE institution_id = :institution_id AND plan_item_id = ANY(:item_ids)"

# Items of this plan are meant in this version; those of another in the one in force, or else in its newest.
_SERVED = text(
    """
    SELECT named.file_row, named.item_id, named.link, plan_type.code, (
           SELECT item.id FROM plan_item item JOIN plan_version version ON version.id = item.plan_version_id
            WHERE version.plan_id = plan.id AND item.code = split_part(named.link, ':', 2)
              AND (plan.id <> :plan_id OR version.id = :plan_version_id)
            ORDER BY version.state = 'in_force' DESC, version.number DESC LIMIT 1)
      FROM unnest(CAST(:rows AS integer[]), CAST(:item_ids AS bigint[]), CAST(:links AS text[]))
           AS named (file_row, item_id, link)
      LEFT JOIN plan ON plan.institution_id = :institution_id AND plan.code = split_part(named.link, ':', 1)
      LEFT JOIN plan_type ON plan_type.id = plan.plan_type_id
     ORDER BY named.file_row, named.link
    """
)


def link_items(work: PlanImport, put: Put) -> None:
    """Write the links of new and changed items, which have the codes of both kinds of link beside them."""
    changed = [item_id for item_id, _ in put.changed]
    for table in ("participation", "alignment") if changed else ():
        db.session.execute(text(_FORGET.format(table=table)), {**work.bound, "item_ids": changed})
    touched = put.touched
    taking = [(work.institution_id, item.id, work.unit_ids[code]) for item in touched for code in item.beside[0]]
    if taking:
        copy_rows("participation", ("institution_id", "plan_item_id", "org_unit_id"), taking)
    _serve(work, [(item, link) for item in touched for link in item.beside[1]])


def _serve(work: PlanImport, named: list[tuple[Brought, str]]) -> None:
    """Write which items are served; a link that leads nowhere, or to a wrong type of plan, is a problem."""
    if not named:
        return
    asked = {
        "rows": [item.file_row for item, _ in named],
        "item_ids": [item.id for item, _ in named],
        "links": [link for _, link in named],
    }
    serving: list[tuple[int, int, int]] = []
    for row, item_id, link, plan_type, served_id in db.session.execute(_SERVED, {**work.bound, **asked}):
        place = Place("items", row, "aligns_to")
        if served_id is None:
            work.problems.add("unknown_alignment", place, link)
        elif plan_type not in {*work.shape.aligns_to, work.shape.code}:
            words = {"type": work.shape.code, "choices": ", ".join(work.shape.aligns_to) or "—"}
            work.problems.add("alignment_not_allowed", place, link, **words)
        else:
            serving.append((work.institution_id, item_id, served_id))
    copy_rows("alignment", ("institution_id", "plan_item_id", "aligns_to_id"), serving)
