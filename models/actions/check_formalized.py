"""Programmed money of a formalized year, as a person would change it in a form (S3-GEN)."""

from __future__ import annotations

from sqlalchemy import inspect

from models.queries.plan_years import formalized_years
from models.rules.errors import RuleBroken
from models.rules.sentence import say
from models.tables.base import db
from models.tables.budget_line import BudgetLine
from models.tables.budget_month import BudgetMonth
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion

_KEPT = ("plan_item", "org_unit", "year", "funding_source", "expense_class", "project_code", "initial")


def check_formalized(line: BudgetLine, month: BudgetMonth | None = None) -> None:
    """Check a line of the plan, or one of its months, as it is about to be stored.

    An addition begins at zero initial, and what is executed goes on. Raises RuleBroken `year_formalized` (409).
    """
    if line.budget_code:
        return  # it comes from the budget office and programs nothing in the plan
    if month is not None:
        changed = "programmed" if _differs(month, "programmed") else None
    elif inspect(line).persistent:
        changed = next((name for name in _KEPT if _differs(line, name)), None)
    else:
        changed = "initial" if line.initial else None
    if changed is None:
        return
    with db.session.no_autoflush:
        years = _years(line) & formalized_years(_plan_of(line))
    if years:
        raise RuleBroken(
            "year_formalized",
            say(
                "El año {year} está formalizado: sus recursos programados no cambian aquí. Pida un ajuste del plan.",
                year=max(years),
            ),
            field=changed,
            status=409,
        )


def _differs(row: BudgetLine | BudgetMonth, name: str) -> bool:
    return bool(inspect(row).attrs[name].history.has_changes())


def _years(line: BudgetLine) -> set[int]:
    """The year that it had and the one that it gets."""
    return {line.year, *inspect(line).attrs.year.history.deleted}


def _plan_of(line: BudgetLine) -> int:
    item = line.plan_item or db.session.get_one(PlanItem, line.plan_item_id)
    return db.session.get_one(PlanVersion, item.plan_version_id).plan_id
