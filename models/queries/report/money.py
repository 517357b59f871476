"""The money of a report: of a closed period as its cut has it, of an open one as it stands now."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select

from models.queries.money_at_cut import LineAtCut, lines_as_of, lines_at_cut, money_of_items
from models.queries.report.part import ReportPart
from models.queries.report.source import FigureSource
from models.rules.money import Money
from models.rules.period import Period, PeriodKind
from models.tables.base import db
from models.tables.cut_item import CutItem


def items_money(institution_id: int, plan_version_id: int, source: FigureSource) -> dict[int, Money]:
    """By item, with that of all below it; items without any are left out."""
    if source.cut_id is None:
        return money_of_items(institution_id, plan_version_id, str(source.period))
    amounts = [getattr(CutItem, stage) for stage in Money._fields]
    rows = db.session.execute(
        select(CutItem.plan_item_id, *amounts).where(
            CutItem.institution_id == institution_id, CutItem.cut_id == source.cut_id
        )
    )
    return {item: Money(*row) for item, *row in rows if any(amount is not None for amount in row)}


def budget_lines(
    institution_id: int, period: Period, plans: Collection[int | None], part: ReportPart, as_of: datetime | None
) -> list[LineAtCut]:
    """The lines of the year of the cut, of a report on several years those of all; of `plans`, or of all for None.

    `as_of` is when the figures of the report were frozen: money that was loaded later is not in them.
    """
    cuts: Sequence[Period] = period.parts(PeriodKind.YEAR) if period.kind is PeriodKind.HORIZON else (period,)
    found = (
        lines_at_cut(institution_id, str(cut), plan)
        if as_of is None
        else lines_as_of(institution_id, str(cut), plan, as_of)
        for plan in plans
        for cut in cuts
    )
    return [
        line
        for lines in found
        for line in lines
        if (part.units is None or line.org_unit_id in part.units)
        and (part.items is None or line.plan_item_id in part.items)
    ]
