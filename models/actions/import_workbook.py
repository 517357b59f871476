"""Import somebody else's workbook at the screen: into a draft, and within what planning may write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from models.actions.import_plan import ImportOrder, ImportResult, import_plan
from models.actions.import_plan_row import is_in_force
from models.rules.mapped_units import MAPPING_ITSELF
from models.rules.package_messages import Severity
from models.rules.package_problems import Problem
from models.rules.package_rows import BudgetRow, Package
from models.rules.roles import Role
from models.rules.sentence import say
from models.scope import Reader

_EXECUTION = ("certified", "committed", "accrued", "paid")
_KEEPERS = frozenset({Role.PLANNING_HEAD, Role.ADMINISTRATOR})


def import_workbook(order: ImportOrder, actor: Reader, now: datetime) -> ImportResult:
    """Store the package as a draft, or give every problem and store nothing; the caller commits.

    Beside what `import_plan` refuses: a plan in force (its actuals come by the sheets), execution of money, which only
    finance loads (SoD-6), and units from whoever does not keep them (R 3.2).
    """
    package = order.parsed.package
    if package is not None:
        further = tuple(_beyond_rights(order, package, actor))
        if further:
            problems = (*order.parsed.problems, *further)
            return ImportResult(package.plan.code, order.parsed.rows_read, problems, applied=False)
    return import_plan(replace(order, act=None), actor, now)


def _beyond_rights(order: ImportOrder, package: Package, actor: Reader) -> Iterator[Problem]:
    if is_in_force(order.institution_id, package.plan.code):
        message = say(
            "El plan «{code}» está vigente y aquí solo se importan borradores. Use otro código.", code=package.plan.code
        )
        yield _problem("plan.code", "plan_in_force", message)
    executed = [name for name in _EXECUTION if any(_has(row, name) for row in package.budget)]
    if executed:
        names = ", ".join(f"«{name}»" for name in executed)
        message = say(
            "La ejecución del gasto la carga finanzas: quite {names} del mapeo y deje sus columnas en «ignore».",
            names=names,
        )
        yield _problem("budget", "execution_of_finance", message)
    if package.org_units and not actor.roles & _KEEPERS:
        codes = ", ".join(unit.code for unit in package.org_units[:10])
        message = say(
            "El libro crea o cambia unidades ({codes}) y su rol no las mantiene. Pida que las creen y use sus códigos.",
            codes=codes,
        )
        yield _problem("org_units", "units_of_keepers", message)


def _has(row: BudgetRow, name: str) -> bool:
    return getattr(row, name) is not None


def _problem(column: str, code: str, message: str) -> Problem:
    return Problem(MAPPING_ITSELF, None, column, None, "", Severity.ERROR, code, message)
