"""The hash of what a person sent with a sheet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("capture_sheet", sa.Column("fingerprint", sa.String(length=64), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("capture_sheet", "fingerprint")
