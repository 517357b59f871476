"""What the vice-minister decided in a meeting, or the secretary wrote down in his name."""

from __future__ import annotations

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.tables.base import InstitutionRow, Model, Moment, Reference, of_institution, within


class Decision(InstitutionRow, Model):
    """A decision (S0-I-15). Whoever records another's decision names the act; its file is evidence of it (SoD-13)."""

    __tablename__ = "decision"
    __table_args__ = (
        of_institution(),
        within("meeting_id", "meeting"),
        UniqueConstraint("institution_id", "id"),
        CheckConstraint("text <> ''", name="has_a_text"),
        CheckConstraint("decided_by_id = recorded_by_id OR act <> ''", name="on_behalf_names_the_act"),
        Index("ix_decision_meeting_id", "meeting_id"),
    )

    meeting_id: Mapped[Reference]
    text: Mapped[str] = mapped_column(Text)
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))
    recorded_at: Mapped[Moment]
    act: Mapped[str] = mapped_column(String(200), default="", server_default="")

    decided_by: Mapped[User] = relationship(User, primaryjoin="User.id == foreign(Decision.decided_by_id)")

    @hybrid_property
    def is_on_behalf(self) -> bool:
        """Whether somebody recorded it in the name of who decided."""
        return self.decided_by_id != self.recorded_by_id
