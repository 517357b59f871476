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
        note_in_force(work, Place(sheet, row.file_row), name(row), verb)


def note_in_force(work: PlanImport, place: Place, name: str, verb: str) -> None:
    """Note that something of a plan in force stays as it is; once a year is formalized, that an adjustment does it."""
    if work.formalized:
        work.problems.add("year_formalized", place, name, verb=verb, year=years_text(work))
    else:
        work.problems.add("plan_in_force", place, name, verb=verb)


def years_text(work: PlanImport) -> str:
    """« 2026, 2027 »."""
    return ", ".join(map(str, sorted(work.formalized)))
