"""What a meeting is about, point by point."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, relationship

from models.tables.base import InstitutionRow, Model, Name, Reference, of_institution, within
from models.tables.commitment import Commitment
from models.tables.edition import Edition
from models.tables.meeting import Meeting
from models.tables.plan_item import PlanItem


class AgendaPoint(InstitutionRow, Model):
    """A point in words, about a plan item, a report (S0-I-13), or a commitment that is still open (S3-T8)."""

    __tablename__ = "agenda_point"
    __table_args__ = (
        of_institution(),
        within("meeting_id", "meeting"),
        within("plan_item_id", "plan_item"),
        within("commitment_id", "commitment"),
        within("edition_id", "edition"),
        UniqueConstraint("meeting_id", "plan_item_id"),
        UniqueConstraint("meeting_id", "commitment_id"),
        UniqueConstraint("meeting_id", "edition_id"),
        CheckConstraint("text <> ''", name="has_a_text"),
        CheckConstraint("num_nonnulls(plan_item_id, commitment_id, edition_id) <= 1", name="is_about_one_thing"),
        Index("ix_agenda_point_commitment_id", "commitment_id"),
        Index("ix_agenda_point_edition_id", "edition_id"),
        Index("ix_agenda_point_plan_item_id", "plan_item_id"),
    )

    meeting_id: Mapped[Reference]
    position: Mapped[int]
    text: Mapped[Name]
    plan_item_id: Mapped[Reference | None]
    commitment_id: Mapped[Reference | None]
    edition_id: Mapped[Reference | None]

    meeting: Mapped[Meeting] = relationship(primaryjoin="Meeting.id == foreign(AgendaPoint.meeting_id)")
    plan_item: Mapped[PlanItem | None] = relationship(primaryjoin="PlanItem.id == foreign(AgendaPoint.plan_item_id)")
    commitment: Mapped[Commitment | None] = relationship(
        primaryjoin="Commitment.id == foreign(AgendaPoint.commitment_id)"
    )
    edition: Mapped[Edition | None] = relationship(primaryjoin="Edition.id == foreign(AgendaPoint.edition_id)")
