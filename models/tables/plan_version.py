"""One version of a plan: a draft that may change, or the one in force that may not."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.workflow import PlanState
from models.tables.base import InstitutionRow, Model, Reference, Versioned, of_institution, one_of, within
from models.tables.plan import Plan


class PlanVersion(InstitutionRow, Versioned, Model):
    """A version is put in force by an act on a date by a person (rulings 22); a plan has at most one in force."""

    __tablename__ = "plan_version"
    __table_args__ = (
        of_institution(),
        within("plan_id", "plan"),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("plan_id", "number"),
        CheckConstraint("number > 0", name="number_is_positive"),
        CheckConstraint(
            "state <> 'in_force' OR (act <> '' AND in_force_on IS NOT NULL AND put_in_force_by IS NOT NULL)",
            name="in_force_names_act_date_and_person",
        ),
        Index("uq_plan_version_one_in_force", "plan_id", unique=True, postgresql_where=text("state = 'in_force'")),
    )

    plan_id: Mapped[Reference]
    number: Mapped[int]
    state: Mapped[PlanState] = mapped_column(one_of(PlanState, "state_is_known"))
    act: Mapped[str] = mapped_column(String(300), default="", server_default="")
    in_force_on: Mapped[date | None]
    put_in_force_by: Mapped[str | None] = mapped_column(String(120))

    plan: Mapped[Plan] = relationship(primaryjoin="Plan.id == foreign(PlanVersion.plan_id)")

    def __repr__(self) -> str:
        """Shown wherever a list refers to it."""
        return f"{self.plan} · v{self.number}"
