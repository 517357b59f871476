"""Acta, ayuda memoria: what remains of a meeting, under a number."""

from __future__ import annotations

from typing import Any

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.meeting import MeetingKind
from models.tables.base import InstitutionRow, Model, Moment, Reference, Versioned, of_institution, one_of, within
from models.tables.meeting import Meeting


class Minutes(InstitutionRow, Versioned, Model):
    """The minutes of one meeting; numbers run through the meetings of a kind in a year without a gap (R 2.2 D).

    `document` is what was approved (`models.rules.document`), whatever becomes of the commitments later.
    """

    __tablename__ = "minutes"
    __table_args__ = (
        of_institution(),
        within("meeting_id", "meeting"),
        UniqueConstraint("meeting_id"),
        UniqueConstraint("institution_id", "kind", "year", "number"),
        CheckConstraint("number > 0", name="number_is_positive"),
        CheckConstraint("(approved_at IS NULL) = (approved_by_id IS NULL)", name="approval_has_a_person"),
        CheckConstraint("approved_by_id <> drafted_by_id", name="approver_is_not_the_author"),
        CheckConstraint("(approved_at IS NULL) = (document IS NULL)", name="approval_keeps_the_document"),
        CheckConstraint("communicated_at IS NULL OR approved_at IS NOT NULL", name="is_approved_before_it_is_sent"),
    )

    meeting_id: Mapped[Reference]
    kind: Mapped[MeetingKind] = mapped_column(one_of(MeetingKind, "kind_is_known"))
    year: Mapped[int]
    number: Mapped[int]
    body: Mapped[str] = mapped_column(Text, default="", server_default="")
    drafted_at: Mapped[Moment]
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))
    approved_at: Mapped[Moment | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    communicated_at: Mapped[Moment | None]
    document: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))

    meeting: Mapped[Meeting] = relationship(primaryjoin="Meeting.id == foreign(Minutes.meeting_id)")
    drafted_by: Mapped[User] = relationship(User, primaryjoin="User.id == foreign(Minutes.drafted_by_id)")
    approved_by: Mapped[User | None] = relationship(User, primaryjoin="User.id == foreign(Minutes.approved_by_id)")
