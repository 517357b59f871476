"""The branches of a plan: what hangs under some items, and what stands above one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import CTE, literal, select

from models.tables.base import db
from models.tables.level import Level
from models.tables.plan_item import PlanItem


class Heading(NamedTuple):
    """An item above another one."""

    item_id: int
    code: str
    name: str
    level_name: str


def above(institution_id: int, item_id: int) -> Sequence[Heading]:
    """What stands above an item, the top first, as far as the reader sees it; one statement."""
    table = PlanItem.__table__
    tree = (
        select(table.c.id, table.c.parent_id, literal(0).label("steps"))
        .where(table.c.id == item_id, table.c.institution_id == institution_id)
        .cte("above", recursive=True)
    )
    parent = table.alias("parent")
    tree = tree.union_all(
        select(parent.c.id, parent.c.parent_id, tree.c.steps + 1).where(parent.c.id == tree.c.parent_id)
    )
    rows = db.session.execute(
        select(PlanItem.id, PlanItem.code, PlanItem.name, Level.name)
        .join(Level, Level.id == PlanItem.level_id)
        .join(tree, tree.c.id == PlanItem.id)
        .where(tree.c.steps > 0)
        .order_by(tree.c.steps.desc())
    )
    return [Heading(*row) for row in rows]


def below(institution_id: int, item_ids: Collection[int]) -> CTE:
    """Each item (`root`) with itself and all below it (`id`): a table for the FROM of a statement.

    The plan's skeleton alone, whoever reads: what is joined to it keeps the reader's rights.
    """
    table = PlanItem.__table__
    tree = (
        select(table.c.id.label("root"), table.c.id)
        .where(table.c.id.in_(item_ids), table.c.institution_id == institution_id)
        .cte("tree", recursive=True)
    )
    child = table.alias("child")
    return tree.union_all(select(tree.c.root, child.c.id).where(child.c.parent_id == tree.c.id))
