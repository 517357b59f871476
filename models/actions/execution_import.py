"""What the steps of loading an execution file share, and what its lines are of: an item, or the institution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import text

from models.queries.money_owners import MoneyOwner, MoneyOwners, money_owners
from models.rules.execution_lines import FileLine
from models.rules.import_problems import ImportProblems
from models.rules.package_problems import Place
from models.rules.preset import MoneyCheck
from models.tables.base import db

_UNITS = text("SELECT code, id FROM org_unit WHERE institution_id = :institution_id")


class OwnedLine(NamedTuple):
    """A line of the file with the item that it hangs on and its unit, each None where there is none."""

    line: FileLine
    owner: MoneyOwner | None
    org_unit_id: int | None


@dataclass(slots=True)
class ExecutionImport:
    """One file on its way into the budget of an institution."""

    institution_id: int
    money_check: MoneyCheck
    problems: ImportProblems = field(default_factory=ImportProblems)

    @property
    def bound(self) -> dict[str, Any]:
        """What statements may name."""
        return {"institution_id": self.institution_id}


def owned_lines(work: ExecutionImport, lines: Sequence[FileLine]) -> list[OwnedLine]:
    """Find what each line is of; an item that does not stand is an error."""
    codes = {line.key.item for line in lines} - {""}
    budget_codes = {line.key.budget_code for line in lines} - {""}
    owners = money_owners(work.institution_id, codes, budget_codes)
    units = {row.code: row.id for row in db.session.execute(_UNITS, work.bound)}
    found = []
    for line in lines:
        owner = _owner(work, line, owners)
        unit = units[line.key.org_unit] if line.key.org_unit is not None else owner.org_unit_id if owner else None
        found.append(OwnedLine(line, owner, unit))
    return found


def _owner(work: ExecutionImport, line: FileLine, owners: MoneyOwners) -> MoneyOwner | None:
    by_code = bool(line.key.item)
    code = line.key.item or line.key.budget_code
    every = (owners.by_code if by_code else owners.by_budget_code).get(code, [])
    named = [owner for owner in every if line.key.plan_code in {"", owner.plan}]
    fitting = [owner for owner in named if owner.first_year <= line.key.year <= owner.last_year]
    place = Place("budget", line.row, "item" if by_code else "budget_code")
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1:
        plans = ", ".join(sorted({owner.plan for owner in fitting}))
        work.problems.add("item_of_several" if by_code else "budget_code_of_several", place, code, plans=plans)
    elif by_code and named:
        years = {"start": named[0].first_year, "end": named[0].last_year}
        work.problems.add("year_outside_plan", place._replace(column="year"), str(line.key.year), **years)
    elif by_code:
        work.problems.add("unknown_plan_item", place, code)
    return None
