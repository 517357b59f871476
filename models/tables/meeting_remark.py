"""What somebody observed in a meeting, and what was resolved about it."""

from __future__ import annotations

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import InstitutionRow, Model, Moment, Reference, of_institution, within


class MeetingRemark(InstitutionRow, Model):
    """An observation with its author and, once there is one, its resolution; on a report of the agenda (S0-I-14)."""

    __tablename__ = "meeting_remark"
    __table_args__ = (
        of_institution(),
        within("meeting_id", "meeting"),
        within("edition_id", "edition"),
        ForeignKeyConstraint(["meeting_id", "edition_id"], ["agenda_point.meeting_id", "agenda_point.edition_id"]),
        CheckConstraint("text <> ''", name="has_a_text"),
        CheckConstraint("(resolution <> '') = (resolved_at IS NOT NULL)", name="resolution_has_a_moment"),
        CheckConstraint("(resolved_at IS NULL) = (resolved_by_id IS NULL)", name="resolution_has_a_person"),
        Index("ix_meeting_remark_edition_id", "edition_id"),
        Index("ix_meeting_remark_meeting_id", "meeting_id"),
    )

    meeting_id: Mapped[Reference]
    edition_id: Mapped[Reference | None]
    author_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))
    text: Mapped[str] = mapped_column(Text)
    made_at: Mapped[Moment]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))
    resolution: Mapped[str] = mapped_column(Text, default="", server_default="")
    resolved_at: Mapped[Moment | None]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))

    author: Mapped[User] = relationship(User, primaryjoin="User.id == foreign(MeetingRemark.author_id)")
