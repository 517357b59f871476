"""Later dates of single units; who granted them is in the trail, with before and after."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLE = "deadline_extension"
EVENTS = (
    ("INSERT", "NEW TABLE AS new_rows"),
    ("DELETE", "OLD TABLE AS old_rows"),
    ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("institution_id", sa.BigInteger(), nullable=False),
        sa.Column("org_unit_id", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.String(length=9), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by_id", sa.Integer(), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadline_extension")),
        sa.UniqueConstraint("org_unit_id", "period", name=op.f("uq_deadline_extension_org_unit_id_period")),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_deadline_extension_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id", "org_unit_id"],
            ["org_unit.institution_id", "org_unit.id"],
            name=op.f("fk_deadline_extension_institution_id_org_unit_id"),
        ),
        sa.ForeignKeyConstraint(["granted_by_id"], ["ab_user.id"], name=op.f("fk_deadline_extension_granted_by_id")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_deadline_extension_gives_a_reason")),
        sa.CheckConstraint(
            "period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'",
            name=op.f("ck_deadline_extension_period_is_a_period"),
        ),
    )
    for event, seen in EVENTS:
        op.execute(
            f"CREATE TRIGGER record_{event.lower()} AFTER {event} ON {TABLE} REFERENCING {seen}"
            " FOR EACH STATEMENT EXECUTE FUNCTION record_change()"
        )


def downgrade() -> None:
    op.drop_table(TABLE)
