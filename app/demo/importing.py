"""A plan of the demo on its way in, as `rumbo import-plan` takes anybody's."""

from __future__ import annotations

from datetime import datetime

from models.actions.import_plan import ImportOrder, import_plan
from models.rules.errors import RuleBroken
from models.rules.package import ParsedPackage
from models.rules.package_rows import Package
from models.scope import Reader

COUNTED = ("org_units", "items", "indicators", "targets", "budget")


def import_package(package: Package, digest: str, act: str | None, actor: Reader, now: datetime) -> None:
    """Import it into the actor's institution, and put it in force by `act`.

    Raises RuleBroken where our own files are wrong.
    """
    rows = sum(len(getattr(package, name)) for name in COUNTED)
    parsed = ParsedPackage(package, (), rows)
    order = ImportOrder(actor.institution_id or 0, parsed, f"{package.plan.code}.zip", digest, act)
    result = import_plan(order, actor, now)
    if not result.applied:
        raise RuleBroken("demo_not_loaded", "; ".join(problem.message for problem in result.problems))
