"""A plan in force takes actuals, internal activities and money; all else is refused by name (rulings 22)."""

from __future__ import annotations

from sqlalchemy import text

from models.actions.plan_import import PlanImport
from models.rules.package_problems import SHOWN, Place
from models.tables.base import db

_TOUCHED = """
    SELECT file_row, {name}, is_new FROM {staged} WHERE is_new OR is_changed ORDER BY file_row LIMIT {most}
"""


def refuse_in_force(work: PlanImport, sheet: str, staged: str, name: str) -> None:
    """Note every staged row that would add to a plan in force or change it; `name` is an SQL expression for it."""
    if not work.is_in_force:
        return
    statement = _TOUCHED.format(name=name, staged=staged, most=SHOWN + 1)
    for row, value, is_new in db.session.execute(text(statement)):
        verb = "agregarse" if is_new else "cambiar"
        work.problems.add("plan_in_force", Place(sheet, row), str(value), verb=verb)
