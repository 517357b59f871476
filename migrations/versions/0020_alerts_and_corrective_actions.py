"""Alerts and the corrective actions that answer them, with the files that show what was done."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TABLES = ("alert", "corrective_action")
EVENTS = (
    ("INSERT", "NEW TABLE AS new_rows"),
    ("DELETE", "OLD TABLE AS old_rows"),
    ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
)
BEFORE = "progress_id, internal_activity_id, meeting_id, commitment_step_id"
AFTER = f"{BEFORE}, corrective_action_id"


def upgrade() -> None:
    _make_tables()
    for table in TABLES:
        for event, seen in EVENTS:
            op.execute(
                f"CREATE TRIGGER record_{event.lower()} AFTER {event} ON {table} REFERENCING {seen}"
                " FOR EACH STATEMENT EXECUTE FUNCTION record_change()"
            )
    op.add_column("evidence", sa.Column("corrective_action_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(
        op.f("fk_evidence_institution_id_corrective_action_id"),
        "evidence",
        "corrective_action",
        ["institution_id", "corrective_action_id"],
        ["institution_id", "id"],
    )
    op.create_index("ix_evidence_corrective_action_id", "evidence", ["corrective_action_id"])
    _belongs_to_one_of(AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM evidence WHERE corrective_action_id IS NOT NULL")  # no place any more
    _belongs_to_one_of(BEFORE)
    op.drop_column("evidence", "corrective_action_id")
    for table in reversed(TABLES):
        op.drop_table(table)


def _belongs_to_one_of(columns: str) -> None:
    op.drop_constraint(op.f("ck_evidence_belongs_to_one_line"), "evidence", type_="check")
    op.create_check_constraint(op.f("ck_evidence_belongs_to_one_line"), "evidence", f"num_nonnulls({columns}) = 1")


def _make_tables() -> None:
    op.create_table('alert',
    sa.Column('kind', sa.Enum('early', 'persistent', 'missing_action', 'incoherent', name='kind_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('plan_item_id', sa.BigInteger(), nullable=False),
    sa.Column('period', sa.String(length=9), nullable=False),
    sa.Column('severity', sa.Enum('high', 'medium', 'low', name='severity_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('state', sa.Enum('generated', 'notified', 'seen', 'managed', 'closed', name='state_is_known', native_enum=False, create_constraint=True, length=40), server_default='generated', nullable=False),
    sa.Column('color', sa.String(length=20), nullable=False),
    sa.Column('facts', sa.ARRAY(sa.String(length=40)), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('cut_id', sa.BigInteger(), nullable=True),
    sa.Column('raised_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('escalated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_by_id', sa.Integer(), nullable=True),
    sa.Column('ending', sa.Enum('green', 'continues', 'answered', 'corrected', 'managed', name='ending_is_known', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('note', sa.String(length=1000), server_default='', nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(ending IS NOT DISTINCT FROM 'managed') = (closed_by_id IS NOT NULL)", name=op.f('ck_alert_managed_has_a_person')),
    sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name=op.f('ck_alert_closed_has_a_moment')),
    sa.CheckConstraint("closed_by_id IS NULL OR note <> ''", name=op.f('ck_alert_person_says_why')),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_alert_period_is_a_period')),
    sa.CheckConstraint('(closed_at IS NULL) = (ending IS NULL)', name=op.f('ck_alert_closed_has_a_reason')),
    sa.ForeignKeyConstraint(['closed_by_id'], ['ab_user.id'], name=op.f('fk_alert_closed_by_id')),
    sa.ForeignKeyConstraint(['institution_id', 'cut_id'], ['cut.institution_id', 'cut.id'], name=op.f('fk_alert_institution_id_cut_id')),
    sa.ForeignKeyConstraint(['institution_id', 'plan_item_id'], ['plan_item.institution_id', 'plan_item.id'], name=op.f('fk_alert_institution_id_plan_item_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_alert_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alert')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_alert_institution_id_id')),
    sa.UniqueConstraint('kind', 'plan_item_id', 'period', name=op.f('uq_alert_kind_plan_item_id_period'))
    )
    op.create_index('ix_alert_institution_id_state', 'alert', ['institution_id', 'state'], unique=False)
    op.create_index('ix_alert_plan_item_id', 'alert', ['plan_item_id'], unique=False)
    op.create_table('corrective_action',
    sa.Column('plan_item_id', sa.BigInteger(), nullable=False),
    sa.Column('org_unit_id', sa.BigInteger(), nullable=False),
    sa.Column('alert_id', sa.BigInteger(), nullable=True),
    sa.Column('progress_id', sa.BigInteger(), nullable=True),
    sa.Column('period', sa.String(length=9), nullable=False),
    sa.Column('cause', sa.Text(), server_default='', nullable=False),
    sa.Column('description', sa.Text(), nullable=False),
    sa.Column('owner_id', sa.Integer(), nullable=True),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('state', sa.Enum('registered', 'rejected', 'validated', 'in_execution', 'implemented', 'verified', 'closed', name='state_is_known', native_enum=False, create_constraint=True, length=40), server_default='registered', nullable=False),
    sa.Column('recorded_on', sa.Date(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorded_by_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('comment', sa.String(length=1000), server_default='', nullable=False),
    sa.Column('result', sa.Text(), server_default='', nullable=False),
    sa.Column('implemented_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('verified_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('verified_by_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(state = 'registered') = (decided_by_id IS NULL)", name=op.f('ck_corrective_action_decision_has_a_person')),
    sa.CheckConstraint("(state IN ('verified', 'closed')) = (verified_by_id IS NOT NULL)", name=op.f('ck_corrective_action_verified_has_a_person')),
    sa.CheckConstraint("NOT (state IN ('implemented', 'verified', 'closed')) OR implemented_at IS NOT NULL", name=op.f('ck_corrective_action_implemented_has_a_moment')),
    sa.CheckConstraint("NOT (state IN ('validated', 'in_execution', 'implemented', 'verified', 'closed')) OR (owner_id IS NOT NULL AND due_on IS NOT NULL)", name=op.f('ck_corrective_action_is_whole_once_valid')),
    sa.CheckConstraint("description <> ''", name=op.f('ck_corrective_action_says_something')),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_corrective_action_period_is_a_period')),
    sa.CheckConstraint("state <> 'rejected' OR comment <> ''", name=op.f('ck_corrective_action_rejection_says_why')),
    sa.CheckConstraint('(decided_by_id IS NULL) = (decided_at IS NULL)', name=op.f('ck_corrective_action_decision_has_a_moment')),
    sa.CheckConstraint('(verified_by_id IS NULL) = (verified_at IS NULL)', name=op.f('ck_corrective_action_verified_has_a_moment')),
    sa.CheckConstraint('decided_by_id <> recorded_by_id', name=op.f('ck_corrective_action_author_does_not_decide')),
    sa.CheckConstraint('due_on >= recorded_on', name=op.f('ck_corrective_action_is_due_after_it_was_recorded')),
    sa.CheckConstraint('verified_by_id <> recorded_by_id', name=op.f('ck_corrective_action_author_does_not_verify')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['ab_user.id'], name=op.f('fk_corrective_action_decided_by_id')),
    sa.ForeignKeyConstraint(['institution_id', 'alert_id'], ['alert.institution_id', 'alert.id'], name=op.f('fk_corrective_action_institution_id_alert_id')),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_corrective_action_institution_id_org_unit_id')),
    sa.ForeignKeyConstraint(['institution_id', 'plan_item_id'], ['plan_item.institution_id', 'plan_item.id'], name=op.f('fk_corrective_action_institution_id_plan_item_id')),
    sa.ForeignKeyConstraint(['institution_id', 'progress_id'], ['progress.institution_id', 'progress.id'], name=op.f('fk_corrective_action_institution_id_progress_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_corrective_action_institution_id')),
    sa.ForeignKeyConstraint(['owner_id'], ['ab_user.id'], name=op.f('fk_corrective_action_owner_id')),
    sa.ForeignKeyConstraint(['recorded_by_id'], ['ab_user.id'], name=op.f('fk_corrective_action_recorded_by_id')),
    sa.ForeignKeyConstraint(['verified_by_id'], ['ab_user.id'], name=op.f('fk_corrective_action_verified_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_corrective_action')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_corrective_action_institution_id_id'))
    )
    op.create_index('ix_corrective_action_alert_id', 'corrective_action', ['alert_id'], unique=False)
    op.create_index('ix_corrective_action_institution_id_state', 'corrective_action', ['institution_id', 'state'], unique=False)
    op.create_index('ix_corrective_action_progress_id', 'corrective_action', ['progress_id'], unique=False)
    op.create_index('uq_corrective_action_words', 'corrective_action', ['plan_item_id', 'org_unit_id', sa.literal_column('md5(btrim(folded(description)))')], unique=True)
