"""The secret address under which a calendar program reads one person's deadlines."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.tables.base import InstitutionRow, Model, Moment, of_institution


class CalendarFeed(InstitutionRow, Model):
    """One a person. Only the hash of the secret is kept: who reads the database cannot read the feed."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        of_institution(),
        # The user must be a person of the same institution.
        ForeignKeyConstraint(
            ["institution_id", "user_id"], ["person.institution_id", "person.user_id"], ondelete="CASCADE"
        ),
        UniqueConstraint("user_id"),
        UniqueConstraint("secret_sha256"),
        CheckConstraint("secret_sha256 ~ '^[0-9a-f]{64}$'", name="secret_is_a_hash"),
    )

    user_id: Mapped[int]
    secret_sha256: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[Moment]
