"""The years of a plan, and triggers that keep the programmed money of a formalized one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

EVENTS = (
    ("INSERT", "NEW TABLE AS new_rows"),
    ("DELETE", "OLD TABLE AS old_rows"),
    ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
)
IN_FORCE = """
    SELECT version.id AS plan_version_id, plan_year.year
      FROM plan_year JOIN plan_version version ON version.plan_id = plan_year.plan_id AND version.state = 'in_force'
     WHERE plan_year.state = 'formalized'
"""
# What of a line of the plan is kept: where it belongs and what it programs. One that programs nothing may come and go,
# and so may those of the budget office, which have its code.
LINES = (
    "SELECT id, plan_item_id, org_unit_id, year, funding_source, expense_class, project_code, initial FROM {rows}"
    " WHERE initial <> 0 AND budget_code = ''",
    "JOIN plan_item item ON item.id = touched.plan_item_id",
    "item.plan_version_id = kept.plan_version_id AND kept.year = touched.year",
)
MONTHS = (
    "SELECT id, budget_line_id, period, programmed FROM {rows} WHERE programmed IS NOT NULL",
    "JOIN budget_line line ON line.id = touched.budget_line_id JOIN plan_item item ON item.id = line.plan_item_id",
    "item.plan_version_id = kept.plan_version_id AND kept.year = line.year AND line.budget_code = ''",
)
KEPT = {"budget_line": LINES, "budget_month": MONTHS}
TOUCHED = {
    "insert": "{new}",
    "delete": "{old}",
    "update": "({old} EXCEPT {new}) UNION ALL ({new} EXCEPT {old})",
}


def upgrade() -> None:
    op.create_table(
        "plan_year",
        sa.Column("plan_id", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("state", sa.Enum("in_preparation", "formalized", name="state_is_known", native_enum=False, create_constraint=True, length=40), server_default="in_preparation", nullable=False),
        sa.Column("act", sa.String(length=300), server_default="", nullable=False),
        sa.Column("formalized_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("formalized_by_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("institution_id", sa.BigInteger(), nullable=False),
        sa.Column("row_version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "CASE WHEN state = 'formalized' THEN act <> '' AND formalized_at IS NOT NULL"
            " AND formalized_by_id IS NOT NULL ELSE act = '' AND formalized_at IS NULL AND formalized_by_id IS NULL END",
            name=op.f("ck_plan_year_formalized_names_act_moment_and_person"),
        ),
        sa.CheckConstraint("year BETWEEN 1990 AND 2100", name=op.f("ck_plan_year_year_is_plausible")),
        sa.ForeignKeyConstraint(["formalized_by_id"], ["ab_user.id"], name=op.f("fk_plan_year_formalized_by_id")),
        sa.ForeignKeyConstraint(["institution_id"], ["institution.id"], name=op.f("fk_plan_year_institution_id")),
        sa.ForeignKeyConstraint(
            ["institution_id", "plan_id"], ["plan.institution_id", "plan.id"],
            name=op.f("fk_plan_year_institution_id_plan_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_year")),
        sa.UniqueConstraint("institution_id", "id", name=op.f("uq_plan_year_institution_id_id")),
        sa.UniqueConstraint("plan_id", "year", name=op.f("uq_plan_year_plan_id_year")),
    )  # fmt: skip
    for event, seen in EVENTS:
        op.execute(
            f"CREATE TRIGGER record_{event.lower()} AFTER {event} ON plan_year REFERENCING {seen}"
            " FOR EACH STATEMENT EXECUTE FUNCTION record_change()"
        )
        for table in KEPT:
            op.execute(_function(table, event.lower()))
            op.execute(
                f"CREATE TRIGGER keep_formalized_{event.lower()} AFTER {event} ON {table} REFERENCING {seen}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION keep_formalized_{table}_{event.lower()}()"
            )


def downgrade() -> None:
    for event, _seen in EVENTS:
        for table in KEPT:
            op.execute(f"DROP TRIGGER keep_formalized_{event.lower()} ON {table}")
            op.execute(f"DROP FUNCTION keep_formalized_{table}_{event.lower()}()")
    op.drop_table("plan_year")


def _function(table: str, event: str) -> str:
    """Refuse a statement that touches what a formalized year keeps; without one it asks nothing more."""
    rows, joined, same = KEPT[table]
    touched = TOUCHED[event].format(new=rows.format(rows="new_rows"), old=rows.format(rows="old_rows"))
    return f"""
        CREATE FUNCTION keep_formalized_{table}_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT FROM plan_year WHERE state = 'formalized') AND EXISTS (
                SELECT FROM ({touched}) AS touched {joined} JOIN ({IN_FORCE}) AS kept ON {same}
            ) THEN
                RAISE EXCEPTION 'El año del plan está formalizado: pida un ajuste' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NULL;
        END $$
    """
