"""What money may hang on: items of the plans that stand, by their code or by their budget code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import text

from models.tables.base import db

# Of a plan the version in force, or its draft while it has none.
_ITEMS = text(
    """
    SELECT item.id, item.org_unit_id, item.code, item.budget_code, plan.code,
           extract(year FROM plan.starts_on)::int, extract(year FROM plan.ends_on)::int, version.id
      FROM plan_item item
      JOIN plan_version version ON version.id = item.plan_version_id
      JOIN plan ON plan.id = version.plan_id
     WHERE item.institution_id = :institution_id
       AND (item.code = ANY(:codes) OR (item.budget_code <> '' AND item.budget_code = ANY(:budget_codes)))
       AND (version.state = 'in_force' OR (version.state = 'draft' AND NOT EXISTS (
            SELECT 1 FROM plan_version other WHERE other.plan_id = plan.id AND other.state = 'in_force')))
     ORDER BY item.id
    """
)


class MoneyOwner(NamedTuple):
    """An item and the years of its plan, both included."""

    item_id: int
    org_unit_id: int
    code: str
    budget_code: str
    plan: str
    first_year: int
    last_year: int
    plan_version_id: int


@dataclass(frozen=True, slots=True)
class MoneyOwners:
    """Items by code and by budget code; several where plans share one."""

    by_code: Mapping[str, list[MoneyOwner]]
    by_budget_code: Mapping[str, list[MoneyOwner]]


def money_owners(institution_id: int, codes: Collection[str], budget_codes: Collection[str]) -> MoneyOwners:
    """Give the items that have one of the codes, whoever asks; one statement."""
    bound = {"institution_id": institution_id, "codes": list(codes), "budget_codes": list(budget_codes)}
    by_code: defaultdict[str, list[MoneyOwner]] = defaultdict(list)
    by_budget_code: defaultdict[str, list[MoneyOwner]] = defaultdict(list)
    for row in db.session.execute(_ITEMS, bound):
        owner = MoneyOwner(*row)
        by_code[owner.code].append(owner)
        if owner.budget_code:
            by_budget_code[owner.budget_code].append(owner)
    return MoneyOwners(dict(by_code), dict(by_budget_code))
