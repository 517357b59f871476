"""PEI, POA, POI…: a kind of plan that the institution declares."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import Code, InstitutionRow, Model, Name, of_institution


class PlanType(InstitutionRow, Model):
    """A kind of plan. Its rules stand in the preset version; here is what plans refer to."""

    __tablename__ = "plan_type"
    __table_args__ = (
        of_institution(),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("institution_id", "code"),
    )

    code: Mapped[Code]
    name: Mapped[Name]
    ordinal: Mapped[int]
    is_territorial: Mapped[bool] = mapped_column(default=False, server_default=text("false"))

    def __repr__(self) -> str:
        """Shown wherever a list refers to it."""
        return self.name
