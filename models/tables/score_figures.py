"""The figures of an item, as the stored tree has them and as a cut keeps them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import ARRAY, Numeric, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.rules.measure import State
from models.tables.base import ExactPercent, Percent, one_of

Total = Annotated[Decimal, mapped_column(Numeric(24, 6))]


class ScoreFigures:
    """What people see (`…_percent`), what feeds parents (`…_exact`), and with which state, colour and basis.

    Both precisions are kept (rulings 11), and of an activity its unrounded `advance` in a project, so that the parents
    of one changed leaf are computed anew beside the stored figures of its siblings and come out the same. Quantities
    are sums of many values, hence wider than one. `counts` is empty for a leaf, which counts itself.
    """

    state: Mapped[State] = mapped_column(one_of(State, "state_is_known"))
    period_state: Mapped[State] = mapped_column(one_of(State, "period_state_is_known"))
    basis: Mapped[str | None] = mapped_column(String(20))
    planned: Mapped[Total | None]
    actual: Mapped[Total | None]
    planned_to_date: Mapped[Total | None]
    actual_to_date: Mapped[Total | None]
    period_percent: Mapped[Percent | None]
    to_date_percent: Mapped[Percent | None]
    year_percent: Mapped[Percent | None]
    plan_percent: Mapped[Percent | None]
    plan_expected_percent: Mapped[Percent | None]
    capped_percent: Mapped[Percent | None]
    period_exact: Mapped[ExactPercent | None]
    percent_exact: Mapped[ExactPercent | None]
    year_exact: Mapped[ExactPercent | None]
    plan_exact: Mapped[ExactPercent | None]
    plan_expected_exact: Mapped[ExactPercent | None]
    advance: Mapped[list[Decimal | None] | None] = mapped_column(ARRAY(Numeric))
    color: Mapped[str] = mapped_column(String(20))
    period_color: Mapped[str] = mapped_column(String(20))
    reported: Mapped[int]
    expected: Mapped[int]
    counts: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    flags: Mapped[list[str]] = mapped_column(ARRAY(String(40)), server_default=text("'{}'"))


FIGURES = tuple(ScoreFigures.__annotations__)
"""The columns that `score` and `cut_item` share, in order."""
