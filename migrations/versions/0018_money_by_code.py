"""Money that the budget office counts by its own codes: linked with the item of the same code, never lost without one.

The reference to the institution comes back to `budget_line`, whose item and unit may now be missing.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

OF_PLAN = ["plan_item_id", "org_unit_id", "year", "funding_source", "expense_class", "project_code"]
OF_CODE = ["institution_id", "year", "budget_code", "org_unit_id", "funding_source", "expense_class", "project_code"]
OLD_KEY = f"uq_budget_line_{'_'.join(OF_PLAN)}"
PERIOD = "period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'"


def upgrade() -> None:
    op.add_column("budget_line", sa.Column("budget_code", sa.String(60), server_default="", nullable=False))
    op.add_column("budget_line", sa.Column("name", sa.String(1000), server_default="", nullable=False))
    for column in ("plan_item_id", "org_unit_id"):
        op.alter_column("budget_line", column, nullable=True)
    op.create_foreign_key(op.f("fk_budget_line_institution_id"), "budget_line", "institution", ["institution_id"], ["id"])
    op.drop_constraint(op.f(OLD_KEY), "budget_line", type_="unique")
    op.create_index(
        "uq_budget_line_of_plan", "budget_line", OF_PLAN, unique=True, postgresql_where=sa.text("budget_code = ''")
    )
    op.create_index(
        *("uq_budget_line_of_code", "budget_line", OF_CODE),
        unique=True,
        postgresql_where=sa.text("budget_code <> ''"),
        postgresql_nulls_not_distinct=True,
    )
    op.create_index("ix_budget_line_plan_item_id", "budget_line", ["plan_item_id"])
    op.create_check_constraint(
        op.f("ck_budget_line_hangs_on_an_item_or_a_code"), "budget_line", "plan_item_id IS NOT NULL OR budget_code <> ''"
    )
    op.create_check_constraint(
        op.f("ck_budget_line_an_item_has_its_unit"), "budget_line", "plan_item_id IS NULL OR org_unit_id IS NOT NULL"
    )
    op.alter_column("import_run", "plan_id", nullable=True)
    op.add_column("import_run", sa.Column("period", sa.String(9), nullable=True))
    op.create_check_constraint(op.f("ck_import_run_period_is_a_period"), "import_run", PERIOD)


def downgrade() -> None:
    op.execute("DELETE FROM import_run WHERE plan_id IS NULL")
    op.drop_column("import_run", "period")
    op.alter_column("import_run", "plan_id", nullable=False)
    op.execute("DELETE FROM budget_line WHERE budget_code <> ''")
    for name in ("hangs_on_an_item_or_a_code", "an_item_has_its_unit"):
        op.drop_constraint(op.f(f"ck_budget_line_{name}"), "budget_line", type_="check")
    for name in ("ix_budget_line_plan_item_id", "uq_budget_line_of_code", "uq_budget_line_of_plan"):
        op.drop_index(name, "budget_line")
    op.create_unique_constraint(op.f(OLD_KEY), "budget_line", OF_PLAN)
    op.drop_constraint(op.f("fk_budget_line_institution_id"), "budget_line", type_="foreignkey")
    for column in ("plan_item_id", "org_unit_id"):
        op.alter_column("budget_line", column, nullable=False)
    for column in ("name", "budget_code"):
        op.drop_column("budget_line", column)
