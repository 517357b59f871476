"""What is said of a value counts as it was sent, like the value: a draft beside it stays its writer's.

For what was sent before, the texts as they stand are taken; nothing older was kept beside them.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

COLUMNS = ("counted_cause", "counted_corrective_action", "counted_note")
CHECK = "ck_progress_counted_has_moment"
VALUES = "counted_actual IS NULL AND counted_reason = ''"
TEXTS = " AND ".join(f"{name} = ''" for name in COLUMNS)

COPY = """
    UPDATE progress SET counted_cause = cause, counted_corrective_action = corrective_action, counted_note = note
     WHERE counted_at IS NOT NULL AND (cause <> '' OR corrective_action <> '' OR note <> '')
"""


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("progress", sa.Column(name, sa.Text(), server_default="", nullable=False))
    op.execute(COPY)
    op.drop_constraint(op.f(CHECK), "progress", type_="check")
    op.create_check_constraint(op.f(CHECK), "progress", f"counted_at IS NOT NULL OR ({VALUES} AND {TEXTS})")


def downgrade() -> None:
    op.drop_constraint(op.f(CHECK), "progress", type_="check")
    for name in COLUMNS:
        op.drop_column("progress", name)
    op.create_check_constraint(op.f(CHECK), "progress", f"counted_at IS NOT NULL OR ({VALUES})")
