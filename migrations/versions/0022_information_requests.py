"""Information requests and what they ask of each unit."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TABLES = ("information_request", "request_line")


def upgrade() -> None:
    op.create_table('information_request',
    sa.Column('rule', sa.String(length=20), nullable=False),
    sa.Column('period', sa.String(length=9), nullable=False),
    sa.Column('needs_actions', sa.Boolean(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_information_request_period_is_a_period')),
    sa.CheckConstraint('answered_at >= sent_at', name=op.f('ck_information_request_is_answered_after_it_was_sent')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_information_request_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_information_request')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_information_request_institution_id_id')),
    sa.UniqueConstraint('institution_id', 'rule', 'period', name=op.f('uq_information_request_institution_id_rule_period'))
    )
    op.create_table('request_line',
    sa.Column('information_request_id', sa.BigInteger(), nullable=False),
    sa.Column('plan_id', sa.BigInteger(), nullable=False),
    sa.Column('org_unit_id', sa.BigInteger(), nullable=False),
    sa.Column('indicator_id', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['institution_id', 'indicator_id'], ['indicator.institution_id', 'indicator.id'], name=op.f('fk_request_line_institution_id_indicator_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id', 'information_request_id'], ['information_request.institution_id', 'information_request.id'], name=op.f('fk_request_line_institution_id_information_request_id')),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_request_line_institution_id_org_unit_id')),
    sa.ForeignKeyConstraint(['institution_id', 'plan_id'], ['plan.institution_id', 'plan.id'], name=op.f('fk_request_line_institution_id_plan_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_request_line_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_request_line')),
    sa.UniqueConstraint('information_request_id', 'org_unit_id', 'indicator_id', name=op.f('uq_request_line_information_request_id_org_unit_id_indicator_id'))
    )
    op.create_index('ix_request_line_indicator_id', 'request_line', ['indicator_id'], unique=False)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
