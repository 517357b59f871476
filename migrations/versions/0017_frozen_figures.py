"""The figures of closed periods, written once: heads, items and reports; nobody changes them afterwards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TABLES = ("cut", "cut_item", "cut_sheet")


def upgrade() -> None:
    op.create_table('cut',
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('plan_version_id', sa.BigInteger(), nullable=False),
    sa.Column('period', sa.String(length=9), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('first_id', sa.BigInteger(), nullable=True),
    sa.Column('preset_version_id', sa.BigInteger(), nullable=False),
    sa.Column('frozen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.String(length=1000), server_default='', nullable=False),
    sa.Column('summary', JSONB(), nullable=False),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_cut_period_is_a_period')),
    sa.CheckConstraint('number >= 1 AND (number = 1) = (first_id IS NULL)', name=op.f('ck_cut_restatement_points_to_the_first')),
    sa.ForeignKeyConstraint(['institution_id', 'first_id'], ['cut.institution_id', 'cut.id'], name=op.f('fk_cut_institution_id_first_id')),
    sa.ForeignKeyConstraint(['institution_id', 'plan_version_id'], ['plan_version.institution_id', 'plan_version.id'], name=op.f('fk_cut_institution_id_plan_version_id')),
    sa.ForeignKeyConstraint(['institution_id', 'preset_version_id'], ['preset_version.institution_id', 'preset_version.id'], name=op.f('fk_cut_institution_id_preset_version_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_cut_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cut')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_cut_institution_id_id')),
    sa.UniqueConstraint('plan_version_id', 'period', 'number', name=op.f('uq_cut_plan_version_id_period_number')),
    )
    op.create_table('cut_item',
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('cut_id', sa.BigInteger(), nullable=False),
    sa.Column('plan_version_id', sa.BigInteger(), nullable=False),
    sa.Column('plan_item_id', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.Enum('does_not_apply', 'exempt', 'pending', 'no_report', 'unplanned_execution', 'not_programmed', 'not_computed', 'measured', name='state_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('period_state', sa.Enum('does_not_apply', 'exempt', 'pending', 'no_report', 'unplanned_execution', 'not_programmed', 'not_computed', 'measured', name='period_state_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('basis', sa.String(length=20), nullable=True),
    sa.Column('planned', sa.Numeric(precision=24, scale=6), nullable=True),
    sa.Column('actual', sa.Numeric(precision=24, scale=6), nullable=True),
    sa.Column('planned_to_date', sa.Numeric(precision=24, scale=6), nullable=True),
    sa.Column('actual_to_date', sa.Numeric(precision=24, scale=6), nullable=True),
    sa.Column('period_percent', sa.Numeric(precision=8, scale=2), nullable=True),
    sa.Column('to_date_percent', sa.Numeric(precision=8, scale=2), nullable=True),
    sa.Column('year_percent', sa.Numeric(precision=8, scale=2), nullable=True),
    sa.Column('plan_percent', sa.Numeric(precision=8, scale=2), nullable=True),
    sa.Column('plan_expected_percent', sa.Numeric(precision=8, scale=2), nullable=True),
    sa.Column('capped_percent', sa.Numeric(precision=8, scale=2), nullable=True),
    sa.Column('period_exact', sa.Numeric(precision=24, scale=10), nullable=True),
    sa.Column('percent_exact', sa.Numeric(precision=24, scale=10), nullable=True),
    sa.Column('year_exact', sa.Numeric(precision=24, scale=10), nullable=True),
    sa.Column('plan_exact', sa.Numeric(precision=24, scale=10), nullable=True),
    sa.Column('plan_expected_exact', sa.Numeric(precision=24, scale=10), nullable=True),
    sa.Column('advance', sa.ARRAY(sa.Numeric()), nullable=True),
    sa.Column('color', sa.String(length=20), nullable=False),
    sa.Column('period_color', sa.String(length=20), nullable=False),
    sa.Column('reported', sa.Integer(), nullable=False),
    sa.Column('expected', sa.Integer(), nullable=False),
    sa.Column('counts', JSONB(), nullable=True),
    sa.Column('flags', sa.ARRAY(sa.String(length=40)), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('non_green_run', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('initial', sa.Numeric(precision=24, scale=2), nullable=True),
    sa.Column('current', sa.Numeric(precision=24, scale=2), nullable=True),
    sa.Column('programmed', sa.Numeric(precision=24, scale=2), nullable=True),
    sa.Column('certified', sa.Numeric(precision=24, scale=2), nullable=True),
    sa.Column('committed', sa.Numeric(precision=24, scale=2), nullable=True),
    sa.Column('accrued', sa.Numeric(precision=24, scale=2), nullable=True),
    sa.Column('paid', sa.Numeric(precision=24, scale=2), nullable=True),
    sa.Column('executed_percent', sa.Numeric(precision=8, scale=2), nullable=True),
    sa.Column('financial_color', sa.String(length=20), nullable=True),
    sa.Column('combined_color', sa.String(length=20), nullable=False),
    sa.Column('facts', sa.ARRAY(sa.String(length=40)), server_default=sa.text("'{}'"), nullable=False),
    sa.CheckConstraint('non_green_run >= 0', name=op.f('ck_cut_item_non_green_run_is_not_negative')),
    sa.ForeignKeyConstraint(['institution_id', 'cut_id'], ['cut.institution_id', 'cut.id'], name=op.f('fk_cut_item_institution_id_cut_id')),
    sa.ForeignKeyConstraint(['plan_version_id', 'plan_item_id'], ['plan_item.plan_version_id', 'plan_item.id'], name=op.f('fk_cut_item_plan_version_id_plan_item_id')),
    sa.PrimaryKeyConstraint('cut_id', 'plan_item_id', name=op.f('pk_cut_item')),
    )
    op.create_table('cut_sheet',
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('cut_id', sa.BigInteger(), nullable=False),
    sa.Column('org_unit_id', sa.BigInteger(), nullable=False),
    sa.Column('period', sa.String(length=9), nullable=False),
    sa.Column('state', sa.Enum('not_started', 'draft', 'submitted', 'supervised', 'returned', 'verified', 'validated', 'closed', 'no_report', name='state_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('timeliness', sa.Enum('not_due', 'on_time', 'late', 'missing', name='timeliness_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('days_late', sa.Integer(), nullable=False),
    sa.Column('programmed', sa.Integer(), nullable=False),
    sa.Column('answered', sa.Integer(), nullable=False),
    sa.CheckConstraint("days_late >= 0 AND (days_late = 0 OR timeliness = 'late')", name=op.f('ck_cut_sheet_only_late_has_days')),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_cut_sheet_period_is_a_period')),
    sa.CheckConstraint('answered BETWEEN 0 AND programmed', name=op.f('ck_cut_sheet_answered_is_at_most_programmed')),
    sa.ForeignKeyConstraint(['institution_id', 'cut_id'], ['cut.institution_id', 'cut.id'], name=op.f('fk_cut_sheet_institution_id_cut_id')),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_cut_sheet_institution_id_org_unit_id')),
    sa.PrimaryKeyConstraint('cut_id', 'org_unit_id', 'period', name=op.f('pk_cut_sheet')),
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
