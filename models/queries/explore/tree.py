"""The plans as trees, by colour: each node as large as it has activities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import func

from models.queries.dashboard.items import item_lines, line
from models.tables.base import db
from models.tables.level import Level
from models.tables.plan_item import PlanItem

LARGEST = 400
"""Nodes that a picture shows; what stands lowest is left out first."""


class TreeNode(NamedTuple):
    """An item: its parent where that is shown too, how deep it hangs, and its activities."""

    item_id: int
    parent_id: int | None
    depth: int
    code: str
    name: str
    level_name: str
    percent: Decimal | None
    color: str
    state: str
    activities: int


@dataclass(frozen=True, slots=True)
class Tree:
    """Nodes in the order of the plans, parents before children, and how many items there are in all."""

    nodes: Sequence[TreeNode]
    total: int


def tree_of(institution_id: int, period: str) -> Tree:
    """The items of the plans in force with stored figures that the reader may see; one statement."""
    rows = db.session.execute(
        item_lines(institution_id, period)
        .add_columns(PlanItem.parent_id, func.count().over())
        .order_by(Level.ordinal, PlanItem.ordinal, PlanItem.code)
        .limit(LARGEST)
    ).all()
    depths: dict[int, int] = {}
    nodes = []
    for row in rows:
        *columns, parent_id, _ = row
        item = line(columns)
        parent = parent_id if parent_id in depths else None
        depths[item.item_id] = 0 if parent is None else depths[parent] + 1
        nodes.append(
            TreeNode(
                *(item.item_id, parent, depths[item.item_id], item.code, item.name, item.level_name, item.percent),
                *(item.color, item.state, sum(item.counts.values())),
            )
        )
    return Tree(_in_order(nodes), rows[0][-1] if rows else 0)


def _in_order(nodes: Sequence[TreeNode]) -> Sequence[TreeNode]:
    """Each node followed by what hangs under it."""
    below: dict[int | None, list[TreeNode]] = {}
    for node in nodes:
        below.setdefault(node.parent_id, []).append(node)
    ordered: list[TreeNode] = []
    waiting = list(reversed(below.get(None, ())))
    while waiting:
        node = waiting.pop()
        ordered.append(node)
        waiting.extend(reversed(below.get(node.item_id, ())))
    return ordered
