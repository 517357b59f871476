"""The part of an institution and its plans that a report speaks of: a unit and an item, each with all below it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import text

from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.tables.base import db

_UNITS = text(
    """
    WITH RECURSIVE below AS (
        SELECT id FROM org_unit WHERE institution_id = :institution_id AND id = :org_unit_id
         UNION
        SELECT unit.id FROM org_unit unit JOIN below ON unit.parent_id = below.id)
    SELECT id FROM below
    """
)
_ITEMS = text(
    """
    WITH RECURSIVE below AS (
        SELECT id FROM plan_item
         WHERE institution_id = :institution_id AND plan_version_id = ANY(:versions) AND code = :code
         UNION
        SELECT item.id FROM plan_item item JOIN below ON item.parent_id = below.id)
    SELECT id FROM below
    """
)


@dataclass(frozen=True, slots=True)
class ReportPart:
    """Ids of units and of items; None: all of them."""

    units: Collection[int] | None
    items: Collection[int] | None


def report_part(institution_id: int, org_unit_id: int | None, versions: Iterable[int], item: str) -> ReportPart:
    """Give the part for a unit and the code of an item, each perhaps none. Raises RuleBroken 422 for no such item."""
    bound = {"institution_id": institution_id}
    units = items = None
    if org_unit_id is not None:
        units = frozenset(db.session.scalars(_UNITS, {**bound, "org_unit_id": org_unit_id}))
    if item:
        items = frozenset(db.session.scalars(_ITEMS, {**bound, "versions": list(versions), "code": item}))
        if not items:
            raise RuleBroken(
                "item_not_in_plan",
                say("El plan no tiene «{code}» en ese periodo: elija otra parte.", code=item),
                field="part",
            )
    return ReportPart(units, items)
