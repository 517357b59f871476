"""What was done about a commitment, line by line."""

from __future__ import annotations

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.rules.commitment import StepKind
from models.tables.base import (
    InstitutionRow,
    Model,
    Moment,
    Reference,
    of_institution,
    one_of,
    percent_in_range,
    within,
)
from models.tables.commitment import Commitment


class CommitmentStep(InstitutionRow, Model):
    """A follow-up: when, by whom, in which words, how far, and with which files (R 2.2 D)."""

    __tablename__ = "commitment_step"
    __table_args__ = (
        of_institution(),
        within("commitment_id", "commitment"),
        UniqueConstraint("institution_id", "id"),
        percent_in_range("percent"),
        CheckConstraint("kind NOT IN ('progress', 'return', 'extend') OR note <> ''", name="says_what_was_done"),
        Index("ix_commitment_step_commitment_id", "commitment_id"),
    )

    commitment_id: Mapped[Reference]
    kind: Mapped[StepKind] = mapped_column(one_of(StepKind, "kind_is_known"))
    made_at: Mapped[Moment]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    percent: Mapped[int | None]

    commitment: Mapped[Commitment] = relationship(primaryjoin="Commitment.id == foreign(CommitmentStep.commitment_id)")
    made_by: Mapped[User] = relationship(User, primaryjoin="User.id == foreign(CommitmentStep.made_by_id)")
