"""The institution's own days, laid over the holidays of its country and the closures of its preset."""

from __future__ import annotations

from datetime import date

from sqlalchemy import UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.rules.calendar import DayKind
from models.tables.base import InstitutionRow, Model, Name, Versioned, of_institution, one_of


class NonWorkingDay(InstitutionRow, Versioned, Model):
    """A day that the institution adds to its calendar, or (`is_working`) takes back from it."""

    __tablename__ = "non_working_day"
    __table_args__ = (of_institution(), UniqueConstraint("institution_id", "on"))

    on: Mapped[date]
    name: Mapped[Name]
    kind: Mapped[DayKind] = mapped_column(one_of(DayKind, "kind_of_day"))
    is_working: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
