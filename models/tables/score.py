"""The stored figures of an item for a cut: every surface reads them, none computes its own."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import ARRAY, CheckConstraint, ForeignKeyConstraint, Numeric, PrimaryKeyConstraint, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.rules.measure import State
from models.tables.base import ExactPercent, Model, Percent, PeriodCode, Reference, is_period, one_of, within

Total = Annotated[Decimal, mapped_column(Numeric(24, 6))]


class Score(Model):
    """One row per plan version, period and item: what people see (`…_percent`) and what feeds parents (`…_exact`).

    Both precisions are kept (rulings 11), and of an activity its unrounded `advance` in a project, so that the parents
    of one changed leaf are computed anew beside the stored figures of its siblings and come out the same. Quantities
    are sums of many values, hence wider than one. `counts` is empty for a leaf, which counts itself.
    """

    __tablename__ = "score"
    __table_args__ = (
        PrimaryKeyConstraint("plan_version_id", "period", "plan_item_id"),
        within("plan_version_id", "plan_version", ondelete="CASCADE"),
        ForeignKeyConstraint(
            ["plan_version_id", "plan_item_id"], ["plan_item.plan_version_id", "plan_item.id"], ondelete="CASCADE"
        ),
        is_period(),
        CheckConstraint("reported BETWEEN 0 AND expected", name="reported_is_at_most_expected"),
        CheckConstraint("basis IN ('captured', 'verified', 'frozen')", name="basis_is_known"),
    )

    institution_id: Mapped[Reference]
    plan_version_id: Mapped[Reference]
    period: Mapped[PeriodCode]
    plan_item_id: Mapped[Reference]
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
