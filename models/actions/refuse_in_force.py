"""A plan in force takes actuals, internal activities and money; all else is refused by name (rulings 22)."""

from __future__ import annotations

from collections.abc import Callable

from models.actions.plan_import import PlanImport
from models.actions.put_rows import Brought, Put
from models.rules.package_problems import SHOWN, Place


def refuse_in_force(work: PlanImport, sheet: str, put: Put, name: Callable[[Brought], str]) -> None:
    """Note every row that would add to a plan in force or change it; `name` says which one that is."""
    if not work.is_in_force:
        return
    new = {row.key for row in put.new}
    for row in put.touched[: SHOWN + 1]:
        verb = "agregarse" if row.key in new else "cambiar"
        work.problems.add("plan_in_force", Place(sheet, row.file_row), name(row), verb=verb)
