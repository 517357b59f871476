"""The rows of a plan's content refer to their institution through what they belong to, and no second time.

A reference inside an institution that must stand leads to a row of the same institution, and that one in the end to the
institution itself: the reference of their own proved the same again, for every row that an import or a sheet writes.
"""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLES = (
    *("plan_item", "indicator", "target", "progress", "budget_line", "budget_month"),
    *("internal_activity", "participation", "alignment"),
)


def upgrade() -> None:
    for table in TABLES:
        op.drop_constraint(op.f(f"fk_{table}_institution_id"), table, type_="foreignkey")


def downgrade() -> None:
    for table in TABLES:
        op.create_foreign_key(op.f(f"fk_{table}_institution_id"), table, "institution", ["institution_id"], ["id"])
