"""One year of a plan: in preparation, or formalized by an act (S3-GEN, S3-T1)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.workflow import PlanYearState
from models.tables.base import InstitutionRow, Model, Moment, Reference, Versioned, of_institution, one_of, within
from models.tables.plan import Plan


class PlanYear(InstitutionRow, Versioned, Model):
    """Made when the plan is put in force. Once it is formalized a trigger keeps its structure and programmed money."""

    __tablename__ = "plan_year"
    __table_args__ = (
        of_institution(),
        within("plan_id", "plan"),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("plan_id", "year"),
        CheckConstraint("year BETWEEN 1990 AND 2100", name="year_is_plausible"),
        CheckConstraint(
            "CASE WHEN state = 'formalized' THEN act <> '' AND formalized_at IS NOT NULL"
            " AND formalized_by_id IS NOT NULL"
            " ELSE act = '' AND formalized_at IS NULL AND formalized_by_id IS NULL END",
            name="formalized_names_act_moment_and_person",
        ),
    )

    plan_id: Mapped[Reference]
    year: Mapped[int]
    state: Mapped[PlanYearState] = mapped_column(
        one_of(PlanYearState, "state_is_known"),
        default=PlanYearState.IN_PREPARATION,
        server_default=PlanYearState.IN_PREPARATION.value,
    )
    act: Mapped[str] = mapped_column(String(300), default="", server_default="")
    formalized_at: Mapped[Moment | None]
    formalized_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))

    plan: Mapped[Plan] = relationship(primaryjoin="Plan.id == foreign(PlanYear.plan_id)")
