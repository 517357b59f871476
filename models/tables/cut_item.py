"""One item at a cut: its figures, its money, and for how many cuts it has been out of the green."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from sqlalchemy import ARRAY, CheckConstraint, ForeignKeyConstraint, Numeric, PrimaryKeyConstraint, String, text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Model, Percent, Reference, within
from models.tables.score_figures import ScoreFigures

Amount = Annotated[Decimal, mapped_column(Numeric(24, 2))]


class CutItem(ScoreFigures, Model):
    """The figures of `score`, copied when the period closed, so that every question on figures can be asked of a cut.

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
