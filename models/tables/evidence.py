"""Means of verification: files kept by their content, attached to what they show."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import InstitutionRow, Model, Moment, Reference, of_institution, within
from models.tables.commitment_step import CommitmentStep
from models.tables.corrective_action import CorrectiveAction
from models.tables.internal_activity import InternalActivity
from models.tables.meeting import Meeting
from models.tables.progress import Progress


class Evidence(InstitutionRow, Model):
    """One file of a line of a sheet, meeting (perhaps the act of a decision), step of a commitment or corrective act.

    A replacement is a new row that names the one before it (rulings 28).
    """

    __tablename__ = "evidence"
    __table_args__ = (
        of_institution(),
        within("progress_id", "progress"),
        within("internal_activity_id", "internal_activity"),
        within("meeting_id", "meeting"),
        within("decision_id", "decision"),
        within("commitment_step_id", "commitment_step"),
        within("corrective_action_id", "corrective_action"),
        CheckConstraint(
            "num_nonnulls(progress_id, internal_activity_id, meeting_id, commitment_step_id, corrective_action_id) = 1",
            name="belongs_to_one_line",
        ),
        CheckConstraint("decision_id IS NULL OR meeting_id IS NOT NULL", name="act_belongs_to_a_meeting"),
        CheckConstraint("size BETWEEN 1 AND 20971520", name="size_is_at_most_20_mib"),
        Index("ix_evidence_progress_id", "progress_id"),
        Index("ix_evidence_internal_activity_id", "internal_activity_id"),
        Index("ix_evidence_meeting_id", "meeting_id"),
        Index("ix_evidence_decision_id", "decision_id"),
        Index("ix_evidence_commitment_step_id", "commitment_step_id"),
        Index("ix_evidence_corrective_action_id", "corrective_action_id"),
        Index("ix_evidence_sha256", "sha256"),
    )

    progress_id: Mapped[Reference | None]
    internal_activity_id: Mapped[Reference | None]
    meeting_id: Mapped[Reference | None]
    decision_id: Mapped[Reference | None]
    commitment_step_id: Mapped[Reference | None]
    corrective_action_id: Mapped[Reference | None]
    file_name: Mapped[str] = mapped_column(String(255))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    mime: Mapped[str] = mapped_column(String(120))
    added_at: Mapped[Moment]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    replaces_id: Mapped[Reference | None] = mapped_column(ForeignKey("evidence.id"))
    is_current: Mapped[bool] = mapped_column(default=True, server_default=text("true"))

    progress: Mapped[Progress | None] = relationship(primaryjoin="Progress.id == foreign(Evidence.progress_id)")
    internal_activity: Mapped[InternalActivity | None] = relationship(
        primaryjoin="InternalActivity.id == foreign(Evidence.internal_activity_id)"
    )
    meeting: Mapped[Meeting | None] = relationship(primaryjoin="Meeting.id == foreign(Evidence.meeting_id)")
    commitment_step: Mapped[CommitmentStep | None] = relationship(
        primaryjoin="CommitmentStep.id == foreign(Evidence.commitment_step_id)"
    )
    corrective_action: Mapped[CorrectiveAction | None] = relationship(
        primaryjoin="CorrectiveAction.id == foreign(Evidence.corrective_action_id)"
    )
