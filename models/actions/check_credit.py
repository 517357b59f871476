"""Money that a person corrects: no more accrued than current budget, where the office controls credit (rulings 15)."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import accumulate

from sqlalchemy import select

from models.queries.preset_in_use import preset_in_use
from models.rules.errors import RuleBroken
from models.rules.preset import MoneyCheck
from models.rules.sentence import say
from models.tables.base import db
from models.tables.budget_line import BudgetLine
from models.tables.budget_month import BudgetMonth


def check_credit(line: BudgetLine, changed: BudgetMonth | None = None) -> None:
    """Check a line as it is about to be stored, or one of its months; every total to date counts, not the year's alone.

    Raises RuleBroken `accrued_above_current` at the grain that the declaration names: the row, or the unit's year.
    """
    if line.id is None:
        return  # it only adds credit
    grain = preset_in_use(line.institution_id).preset.money_check
    if grain is MoneyCheck.NONE:
        return
    with db.session.no_autoflush:
        lines = [line] if grain is MoneyCheck.ROW else _of_unit(line)
        months = _months([each.id for each in lines], changed)
    current = sum((each.current for each in lines), Decimal(0))
    highest = max(accumulate(months[period] for period in sorted(months)), default=Decimal(0))
    if highest > current:
        raise RuleBroken(
            "accrued_above_current",
            say(
                "El devengado acumulado ({highest:f}) supera el presupuesto vigente ({current:f}). "
                "Corrija el monto o cargue antes la modificación presupuestal.",
                highest=highest,
                current=current,
            ),
            field="current" if changed is None else "accrued",
        )


def _of_unit(line: BudgetLine) -> list[BudgetLine]:
    others = select(BudgetLine).where(
        BudgetLine.institution_id == line.institution_id,
        BudgetLine.org_unit_id.is_not_distinct_from(line.org_unit_id),
        BudgetLine.year == line.year,
    )
    return [line, *(each for each in db.session.scalars(others) if each is not line)]


def _months(line_ids: list[int], changed: BudgetMonth | None) -> dict[str, Decimal]:
    """Accrued by period over some lines, with one month as it was typed."""
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    stored = select(BudgetMonth).where(BudgetMonth.budget_line_id.in_(line_ids))
    for month in db.session.scalars(stored):
        if month is not changed:
            found[month.period] += month.accrued or Decimal(0)
    if changed is not None:
        found[changed.period] += changed.accrued or Decimal(0)
    return found
