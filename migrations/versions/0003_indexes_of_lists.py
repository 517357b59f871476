"""The order in which long lists are shown, with the key: a far page is found without reading the rows before it.

For the trail the key matters also on the first page: a load of half a million values has one moment for all of them.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TRAIL = ("audit_entry", "value_change")


def upgrade() -> None:
    op.create_index("ix_target_institution_id_period_id", "target", ["institution_id", "period", "id"])
    for table in TRAIL:
        op.create_index(f"ix_{table}_institution_id_at_id", table, ["institution_id", "at", "id"])
        op.drop_index(f"ix_{table}_institution_id_at", table)


def downgrade() -> None:
    for table in TRAIL:
        op.create_index(f"ix_{table}_institution_id_at", table, ["institution_id", "at"])
        op.drop_index(f"ix_{table}_institution_id_at_id", table)
    op.drop_index("ix_target_institution_id_period_id", "target")
