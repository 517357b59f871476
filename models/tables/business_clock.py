"""The distance between the business clock and real time, so that all processes of a demo or test agree."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Double
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Model


class BusinessClock(Model):
    """A single row; production has none and lives in real time (rulings 3)."""

    __tablename__ = "business_clock"
    __table_args__ = (CheckConstraint("id = 1", name="is_a_single_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    offset_seconds: Mapped[float] = mapped_column(Double)
