"""Secret addresses of calendars, by their hashes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "calendar_feed",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("institution_id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("secret_sha256", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("user_id", name=op.f("uq_calendar_feed_user_id")),
        sa.UniqueConstraint("secret_sha256", name=op.f("uq_calendar_feed_secret_sha256")),
        sa.ForeignKeyConstraint(["institution_id"], ["institution.id"], name=op.f("fk_calendar_feed_institution_id")),
        sa.ForeignKeyConstraint(
            ["institution_id", "user_id"],
            ["person.institution_id", "person.user_id"],
            name=op.f("fk_calendar_feed_institution_id_user_id"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("secret_sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_calendar_feed_secret_is_a_hash")),
    )


def downgrade() -> None:
    op.drop_table("calendar_feed")
