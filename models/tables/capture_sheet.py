"""The monthly report of one unit on one plan: hoja de captura, seguimiento mensual."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.workflow import SheetState
from models.tables.base import (
    InstitutionRow,
    Model,
    Moment,
    PeriodCode,
    Reference,
    Versioned,
    is_period,
    of_institution,
    one_of,
    within,
)
from models.tables.org_unit import OrgUnit
from models.tables.plan import Plan


class CaptureSheet(InstitutionRow, Versioned, Model):
    """Unit × plan × period. `round` counts its sendings; `submitted_by_id` may never verify it (SoD-1).

    `fingerprint` is the hash of what a person sent last (`queries.sheet_content`); empty where an import sent it.
    """

    __tablename__ = "capture_sheet"
    __table_args__ = (
        of_institution(),
        within("plan_id", "plan"),
        within("org_unit_id", "org_unit"),
        UniqueConstraint("institution_id", "id"),
        UniqueConstraint("plan_id", "org_unit_id", "period"),
        is_period(),
        CheckConstraint("round >= 0", name="round_is_not_negative"),
        CheckConstraint(
            "state NOT IN ('submitted', 'supervised', 'verified', 'validated')"
            " OR (submitted_at IS NOT NULL AND round > 0)",
            name="sent_has_moment_and_round",
        ),
        CheckConstraint(
            "state NOT IN ('verified', 'validated') OR verified_at IS NOT NULL", name="verified_has_moment"
        ),
        CheckConstraint("verified_by_id IS NULL OR verified_by_id <> submitted_by_id", name="verifier_is_not_sender"),
        Index("ix_capture_sheet_institution_id_period", "institution_id", "period"),
        Index("ix_capture_sheet_org_unit_id_period", "org_unit_id", "period"),
    )

    plan_id: Mapped[Reference]
    org_unit_id: Mapped[Reference]
    period: Mapped[PeriodCode]
    state: Mapped[SheetState] = mapped_column(
        one_of(SheetState, "state_is_known"), default=SheetState.NOT_STARTED, server_default="not_started"
    )
    round: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    is_late: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    submitted_at: Mapped[Moment | None]
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    verified_at: Mapped[Moment | None]
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    fingerprint: Mapped[str] = mapped_column(String(64), default="", server_default="")
    exempt_reason: Mapped[str] = mapped_column(String(1000), default="", server_default="")

    plan: Mapped[Plan] = relationship(primaryjoin="Plan.id == foreign(CaptureSheet.plan_id)")
    org_unit: Mapped[OrgUnit] = relationship(primaryjoin="OrgUnit.id == foreign(CaptureSheet.org_unit_id)")
