"""One item at a cut: its figures, its money, and for how many cuts it has been out of the green."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from sqlalchemy import ARRAY, CheckConstraint, ForeignKeyConstraint, Numeric, PrimaryKeyConstraint, String, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from models.rules.measure import State
from models.tables.base import ExactPercent, Model, Percent, Reference, one_of, within
from models.tables.score import Total

Amount = Annotated[Decimal, mapped_column(Numeric(24, 2))]


class CutItem(Model):
    """The columns of `score`, copied when the period closed, so that every question on figures can be asked of a cut.

    Beside them the money of the item and of all below it, from the first of the year to the cut, with its colour and
    the worse of both (R C-25); `non_green_run` counts the cuts of this length, back from this one, at which the item
    asked for action (R C-27).
    """

    __tablename__ = "cut_item"
    __table_args__ = (
        PrimaryKeyConstraint("cut_id", "plan_item_id"),
        within("cut_id", "cut"),
        ForeignKeyConstraint(["plan_version_id", "plan_item_id"], ["plan_item.plan_version_id", "plan_item.id"]),
        CheckConstraint("non_green_run >= 0", name="non_green_run_is_not_negative"),
    )

    institution_id: Mapped[Reference]
    cut_id: Mapped[Reference]
    plan_version_id: Mapped[Reference]
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
    non_green_run: Mapped[int] = mapped_column(server_default=text("0"))
    initial: Mapped[Amount | None]
    current: Mapped[Amount | None]
    programmed: Mapped[Amount | None]
    certified: Mapped[Amount | None]
    committed: Mapped[Amount | None]
    accrued: Mapped[Amount | None]
    paid: Mapped[Amount | None]
    executed_percent: Mapped[Percent | None]
    financial_color: Mapped[str | None] = mapped_column(String(20))
    combined_color: Mapped[str] = mapped_column(String(20))
    facts: Mapped[list[str]] = mapped_column(ARRAY(String(40)), server_default=text("'{}'"))
