"""Lineamiento: what guides the formulation of a year's plans (S0-DEF-04, SM-11)."""

from __future__ import annotations

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.procedure import GuidelineState
from models.tables.attached_file import AttachedFile, file_is_whole
from models.tables.base import InstitutionRow, Model, Moment, Name, Reference, Versioned, of_institution, one_of, within
from models.tables.plan_type import PlanType


class Guideline(InstitutionRow, Versioned, AttachedFile, Model):
    """Of a kind, a type of plan and a year one is published: text, file or both."""

    __tablename__ = "guideline"
    __table_args__ = (
        of_institution(),
        within("plan_type_id", "plan_type"),
        CheckConstraint("title <> '' AND kind <> ''", name="has_kind_and_title"),
        CheckConstraint("year BETWEEN 1900 AND 2199", name="year_is_a_year"),
        CheckConstraint("(state = 'draft') = (published_at IS NULL)", name="published_has_moment"),
        CheckConstraint("(published_at IS NULL) = (published_by_id IS NULL)", name="published_has_person"),
        CheckConstraint("state = 'draft' OR body <> '' OR sha256 <> ''", name="published_says_something"),
        file_is_whole(),
        Index(
            "uq_guideline_published",
            *("institution_id", "kind", "plan_type_id", "year"),
            unique=True,
            postgresql_where=text("state = 'published'"),
        ),
    )

    kind: Mapped[str] = mapped_column(String(120))
    plan_type_id: Mapped[Reference]
    year: Mapped[int]
    title: Mapped[Name]
    body: Mapped[str] = mapped_column(Text, default="", server_default="")
    state: Mapped[GuidelineState] = mapped_column(
        one_of(GuidelineState, "state_is_known"), default=GuidelineState.DRAFT, server_default="draft"
    )
    published_at: Mapped[Moment | None]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))

    plan_type: Mapped[PlanType] = relationship(primaryjoin="PlanType.id == foreign(Guideline.plan_type_id)")
    published_by: Mapped[User | None] = relationship(User, primaryjoin="User.id == foreign(Guideline.published_by_id)")
