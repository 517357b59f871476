"""Who is called where and when, and about what."""

from __future__ import annotations

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.meeting import MeetingKind, MeetingState
from models.tables.base import (
    InstitutionRow,
    Model,
    Moment,
    Name,
    PeriodCode,
    Reference,
    Versioned,
    is_period,
    of_institution,
    one_of,
    within,
)
from models.tables.org_unit import OrgUnit


class Meeting(InstitutionRow, Versioned, Model):
    """One meeting (R 2.2 D, SM-9).

    `calendar_uid` and `sequence` make every later word about it speak of the same event in everybody's calendar
    (RFC 5546). `period` is the quarter or month that it is about, where it is about one. `org_unit_id` is the unit
    whose own meeting it is; one of the whole institution has none.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        of_institution(),
        within("org_unit_id", "org_unit"),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("calendar_uid"),
        is_period(),
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        CheckConstraint("title <> ''", name="has_a_title"),
        CheckConstraint("sequence >= 0", name="sequence_is_not_negative"),
        CheckConstraint("(state = 'draft') = (convened_at IS NULL)", name="is_convened_once_it_is_no_draft"),
        CheckConstraint("state NOT IN ('rescheduled', 'cancelled') OR change_reason <> ''", name="change_has_a_reason"),
        CheckConstraint("org_unit_id IS NULL OR kind IN ('bilateral', 'working')", name="is_of_a_kind_that_units_call"),
        Index("ix_meeting_org_unit_id", "org_unit_id", postgresql_where=text("org_unit_id IS NOT NULL")),
        Index("ix_meeting_institution_id_starts_at", "institution_id", "starts_at"),
    )

    kind: Mapped[MeetingKind] = mapped_column(one_of(MeetingKind, "kind_is_known"))
    title: Mapped[Name]
    org_unit_id: Mapped[Reference | None]
    period: Mapped[PeriodCode | None]
    state: Mapped[MeetingState] = mapped_column(
        one_of(MeetingState, "state_is_known"), default=MeetingState.DRAFT, server_default="draft"
    )
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    place: Mapped[str] = mapped_column(String(300), default="", server_default="")
    link: Mapped[str] = mapped_column(String(500), default="", server_default="")
    change_reason: Mapped[str] = mapped_column(String(1000), default="", server_default="")
    calendar_uid: Mapped[str] = mapped_column(String(120))
    sequence: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    convened_at: Mapped[Moment | None]
    convened_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))

    convened_by: Mapped[User] = relationship(User)
    org_unit: Mapped[OrgUnit | None] = relationship(primaryjoin="OrgUnit.id == foreign(Meeting.org_unit_id)")

    def __repr__(self) -> str:
        """Shown wherever a list refers to it."""
        return self.title
