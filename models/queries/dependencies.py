"""Which units answer for plans of their own, and which take part in the projects of others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select

from models.queries.preset_in_use import preset_in_use
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from models.tables.participation import Participation


def dependencies(institution_id: int) -> list[int]:
    """Ids of the dependencies in scope (S0-LIN-b), in the order of their codes; one statement."""
    kinds = [kind.code for kind in preset_in_use(institution_id).preset.unit_kinds if kind.is_dependency]
    question = select(OrgUnit.id).where(
        OrgUnit.institution_id == institution_id, OrgUnit.in_scope, OrgUnit.kind.in_(kinds)
    )
    return list(db.session.scalars(question.order_by(OrgUnit.code)))


def participants(item_ids: Collection[int]) -> dict[int, list[int]]:
    """Units that take part in each item, beside the one that answers for it; one statement."""
    found: dict[int, list[int]] = defaultdict(list)
    rows = db.session.execute(
        select(Participation.plan_item_id, Participation.org_unit_id).where(Participation.plan_item_id.in_(item_ids))
    )
    for item_id, unit in rows:
        found[item_id].append(unit)
    return found
