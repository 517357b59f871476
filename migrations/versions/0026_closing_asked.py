"""A period whose closing somebody asked for, and a job has still to do."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

ASKED = "ck_reporting_period_asked_is_by_somebody_of_one_to_close"
KEY = "fk_reporting_period_closing_asked_by_id"


def upgrade() -> None:
    op.add_column("reporting_period", sa.Column("closing_asked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("reporting_period", sa.Column("closing_asked_by_id", sa.Integer(), nullable=True))
    op.create_foreign_key(op.f(KEY), "reporting_period", "ab_user", ["closing_asked_by_id"], ["id"])
    op.create_check_constraint(
        op.f(ASKED), "reporting_period",
        "(closing_asked_at IS NULL) = (closing_asked_by_id IS NULL)"
        " AND (closing_asked_at IS NULL OR state IN ('under_review', 'reopened'))",
    )


def downgrade() -> None:
    op.drop_column("reporting_period", "closing_asked_by_id")
    op.drop_column("reporting_period", "closing_asked_at")
