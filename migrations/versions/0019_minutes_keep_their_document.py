"""Approved minutes keep the document that was approved, whatever becomes of their commitments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

CHECK = "ck_minutes_approval_keeps_the_document"


def upgrade() -> None:
    op.add_column("minutes", sa.Column("document", postgresql.JSONB(none_as_null=True), nullable=True))
    op.create_check_constraint(op.f(CHECK), "minutes", "(approved_at IS NULL) = (document IS NULL)")


def downgrade() -> None:
    op.drop_column("minutes", "document")
