"""A month, quarter or year of an institution, and whether it may be written."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.rules.workflow import PeriodState
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


class ReportingPeriod(InstitutionRow, Versioned, Model):
    """Late is not closed (rulings 1): only `closed` refuses writing, and it keeps the preset it was scored with.

    A closing that was asked for and is not done is a job's to do.
    """

    __tablename__ = "reporting_period"
    __table_args__ = (
        of_institution(),
        within("preset_version_id", "preset_version"),
        UniqueConstraint("institution_id", "period"),
        is_period(),
        CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL AND preset_version_id IS NOT NULL)",
            name="closed_keeps_moment_and_preset",
        ),
        CheckConstraint(
            "state <> 'reopened' OR (reopen_reason <> '' AND reopened_until IS NOT NULL)",
            name="reopened_gives_reason_and_end",
        ),
        CheckConstraint(
            "(closing_asked_at IS NULL) = (closing_asked_by_id IS NULL)"
            " AND (closing_asked_at IS NULL OR state IN ('under_review', 'reopened'))",
            name="asked_is_by_somebody_of_one_to_close",
        ),
    )

    period: Mapped[PeriodCode]
    state: Mapped[PeriodState] = mapped_column(one_of(PeriodState, "state_is_known"))
    opened_at: Mapped[Moment | None]
    window_closed_at: Mapped[Moment | None]
    closed_at: Mapped[Moment | None]
    preset_version_id: Mapped[Reference | None]
    reopen_reason: Mapped[str] = mapped_column(String(1000), default="", server_default="")
    reopened_until: Mapped[Moment | None]
    closing_asked_at: Mapped[Moment | None]
    closing_asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
