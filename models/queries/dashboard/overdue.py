"""What should be there by now and is not: reports that never came, activities whose last day has passed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_

from models.queries.dashboard.items import ItemLine, item_lines, line
from models.queries.sheet_board import BoardRow, sheet_board
from models.rules.measure import State
from models.rules.period import Period
from models.rules.workflow import SheetState
from models.tables.base import db
from models.tables.level import Level
from models.tables.plan_item import PlanItem
from models.tables.score import Score

LONGEST = 200
"""Activities that the page lists; it tells how many there are."""


class EndedActivity(NamedTuple):
    """An activity past its last day, and how much of the whole is done: 0 to 100, None where nothing was reported."""

    item: ItemLine
    ended_on: date
    done_percent: Decimal | None


def silent_sheets(institution_id: int, period: str) -> list[BoardRow]:
    """Reports whose window ended without them, by unit; one statement."""
    board = sheet_board(institution_id, period)
    return [row for row in board if row.state is SheetState.NO_REPORT and not row.is_exempt]


def ended_activities(institution_id: int, period: str) -> Sequence[EndedActivity]:
    """Activities whose last day came by the end of the period and that are not done, oldest first; one statement."""
    rows = db.session.execute(
        item_lines(institution_id, period)
        .add_columns(PlanItem.ends_on, Score.plan_percent)
        .where(_is_overdue(period))
        .order_by(PlanItem.ends_on, PlanItem.code)
        .limit(LONGEST)
    )
    return [EndedActivity(line(row[:-2]), *row[-2:]) for row in rows]


def count_ended(institution_id: int, period: str) -> int:
    """How many such activities there are; one statement."""
    ended = item_lines(institution_id, period).where(_is_overdue(period))
    return db.session.scalar(ended.with_only_columns(func.count(), maintain_column_froms=True)) or 0


def _is_overdue(period: str) -> ColumnElement[bool]:
    asked_for = Score.state.not_in((State.DOES_NOT_APPLY, State.EXEMPT, State.NOT_PROGRAMMED))
    undone = or_(Score.plan_percent.is_(None), Score.plan_percent < 100)
    return and_(Level.reports, PlanItem.ends_on <= Period.parse(period).end, asked_for, undone)
