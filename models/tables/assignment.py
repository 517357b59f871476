"""Who holds which role in which unit, from when to when."""

from __future__ import annotations

from datetime import date

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, column, func, text
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.roles import Role
from models.tables.base import InstitutionRow, Model, Reference, Versioned, of_institution, one_of, within
from models.tables.org_unit import OrgUnit

HELD_DAYS = func.daterange(column("starts_on"), column("ends_on"), text("'[]'"))


class Assignment(InstitutionRow, Versioned, Model):
    """Role × unit × dates. Authority needs both role and unit (rulings 16); ends are inclusive, empty means open."""

    __tablename__ = "assignment"
    __table_args__ = (
        of_institution(),
        within("org_unit_id", "org_unit"),
        # The user must be a person of the same institution.
        ForeignKeyConstraint(["institution_id", "user_id"], ["person.institution_id", "person.user_id"]),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_on_follows_starts_on"),
        # One head per unit and day; an acting head stands in beside the absent one.
        ExcludeConstraint(
            (column("org_unit_id"), "="),
            (HELD_DAYS, "&&"),
            where=text("role = 'department_head' AND NOT is_acting"),
            name="ex_assignment_one_head_per_unit",
            using="gist",
        ),
        # SoD-3: internal control holds no other role on the same days.
        ExcludeConstraint(
            (column("user_id"), "="),
            (text("((role = 'internal_control')::int)"), "<>"),
            (HELD_DAYS, "&&"),
            name="ex_assignment_internal_control_is_exclusive",
            using="gist",
        ),
        Index("ix_assignment_user_id", "user_id"),
        Index("ix_assignment_org_unit_id", "org_unit_id"),
    )

    user_id: Mapped[int]
    org_unit_id: Mapped[Reference]
    role: Mapped[Role] = mapped_column(one_of(Role, "role_is_known"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    is_acting: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    delegated_by_id: Mapped[int | None]
    act_ref: Mapped[str] = mapped_column(String(200), default="", server_default="")

    user: Mapped[User] = relationship(User, primaryjoin="User.id == foreign(Assignment.user_id)")
    org_unit: Mapped[OrgUnit] = relationship(primaryjoin="OrgUnit.id == foreign(Assignment.org_unit_id)")
