"""A unit calls meetings of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("meeting", sa.Column("org_unit_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f("fk_meeting_institution_id_org_unit_id"), "meeting", "org_unit", ["institution_id", "org_unit_id"], ["institution_id", "id"])
    op.create_index("ix_meeting_org_unit_id", "meeting", ["org_unit_id"], postgresql_where=sa.text("org_unit_id IS NOT NULL"))
    op.create_check_constraint(op.f("ck_meeting_is_of_a_kind_that_units_call"), "meeting", "org_unit_id IS NULL OR kind IN ('bilateral', 'working')")


def downgrade() -> None:
    op.drop_column("meeting", "org_unit_id")
