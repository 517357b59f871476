"""Acuerdo, compromiso: what a unit took on in a meeting, until when, and who answers for it."""

from __future__ import annotations

from datetime import date

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.commitment import CommitmentState
from models.tables.base import (
    InstitutionRow,
    Model,
    Moment,
    Reference,
    Versioned,
    of_institution,
    one_of,
    percent_in_range,
    within,
)
from models.tables.indicator import Indicator
from models.tables.meeting import Meeting
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem


class Commitment(InstitutionRow, Versioned, Model):
    """One commitment (R 2.2 D, SM-10). `extended_from` is the date that it had before its last extension."""

    __tablename__ = "commitment"
    __table_args__ = (
        of_institution(),
        within("meeting_id", "meeting"),
        within("decision_id", "decision"),
        within("org_unit_id", "org_unit"),
        within("plan_item_id", "plan_item"),
        within("indicator_id", "indicator"),
        UniqueConstraint("institution_id", "id"),
        CheckConstraint("text <> ''", name="has_a_text"),
        CheckConstraint("state = 'agreed' OR owner_id IS NOT NULL", name="has_an_owner_once_assigned"),
        CheckConstraint(
            "(state IN ('fulfilled', 'verified')) = (fulfilled_by_id IS NOT NULL)", name="fulfilled_has_a_person"
        ),
        CheckConstraint("(state = 'verified') = (verified_by_id IS NOT NULL)", name="verified_has_a_person"),
        CheckConstraint("verified_by_id <> fulfilled_by_id", name="verifier_is_not_the_fulfiller"),  # SoD-11
        CheckConstraint(
            "extended_from IS NULL OR (due_on > extended_from AND extension_reason <> '')",
            name="extension_is_later_and_has_a_reason",
        ),
        percent_in_range("percent"),
        Index("ix_commitment_meeting_id", "meeting_id"),
        Index("ix_commitment_org_unit_id", "org_unit_id"),
        Index("ix_commitment_owner_id", "owner_id"),
        Index("ix_commitment_plan_item_id", "plan_item_id"),
        Index("ix_commitment_institution_id_due_on", "institution_id", "due_on"),
    )

    meeting_id: Mapped[Reference]
    decision_id: Mapped[Reference | None]
    text: Mapped[str] = mapped_column(Text)
    org_unit_id: Mapped[Reference]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    due_on: Mapped[date]
    plan_item_id: Mapped[Reference | None]
    indicator_id: Mapped[Reference | None]
    state: Mapped[CommitmentState] = mapped_column(
        one_of(CommitmentState, "state_is_known"), default=CommitmentState.AGREED, server_default="agreed"
    )
    percent: Mapped[int] = mapped_column(default=0, server_default="0")
    agreed_at: Mapped[Moment]
    fulfilled_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    extended_from: Mapped[date | None]
    extension_reason: Mapped[str] = mapped_column(String(1000), default="", server_default="")

    meeting: Mapped[Meeting] = relationship(primaryjoin="Meeting.id == foreign(Commitment.meeting_id)")
    org_unit: Mapped[OrgUnit] = relationship(primaryjoin="OrgUnit.id == foreign(Commitment.org_unit_id)")
    owner: Mapped[User | None] = relationship(User, primaryjoin="User.id == foreign(Commitment.owner_id)")
    plan_item: Mapped[PlanItem | None] = relationship(primaryjoin="PlanItem.id == foreign(Commitment.plan_item_id)")
    indicator: Mapped[Indicator | None] = relationship(primaryjoin="Indicator.id == foreign(Commitment.indicator_id)")
