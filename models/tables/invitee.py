"""Who is called to a meeting, for which unit, and whether they came or were told."""

from __future__ import annotations

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.meeting import Attendance, Capacity
from models.tables.base import InstitutionRow, Model, Moment, Reference, of_institution, one_of, within
from models.tables.meeting import Meeting
from models.tables.org_unit import OrgUnit


class Invitee(InstitutionRow, Model):
    """A person for a unit. `informed_at`: who was absent says to know what was presented (S3-T2)."""

    __tablename__ = "invitee"
    __table_args__ = (
        of_institution(),
        within("meeting_id", "meeting"),
        within("org_unit_id", "org_unit"),
        ForeignKeyConstraint(["institution_id", "user_id"], ["person.institution_id", "person.user_id"]),
        UniqueConstraint("meeting_id", "user_id", "org_unit_id"),
        CheckConstraint(
            "(attendance IS NOT DISTINCT FROM 'delegate') = (delegate_name <> '')", name="delegate_has_a_name"
        ),
        Index("ix_invitee_user_id", "user_id"),
        Index("ix_invitee_org_unit_id", "org_unit_id"),
    )

    meeting_id: Mapped[Reference]
    user_id: Mapped[int]
    org_unit_id: Mapped[Reference]
    capacity: Mapped[Capacity] = mapped_column(one_of(Capacity, "capacity_is_known"))
    attendance: Mapped[Attendance | None] = mapped_column(one_of(Attendance, "attendance_is_known"))
    delegate_name: Mapped[str] = mapped_column(String(200), default="", server_default="")
    informed_at: Mapped[Moment | None]

    meeting: Mapped[Meeting] = relationship(primaryjoin="Meeting.id == foreign(Invitee.meeting_id)")
    user: Mapped[User] = relationship(User, primaryjoin="User.id == foreign(Invitee.user_id)")
    org_unit: Mapped[OrgUnit] = relationship(primaryjoin="OrgUnit.id == foreign(Invitee.org_unit_id)")
