"""The first tables: the institution, its plans, its months, its trail, its outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    for extension in ("btree_gist", "pg_trgm", "unaccent"):
        op.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    op.create_table('ab_group',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('label', sa.String(length=150), nullable=True),
    sa.Column('description', sa.String(length=512), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ab_group')),
    sa.UniqueConstraint('name', name=op.f('uq_ab_group_name'))
    )
    op.create_table('ab_permission',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ab_permission')),
    sa.UniqueConstraint('name', name=op.f('uq_ab_permission_name'))
    )
    op.create_table('ab_register_user',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('first_name', sa.String(length=64), nullable=False),
    sa.Column('last_name', sa.String(length=64), nullable=False),
    sa.Column('username', sa.String(length=128), nullable=False),
    sa.Column('password', sa.String(length=256), nullable=True),
    sa.Column('email', sa.String(length=320), nullable=False),
    sa.Column('registration_date', sa.DateTime(), nullable=True),
    sa.Column('registration_hash', sa.String(length=256), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ab_register_user')),
    sa.UniqueConstraint('email', name=op.f('uq_ab_register_user_email')),
    sa.UniqueConstraint('username', name=op.f('uq_ab_register_user_username'))
    )
    op.create_table('ab_role',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ab_role')),
    sa.UniqueConstraint('name', name=op.f('uq_ab_role_name'))
    )
    op.create_table('ab_user',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('first_name', sa.String(length=64), nullable=False),
    sa.Column('last_name', sa.String(length=64), nullable=False),
    sa.Column('username', sa.String(length=128), nullable=False),
    sa.Column('password', sa.String(length=256), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=True),
    sa.Column('email', sa.String(length=320), nullable=False),
    sa.Column('last_login', sa.DateTime(), nullable=True),
    sa.Column('login_count', sa.Integer(), nullable=True),
    sa.Column('fail_login_count', sa.Integer(), nullable=True),
    sa.Column('created_on', sa.DateTime(), nullable=True),
    sa.Column('changed_on', sa.DateTime(), nullable=True),
    sa.Column('created_by_fk', sa.Integer(), nullable=True),
    sa.Column('changed_by_fk', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['changed_by_fk'], ['ab_user.id'], name=op.f('fk_ab_user_changed_by_fk')),
    sa.ForeignKeyConstraint(['created_by_fk'], ['ab_user.id'], name=op.f('fk_ab_user_created_by_fk')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ab_user')),
    sa.UniqueConstraint('email', name=op.f('uq_ab_user_email')),
    sa.UniqueConstraint('username', name=op.f('uq_ab_user_username'))
    )
    op.create_table('ab_view_menu',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=250), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ab_view_menu')),
    sa.UniqueConstraint('name', name=op.f('uq_ab_view_menu_name'))
    )
    op.create_table('audit_entry',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), server_default=sa.text('clock_timestamp()'), nullable=False),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('actor', sa.String(length=120), nullable=False),
    sa.Column('address', sa.String(length=60), server_default='', nullable=False),
    sa.Column('action', sa.String(length=60), nullable=False),
    sa.Column('object_type', sa.String(length=60), nullable=False),
    sa.Column('object_id', sa.BigInteger(), nullable=True),
    sa.Column('detail', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('xid', sa.BigInteger(), server_default=sa.text('pg_current_xact_id()::text::bigint'), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entry'))
    )
    op.create_index('ix_audit_entry_institution_id_at', 'audit_entry', ['institution_id', 'at'], unique=False)
    op.create_index('ix_audit_entry_object', 'audit_entry', ['object_type', 'object_id'], unique=False)
    op.create_index('ix_audit_entry_xid', 'audit_entry', ['xid'], unique=False)
    op.create_table('audit_seal',
    sa.Column('line', sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column('source', sa.String(length=20), nullable=False),
    sa.Column('source_id', sa.BigInteger(), nullable=False),
    sa.Column('xid', sa.BigInteger(), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.Column('sealed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("source IN ('audit_entry', 'value_change')", name=op.f('ck_audit_seal_source_is_a_trail')),
    sa.PrimaryKeyConstraint('line', name=op.f('pk_audit_seal')),
    sa.UniqueConstraint('source', 'source_id', name=op.f('uq_audit_seal_source_source_id'))
    )
    op.create_table('business_clock',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('offset_seconds', sa.Double(), nullable=False),
    sa.CheckConstraint('id = 1', name=op.f('ck_business_clock_is_a_single_row')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_business_clock'))
    )
    op.create_table('institution',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=1000), nullable=False),
    sa.Column('country', sa.String(length=2), nullable=False),
    sa.Column('currency', sa.String(length=3), nullable=False),
    sa.Column('timezone', sa.String(length=60), nullable=False),
    sa.Column('locale', sa.String(length=12), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_institution')),
    sa.UniqueConstraint('code', name=op.f('uq_institution_code'))
    )
    op.create_table('job_run',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('counted', sa.Integer(), nullable=True),
    sa.Column('error', sa.Text(), server_default='', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job_run'))
    )
    op.create_index('ix_job_run_name_started_at', 'job_run', ['name', 'started_at'], unique=False)
    op.create_table('login_failure',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('account', sa.String(length=120), nullable=False),
    sa.Column('address', sa.String(length=60), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_login_failure'))
    )
    op.create_index('ix_login_failure_account_at', 'login_failure', ['account', 'at'], unique=False)
    op.create_index('ix_login_failure_address_at', 'login_failure', ['address', 'at'], unique=False)
    op.create_table('value_change',
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=True),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('actor', sa.String(length=120), nullable=False),
    sa.Column('table_name', sa.String(length=60), nullable=False),
    sa.Column('row_id', sa.BigInteger(), nullable=False),
    sa.Column('before', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('after', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('xid', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_value_change'))
    )
    op.create_index('ix_value_change_institution_id_at', 'value_change', ['institution_id', 'at'], unique=False)
    op.create_index('ix_value_change_row', 'value_change', ['table_name', 'row_id'], unique=False)
    op.create_index('ix_value_change_xid', 'value_change', ['xid'], unique=False)
    op.create_table('ab_api_key',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('uuid', sa.String(length=36), nullable=False),
    sa.Column('name', sa.String(length=256), nullable=False),
    sa.Column('key_hash', sa.String(length=256), nullable=False),
    sa.Column('lookup_hash', sa.String(length=256), nullable=True),
    sa.Column('key_prefix', sa.String(length=16), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('scopes', sa.Text(), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('created_on', sa.DateTime(), nullable=True),
    sa.Column('expires_on', sa.DateTime(), nullable=True),
    sa.Column('revoked_on', sa.DateTime(), nullable=True),
    sa.Column('last_used_on', sa.DateTime(), nullable=True),
    sa.ForeignKeyConstraint(['user_id'], ['ab_user.id'], name=op.f('fk_ab_api_key_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ab_api_key')),
    sa.UniqueConstraint('lookup_hash', name=op.f('uq_ab_api_key_lookup_hash')),
    sa.UniqueConstraint('uuid', name=op.f('uq_ab_api_key_uuid'))
    )
    op.create_index('idx_api_key_lookup_hash', 'ab_api_key', ['lookup_hash'], unique=True)
    op.create_index('idx_api_key_prefix', 'ab_api_key', ['key_prefix'], unique=False)
    op.create_index('idx_api_key_user_id', 'ab_api_key', ['user_id'], unique=False)
    op.create_table('ab_group_role',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('group_id', sa.Integer(), nullable=True),
    sa.Column('role_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['group_id'], ['ab_group.id'], name=op.f('fk_ab_group_role_group_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['role_id'], ['ab_role.id'], name=op.f('fk_ab_group_role_role_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ab_group_role')),
    sa.UniqueConstraint('group_id', 'role_id', name=op.f('uq_ab_group_role_group_id_role_id'))
    )
    op.create_index('idx_group_id', 'ab_group_role', ['group_id'], unique=False)
    op.create_index('idx_group_role_id', 'ab_group_role', ['role_id'], unique=False)
    op.create_table('ab_permission_view',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('permission_id', sa.Integer(), nullable=False),
    sa.Column('view_menu_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['permission_id'], ['ab_permission.id'], name=op.f('fk_ab_permission_view_permission_id')),
    sa.ForeignKeyConstraint(['view_menu_id'], ['ab_view_menu.id'], name=op.f('fk_ab_permission_view_view_menu_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ab_permission_view')),
    sa.UniqueConstraint('permission_id', 'view_menu_id', name=op.f('uq_ab_permission_view_permission_id_view_menu_id'))
    )
    op.create_index('idx_permission_id', 'ab_permission_view', ['permission_id'], unique=False)
    op.create_index('idx_view_menu_id', 'ab_permission_view', ['view_menu_id'], unique=False)
    op.create_table('ab_user_group',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('group_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['group_id'], ['ab_group.id'], name=op.f('fk_ab_user_group_group_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['ab_user.id'], name=op.f('fk_ab_user_group_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ab_user_group')),
    sa.UniqueConstraint('user_id', 'group_id', name=op.f('uq_ab_user_group_user_id_group_id'))
    )
    op.create_index('idx_user_group_id', 'ab_user_group', ['group_id'], unique=False)
    op.create_index('idx_user_id', 'ab_user_group', ['user_id'], unique=False)
    op.create_table('ab_user_role',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('role_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['role_id'], ['ab_role.id'], name=op.f('fk_ab_user_role_role_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['user_id'], ['ab_user.id'], name=op.f('fk_ab_user_role_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ab_user_role')),
    sa.UniqueConstraint('user_id', 'role_id', name=op.f('uq_ab_user_role_user_id_role_id'))
    )
    op.create_table('announced_deadline',
    sa.Column('rule', sa.String(length=20), nullable=False),
    sa.Column('subject', sa.String(length=60), nullable=False),
    sa.Column('period', sa.String(length=9), nullable=False),
    sa.Column('opens', sa.Date(), nullable=False),
    sa.Column('nominal_due', sa.Date(), nullable=False),
    sa.Column('effective_due', sa.Date(), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('why', sa.String(length=1000), nullable=False),
    sa.Column('announced_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('moved_reason', sa.String(length=1000), server_default='', nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_announced_deadline_period_is_a_period')),
    sa.CheckConstraint('opens <= effective_due', name=op.f('ck_announced_deadline_opens_before_due')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_announced_deadline_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_announced_deadline')),
    sa.UniqueConstraint('institution_id', 'rule', 'period', name=op.f('uq_announced_deadline_institution_id_rule_period'))
    )
    op.create_table('export_run',
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('occasion', sa.String(length=120), nullable=False),
    sa.Column('period', sa.String(length=9), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('asked_by', sa.String(length=120), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('file_name', sa.String(length=255), server_default='', nullable=False),
    sa.Column('sha256', sa.String(length=64), server_default='', nullable=False),
    sa.Column('audit_head', sa.String(length=64), server_default='', nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(done_at IS NULL) = (sha256 = '')", name=op.f('ck_export_run_done_has_hash')),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_export_run_period_is_a_period')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_export_run_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_export_run')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_export_run_institution_id_id')),
    sa.UniqueConstraint('institution_id', 'occasion', name=op.f('uq_export_run_institution_id_occasion'))
    )
    op.create_index('ix_export_run_institution_id_period', 'export_run', ['institution_id', 'period'], unique=False)
    op.create_table('non_working_day',
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('name', sa.String(length=1000), nullable=False),
    sa.Column('kind', sa.Enum('national', 'institutional', 'local', 'decree', name='kind_of_day', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('is_working', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_non_working_day_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_non_working_day')),
    sa.UniqueConstraint('institution_id', 'on', name=op.f('uq_non_working_day_institution_id_on'))
    )
    op.create_table('occurrence',
    sa.Column('task', sa.String(length=60), nullable=False),
    sa.Column('subject', sa.String(length=120), server_default='', nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('done_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('result', sa.String(length=400), server_default='', nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_occurrence_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_occurrence')),
    sa.UniqueConstraint('institution_id', 'task', 'due_at', name=op.f('uq_occurrence_institution_id_task_due_at'))
    )
    op.create_index('ix_occurrence_open', 'occurrence', ['due_at'], unique=False, postgresql_where=sa.text('done_at IS NULL'))
    op.create_table('org_unit',
    sa.Column('parent_id', sa.BigInteger(), nullable=True),
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=1000), nullable=False),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('in_scope', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint('parent_id <> id', name=op.f('ck_org_unit_not_its_own_parent')),
    sa.CheckConstraint('valid_to IS NULL OR valid_to >= valid_from', name=op.f('ck_org_unit_valid_to_follows_valid_from')),
    sa.ForeignKeyConstraint(['institution_id', 'parent_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_org_unit_institution_id_parent_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_org_unit_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_org_unit')),
    sa.UniqueConstraint('institution_id', 'code', name=op.f('uq_org_unit_institution_id_code')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_org_unit_institution_id_id'))
    )
    op.create_index('ix_org_unit_parent_id', 'org_unit', ['parent_id'], unique=False)
    op.create_table('person',
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('post', sa.String(length=200), server_default='', nullable=False),
    sa.Column('session_epoch', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_person_institution_id')),
    sa.ForeignKeyConstraint(['user_id'], ['ab_user.id'], name=op.f('fk_person_user_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('user_id', name=op.f('pk_person')),
    sa.UniqueConstraint('institution_id', 'user_id', name=op.f('uq_person_institution_id_user_id'))
    )
    op.create_table('plan_type',
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=1000), nullable=False),
    sa.Column('ordinal', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_plan_type_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_type')),
    sa.UniqueConstraint('institution_id', 'code', name=op.f('uq_plan_type_institution_id_code')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_plan_type_institution_id_id'))
    )
    op.create_table('preset_version',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('declaration', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('loaded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('loaded_by', sa.String(length=120), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('number > 0', name=op.f('ck_preset_version_number_is_positive')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_preset_version_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_preset_version')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_preset_version_institution_id_id')),
    sa.UniqueConstraint('institution_id', 'number', name=op.f('uq_preset_version_institution_id_number'))
    )
    op.create_table('ab_permission_view_role',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('permission_view_id', sa.Integer(), nullable=True),
    sa.Column('role_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['permission_view_id'], ['ab_permission_view.id'], name=op.f('fk_ab_permission_view_role_permission_view_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['role_id'], ['ab_role.id'], name=op.f('fk_ab_permission_view_role_role_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ab_permission_view_role')),
    sa.UniqueConstraint('permission_view_id', 'role_id', name=op.f('uq_ab_permission_view_role_permission_view_id_role_id'))
    )
    op.create_index('idx_permission_view_id', 'ab_permission_view_role', ['permission_view_id'], unique=False)
    op.create_index('idx_role_id', 'ab_permission_view_role', ['role_id'], unique=False)
    op.create_table('assignment',
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('org_unit_id', sa.BigInteger(), nullable=False),
    sa.Column('role', sa.Enum('liaison', 'department_head', 'planning_analyst', 'planning_head', 'planning_director', 'vice_minister', 'internal_control', 'finance', 'secretary', 'administrator', 'public', name='role_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('is_acting', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('delegated_by_id', sa.Integer(), nullable=True),
    sa.Column('act_ref', sa.String(length=200), server_default='', nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    postgresql.ExcludeConstraint((sa.column('org_unit_id'), '='), (sa.text("daterange(starts_on, ends_on, '[]')"), '&&'), where=sa.text("role = 'department_head' AND NOT is_acting"), using='gist', name='ex_assignment_one_head_per_unit'),
    postgresql.ExcludeConstraint((sa.column('user_id'), '='), (sa.text("((role = 'internal_control')::int)"), '<>'), (sa.text("daterange(starts_on, ends_on, '[]')"), '&&'), using='gist', name='ex_assignment_internal_control_is_exclusive'),
    sa.CheckConstraint('ends_on IS NULL OR ends_on >= starts_on', name=op.f('ck_assignment_ends_on_follows_starts_on')),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_assignment_institution_id_org_unit_id')),
    sa.ForeignKeyConstraint(['institution_id', 'user_id'], ['person.institution_id', 'person.user_id'], name=op.f('fk_assignment_institution_id_user_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_assignment_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assignment'))
    )
    op.create_index('ix_assignment_org_unit_id', 'assignment', ['org_unit_id'], unique=False)
    op.create_index('ix_assignment_user_id', 'assignment', ['user_id'], unique=False)
    op.create_table('level',
    sa.Column('plan_type_id', sa.BigInteger(), nullable=False),
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=1000), nullable=False),
    sa.Column('ordinal', sa.Integer(), nullable=False),
    sa.Column('reports', sa.Boolean(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['institution_id', 'plan_type_id'], ['plan_type.institution_id', 'plan_type.id'], name=op.f('fk_level_institution_id_plan_type_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_level_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_level')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_level_institution_id_id')),
    sa.UniqueConstraint('plan_type_id', 'code', name=op.f('uq_level_plan_type_id_code')),
    sa.UniqueConstraint('plan_type_id', 'id', name=op.f('uq_level_plan_type_id_id'))
    )
    op.create_table('outbox_mail',
    sa.Column('key', sa.String(length=300), nullable=False),
    sa.Column('rule', sa.String(length=20), nullable=False),
    sa.Column('step', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('subject', sa.String(length=120), nullable=False),
    sa.Column('period', sa.String(length=9), nullable=False),
    sa.Column('round', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('recipient_id', sa.Integer(), nullable=False),
    sa.Column('data', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('export_run_id', sa.BigInteger(), nullable=True),
    sa.Column('state', sa.Enum('queued', 'sending', 'sent', 'failed', 'superseded', 'suppressed', name='state_is_known', native_enum=False, create_constraint=True, length=40), server_default='queued', nullable=False),
    sa.Column('attempts', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('queued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('next_try_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lease_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('not_after', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('message_id', sa.String(length=200), nullable=False),
    sa.Column('sent_to', sa.String(length=320), server_default='', nullable=False),
    sa.Column('sent_subject', sa.String(length=400), server_default='', nullable=False),
    sa.Column('sent_text', sa.Text(), server_default='', nullable=False),
    sa.Column('error', sa.String(length=1000), server_default='', nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(state = 'sending') = (lease_until IS NOT NULL)", name=op.f('ck_outbox_mail_sending_has_lease')),
    sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f('ck_outbox_mail_sent_has_moment')),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_outbox_mail_period_is_a_period')),
    sa.CheckConstraint('attempts >= 0', name=op.f('ck_outbox_mail_attempts_is_not_negative')),
    sa.ForeignKeyConstraint(['institution_id', 'export_run_id'], ['export_run.institution_id', 'export_run.id'], name=op.f('fk_outbox_mail_institution_id_export_run_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_outbox_mail_institution_id')),
    sa.ForeignKeyConstraint(['recipient_id'], ['ab_user.id'], name=op.f('fk_outbox_mail_recipient_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outbox_mail')),
    sa.UniqueConstraint('key', name=op.f('uq_outbox_mail_key')),
    sa.UniqueConstraint('message_id', name=op.f('uq_outbox_mail_message_id'))
    )
    op.create_index('ix_outbox_mail_due', 'outbox_mail', ['next_try_at'], unique=False, postgresql_where=sa.text("state IN ('queued', 'sending')"))
    op.create_index('ix_outbox_mail_institution_id_period', 'outbox_mail', ['institution_id', 'period'], unique=False)
    op.create_table('plan',
    sa.Column('plan_type_id', sa.BigInteger(), nullable=False),
    sa.Column('org_unit_id', sa.BigInteger(), nullable=True),
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=1000), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint('ends_on > starts_on', name=op.f('ck_plan_ends_on_follows_starts_on')),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_plan_institution_id_org_unit_id')),
    sa.ForeignKeyConstraint(['institution_id', 'plan_type_id'], ['plan_type.institution_id', 'plan_type.id'], name=op.f('fk_plan_institution_id_plan_type_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_plan_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan')),
    sa.UniqueConstraint('institution_id', 'code', name=op.f('uq_plan_institution_id_code')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_plan_institution_id_id'))
    )
    op.create_table('reporting_period',
    sa.Column('period', sa.String(length=9), nullable=False),
    sa.Column('state', sa.Enum('future', 'open', 'under_review', 'closed', 'reopened', name='state_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('window_closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('preset_version_id', sa.BigInteger(), nullable=True),
    sa.Column('reopen_reason', sa.String(length=1000), server_default='', nullable=False),
    sa.Column('reopened_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL AND preset_version_id IS NOT NULL)", name=op.f('ck_reporting_period_closed_keeps_moment_and_preset')),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_reporting_period_period_is_a_period')),
    sa.CheckConstraint("state <> 'reopened' OR (reopen_reason <> '' AND reopened_until IS NOT NULL)", name=op.f('ck_reporting_period_reopened_gives_reason_and_end')),
    sa.ForeignKeyConstraint(['institution_id', 'preset_version_id'], ['preset_version.institution_id', 'preset_version.id'], name=op.f('fk_reporting_period_institution_id_preset_version_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_reporting_period_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reporting_period')),
    sa.UniqueConstraint('institution_id', 'period', name=op.f('uq_reporting_period_institution_id_period'))
    )
    op.create_table('update_check',
    sa.Column('org_unit_id', sa.BigInteger(), nullable=False),
    sa.Column('period', sa.String(length=9), nullable=False),
    sa.Column('kind', sa.Enum('projects', 'functions', name='kind_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('checked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('checked_by_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_update_check_period_is_a_period')),
    sa.ForeignKeyConstraint(['checked_by_id'], ['ab_user.id'], name=op.f('fk_update_check_checked_by_id')),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_update_check_institution_id_org_unit_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_update_check_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_update_check')),
    sa.UniqueConstraint('org_unit_id', 'period', 'kind', name=op.f('uq_update_check_org_unit_id_period_kind'))
    )
    op.create_table('capture_sheet',
    sa.Column('plan_id', sa.BigInteger(), nullable=False),
    sa.Column('org_unit_id', sa.BigInteger(), nullable=False),
    sa.Column('period', sa.String(length=9), nullable=False),
    sa.Column('state', sa.Enum('not_started', 'draft', 'submitted', 'supervised', 'returned', 'verified', 'validated', 'closed', 'no_report', name='state_is_known', native_enum=False, create_constraint=True, length=40), server_default='not_started', nullable=False),
    sa.Column('round', sa.Integer(), server_default=sa.text('0'), nullable=False),
    sa.Column('is_late', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('submitted_by_id', sa.Integer(), nullable=True),
    sa.Column('verified_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('verified_by_id', sa.Integer(), nullable=True),
    sa.Column('exempt_reason', sa.String(length=1000), server_default='', nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_capture_sheet_period_is_a_period')),
    sa.CheckConstraint("state NOT IN ('submitted', 'supervised', 'verified', 'validated') OR (submitted_at IS NOT NULL AND round > 0)", name=op.f('ck_capture_sheet_sent_has_moment_and_round')),
    sa.CheckConstraint("state NOT IN ('verified', 'validated') OR verified_at IS NOT NULL", name=op.f('ck_capture_sheet_verified_has_moment')),
    sa.CheckConstraint('round >= 0', name=op.f('ck_capture_sheet_round_is_not_negative')),
    sa.CheckConstraint('verified_by_id IS NULL OR verified_by_id <> submitted_by_id', name=op.f('ck_capture_sheet_verifier_is_not_sender')),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_capture_sheet_institution_id_org_unit_id')),
    sa.ForeignKeyConstraint(['institution_id', 'plan_id'], ['plan.institution_id', 'plan.id'], name=op.f('fk_capture_sheet_institution_id_plan_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_capture_sheet_institution_id')),
    sa.ForeignKeyConstraint(['submitted_by_id'], ['ab_user.id'], name=op.f('fk_capture_sheet_submitted_by_id')),
    sa.ForeignKeyConstraint(['verified_by_id'], ['ab_user.id'], name=op.f('fk_capture_sheet_verified_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_capture_sheet')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_capture_sheet_institution_id_id')),
    sa.UniqueConstraint('plan_id', 'org_unit_id', 'period', name=op.f('uq_capture_sheet_plan_id_org_unit_id_period'))
    )
    op.create_index('ix_capture_sheet_institution_id_period', 'capture_sheet', ['institution_id', 'period'], unique=False)
    op.create_index('ix_capture_sheet_org_unit_id_period', 'capture_sheet', ['org_unit_id', 'period'], unique=False)
    op.create_table('import_run',
    sa.Column('plan_id', sa.BigInteger(), nullable=False),
    sa.Column('file_name', sa.String(length=255), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('imported_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('imported_by', sa.String(length=120), nullable=False),
    sa.Column('counts', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('problems', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['institution_id', 'plan_id'], ['plan.institution_id', 'plan.id'], name=op.f('fk_import_run_institution_id_plan_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_import_run_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_import_run'))
    )
    op.create_index('ix_import_run_plan_id', 'import_run', ['plan_id'], unique=False)
    op.create_table('plan_version',
    sa.Column('plan_id', sa.BigInteger(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('draft', 'submitted', 'received', 'returned', 'checked', 'consolidated', 'presented', 'approved', 'enacted', 'published', 'in_force', 'superseded', 'closed', name='state_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('act', sa.String(length=300), server_default='', nullable=False),
    sa.Column('in_force_on', sa.Date(), nullable=True),
    sa.Column('put_in_force_by', sa.String(length=120), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("state <> 'in_force' OR (act <> '' AND in_force_on IS NOT NULL AND put_in_force_by IS NOT NULL)", name=op.f('ck_plan_version_in_force_names_act_date_and_person')),
    sa.CheckConstraint('number > 0', name=op.f('ck_plan_version_number_is_positive')),
    sa.ForeignKeyConstraint(['institution_id', 'plan_id'], ['plan.institution_id', 'plan.id'], name=op.f('fk_plan_version_institution_id_plan_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_plan_version_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_version')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_plan_version_institution_id_id')),
    sa.UniqueConstraint('plan_id', 'number', name=op.f('uq_plan_version_plan_id_number'))
    )
    op.create_index('uq_plan_version_one_in_force', 'plan_version', ['plan_id'], unique=True, postgresql_where=sa.text("state = 'in_force'"))
    op.create_table('internal_activity',
    sa.Column('capture_sheet_id', sa.BigInteger(), nullable=False),
    sa.Column('name', sa.String(length=1000), nullable=False),
    sa.Column('unit', sa.String(length=120), server_default='', nullable=False),
    sa.Column('actual', sa.Numeric(precision=18, scale=6), nullable=True),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("name <> ''", name=op.f('ck_internal_activity_has_a_name')),
    sa.CheckConstraint('actual BETWEEN 0 AND 999999999999.999999', name=op.f('ck_internal_activity_actual_is_a_quantity')),
    sa.ForeignKeyConstraint(['institution_id', 'capture_sheet_id'], ['capture_sheet.institution_id', 'capture_sheet.id'], name=op.f('fk_internal_activity_institution_id_capture_sheet_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_internal_activity_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_internal_activity')),
    sa.UniqueConstraint('capture_sheet_id', 'name', name=op.f('uq_internal_activity_capture_sheet_id_name')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_internal_activity_institution_id_id'))
    )
    op.create_index('ix_internal_activity_capture_sheet_id', 'internal_activity', ['capture_sheet_id'], unique=False)
    op.create_table('plan_item',
    sa.Column('plan_version_id', sa.BigInteger(), nullable=False),
    sa.Column('parent_id', sa.BigInteger(), nullable=True),
    sa.Column('level_id', sa.BigInteger(), nullable=False),
    sa.Column('org_unit_id', sa.BigInteger(), nullable=False),
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=1000), nullable=False),
    sa.Column('weight', sa.Numeric(precision=9, scale=4), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('budget_code', sa.String(length=60), server_default='', nullable=False),
    sa.Column('description', sa.Text(), server_default='', nullable=False),
    sa.Column('ordinal', sa.Integer(), server_default='0', nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint('parent_id <> id', name=op.f('ck_plan_item_not_its_own_parent')),
    sa.CheckConstraint('starts_on IS NULL OR ends_on IS NULL OR ends_on >= starts_on', name=op.f('ck_plan_item_ends_on_follows_starts_on')),
    sa.CheckConstraint('weight BETWEEN 0 AND 100', name=op.f('ck_plan_item_weight_is_a_percent')),
    sa.ForeignKeyConstraint(['institution_id', 'level_id'], ['level.institution_id', 'level.id'], name=op.f('fk_plan_item_institution_id_level_id')),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_plan_item_institution_id_org_unit_id')),
    sa.ForeignKeyConstraint(['institution_id', 'plan_version_id'], ['plan_version.institution_id', 'plan_version.id'], name=op.f('fk_plan_item_institution_id_plan_version_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_plan_item_institution_id')),
    sa.ForeignKeyConstraint(['plan_version_id', 'parent_id'], ['plan_item.plan_version_id', 'plan_item.id'], name=op.f('fk_plan_item_plan_version_id_parent_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan_item')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_plan_item_institution_id_id')),
    sa.UniqueConstraint('plan_version_id', 'code', name=op.f('uq_plan_item_plan_version_id_code')),
    sa.UniqueConstraint('plan_version_id', 'id', name=op.f('uq_plan_item_plan_version_id_id'))
    )
    op.create_index('ix_plan_item_institution_id_code', 'plan_item', ['institution_id', 'code'], unique=False)
    op.create_index('ix_plan_item_org_unit_id', 'plan_item', ['org_unit_id'], unique=False)
    op.create_index('ix_plan_item_parent_id', 'plan_item', ['parent_id'], unique=False)
    op.create_table('score_run',
    sa.Column('plan_version_id', sa.BigInteger(), nullable=False),
    sa.Column('period', sa.String(length=9), nullable=False),
    sa.Column('preset_version_id', sa.BigInteger(), nullable=False),
    sa.Column('window_ended', sa.Boolean(), nullable=False),
    sa.Column('computed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('summary', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_score_run_period_is_a_period')),
    sa.ForeignKeyConstraint(['institution_id', 'plan_version_id'], ['plan_version.institution_id', 'plan_version.id'], name=op.f('fk_score_run_institution_id_plan_version_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id', 'preset_version_id'], ['preset_version.institution_id', 'preset_version.id'], name=op.f('fk_score_run_institution_id_preset_version_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_score_run_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score_run')),
    sa.UniqueConstraint('plan_version_id', 'period', name=op.f('uq_score_run_plan_version_id_period'))
    )
    op.create_table('alignment',
    sa.Column('plan_item_id', sa.BigInteger(), nullable=False),
    sa.Column('aligns_to_id', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('plan_item_id <> aligns_to_id', name=op.f('ck_alignment_not_to_itself')),
    sa.ForeignKeyConstraint(['institution_id', 'aligns_to_id'], ['plan_item.institution_id', 'plan_item.id'], name=op.f('fk_alignment_institution_id_aligns_to_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id', 'plan_item_id'], ['plan_item.institution_id', 'plan_item.id'], name=op.f('fk_alignment_institution_id_plan_item_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_alignment_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_alignment')),
    sa.UniqueConstraint('plan_item_id', 'aligns_to_id', name=op.f('uq_alignment_plan_item_id_aligns_to_id'))
    )
    op.create_index('ix_alignment_aligns_to_id', 'alignment', ['aligns_to_id'], unique=False)
    op.create_table('budget_line',
    sa.Column('plan_item_id', sa.BigInteger(), nullable=False),
    sa.Column('org_unit_id', sa.BigInteger(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('funding_source', sa.String(length=120), nullable=False),
    sa.Column('expense_class', sa.String(length=60), server_default='', nullable=False),
    sa.Column('project_code', sa.String(length=60), server_default='', nullable=False),
    sa.Column('initial', sa.Numeric(precision=18, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('current', sa.Numeric(precision=18, scale=2), server_default=sa.text('0'), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint('current BETWEEN 0 AND 9999999999999999.99', name=op.f('ck_budget_line_current_is_money')),
    sa.CheckConstraint('initial BETWEEN 0 AND 9999999999999999.99', name=op.f('ck_budget_line_initial_is_money')),
    sa.CheckConstraint('year BETWEEN 1990 AND 2100', name=op.f('ck_budget_line_year_is_plausible')),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_budget_line_institution_id_org_unit_id')),
    sa.ForeignKeyConstraint(['institution_id', 'plan_item_id'], ['plan_item.institution_id', 'plan_item.id'], name=op.f('fk_budget_line_institution_id_plan_item_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_budget_line_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_budget_line')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_budget_line_institution_id_id')),
    sa.UniqueConstraint('plan_item_id', 'org_unit_id', 'year', 'funding_source', 'expense_class', 'project_code', name=op.f('uq_budget_line_plan_item_id_org_unit_id_year_funding_source_expense_class_project_code'))
    )
    op.create_index('ix_budget_line_org_unit_id', 'budget_line', ['org_unit_id'], unique=False)
    op.create_table('indicator',
    sa.Column('plan_version_id', sa.BigInteger(), nullable=False),
    sa.Column('plan_item_id', sa.BigInteger(), nullable=False),
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('name', sa.String(length=1000), nullable=False),
    sa.Column('unit', sa.String(length=120), server_default='', nullable=False),
    sa.Column('kind', sa.Enum('outcome', 'output', 'process', 'input', 'performance', 'management', 'impact', name='kind_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('direction', sa.Enum('up', 'down', 'keep', 'milestone', name='direction_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('accumulation', sa.Enum('sum', 'last', 'average', 'max', 'average_percent', name='accumulation_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('use_baseline', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('baseline', sa.Numeric(precision=18, scale=6), nullable=True),
    sa.Column('tolerance', sa.Numeric(precision=18, scale=6), server_default=sa.text('0'), nullable=False),
    sa.Column('decimals', sa.Integer(), server_default=sa.text('2'), nullable=False),
    sa.Column('weight', sa.Numeric(precision=9, scale=4), nullable=True),
    sa.Column('frequency', sa.Enum('month', 'bimonth', 'quarter', 'semester', 'year', 'horizon', name='frequency_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint('NOT use_baseline OR baseline IS NOT NULL', name=op.f('ck_indicator_use_baseline_names_baseline')),
    sa.CheckConstraint('decimals BETWEEN 0 AND 6', name=op.f('ck_indicator_decimals_fit_a_quantity')),
    sa.CheckConstraint('tolerance >= 0', name=op.f('ck_indicator_tolerance_is_not_negative')),
    sa.CheckConstraint('weight BETWEEN 0 AND 100', name=op.f('ck_indicator_weight_is_a_percent')),
    sa.ForeignKeyConstraint(['institution_id', 'plan_version_id'], ['plan_version.institution_id', 'plan_version.id'], name=op.f('fk_indicator_institution_id_plan_version_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_indicator_institution_id')),
    sa.ForeignKeyConstraint(['plan_version_id', 'plan_item_id'], ['plan_item.plan_version_id', 'plan_item.id'], name=op.f('fk_indicator_plan_version_id_plan_item_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_indicator')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_indicator_institution_id_id')),
    sa.UniqueConstraint('plan_version_id', 'code', name=op.f('uq_indicator_plan_version_id_code'))
    )
    op.create_index('ix_indicator_plan_item_id', 'indicator', ['plan_item_id'], unique=False)
    op.create_table('participation',
    sa.Column('plan_item_id', sa.BigInteger(), nullable=False),
    sa.Column('org_unit_id', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_participation_institution_id_org_unit_id')),
    sa.ForeignKeyConstraint(['institution_id', 'plan_item_id'], ['plan_item.institution_id', 'plan_item.id'], name=op.f('fk_participation_institution_id_plan_item_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_participation_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_participation')),
    sa.UniqueConstraint('plan_item_id', 'org_unit_id', name=op.f('uq_participation_plan_item_id_org_unit_id'))
    )
    op.create_index('ix_participation_org_unit_id', 'participation', ['org_unit_id'], unique=False)
    op.create_table('score',
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('plan_version_id', sa.BigInteger(), nullable=False),
    sa.Column('period', sa.String(length=9), nullable=False),
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
    sa.Column('counts', postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.Column('flags', sa.ARRAY(sa.String(length=40)), server_default=sa.text("'{}'"), nullable=False),
    sa.CheckConstraint("basis IN ('captured', 'verified', 'frozen')", name=op.f('ck_score_basis_is_known')),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_score_period_is_a_period')),
    sa.CheckConstraint('reported BETWEEN 0 AND expected', name=op.f('ck_score_reported_is_at_most_expected')),
    sa.ForeignKeyConstraint(['institution_id', 'plan_version_id'], ['plan_version.institution_id', 'plan_version.id'], name=op.f('fk_score_institution_id_plan_version_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['plan_version_id', 'plan_item_id'], ['plan_item.plan_version_id', 'plan_item.id'], name=op.f('fk_score_plan_version_id_plan_item_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('plan_version_id', 'period', 'plan_item_id', name=op.f('pk_score'))
    )
    op.create_table('budget_month',
    sa.Column('budget_line_id', sa.BigInteger(), nullable=False),
    sa.Column('period', sa.String(length=9), nullable=False),
    sa.Column('programmed', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('certified', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('committed', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('accrued', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('paid', sa.Numeric(precision=18, scale=2), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_budget_month_period_is_a_period')),
    sa.CheckConstraint('accrued BETWEEN -9999999999999999.99 AND 9999999999999999.99', name=op.f('ck_budget_month_accrued_is_money')),
    sa.CheckConstraint('certified BETWEEN -9999999999999999.99 AND 9999999999999999.99', name=op.f('ck_budget_month_certified_is_money')),
    sa.CheckConstraint('committed BETWEEN -9999999999999999.99 AND 9999999999999999.99', name=op.f('ck_budget_month_committed_is_money')),
    sa.CheckConstraint('paid BETWEEN -9999999999999999.99 AND 9999999999999999.99', name=op.f('ck_budget_month_paid_is_money')),
    sa.CheckConstraint('programmed BETWEEN -9999999999999999.99 AND 9999999999999999.99', name=op.f('ck_budget_month_programmed_is_money')),
    sa.ForeignKeyConstraint(['institution_id', 'budget_line_id'], ['budget_line.institution_id', 'budget_line.id'], name=op.f('fk_budget_month_institution_id_budget_line_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_budget_month_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_budget_month')),
    sa.UniqueConstraint('budget_line_id', 'period', name=op.f('uq_budget_month_budget_line_id_period'))
    )
    op.create_table('progress',
    sa.Column('capture_sheet_id', sa.BigInteger(), nullable=False),
    sa.Column('indicator_id', sa.BigInteger(), nullable=False),
    sa.Column('org_unit_id', sa.BigInteger(), nullable=False),
    sa.Column('period', sa.String(length=9), nullable=False),
    sa.Column('actual', sa.Numeric(precision=18, scale=6), nullable=True),
    sa.Column('no_report_reason', sa.String(length=1000), server_default='', nullable=False),
    sa.Column('cause', sa.Text(), server_default='', nullable=False),
    sa.Column('corrective_action', sa.Text(), server_default='', nullable=False),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('entered_by_id', sa.Integer(), nullable=True),
    sa.Column('counted_actual', sa.Numeric(precision=18, scale=6), nullable=True),
    sa.Column('counted_reason', sa.String(length=1000), server_default='', nullable=False),
    sa.Column('counted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('period_percent', sa.Numeric(precision=8, scale=2), nullable=True),
    sa.Column('to_date_percent', sa.Numeric(precision=8, scale=2), nullable=True),
    sa.Column('color', sa.String(length=20), nullable=True),
    sa.Column('state', sa.Enum('does_not_apply', 'exempt', 'pending', 'no_report', 'unplanned_execution', 'not_programmed', 'not_computed', 'measured', name='state_is_known', native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("actual IS NULL OR no_report_reason = ''", name=op.f('ck_progress_value_or_reason')),
    sa.CheckConstraint("counted_at IS NOT NULL OR (counted_actual IS NULL AND counted_reason = '')", name=op.f('ck_progress_counted_has_moment')),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_progress_period_is_a_period')),
    sa.CheckConstraint('actual BETWEEN 0 AND 999999999999.999999', name=op.f('ck_progress_actual_is_a_quantity')),
    sa.CheckConstraint('counted_actual BETWEEN 0 AND 999999999999.999999', name=op.f('ck_progress_counted_actual_is_a_quantity')),
    sa.ForeignKeyConstraint(['entered_by_id'], ['ab_user.id'], name=op.f('fk_progress_entered_by_id')),
    sa.ForeignKeyConstraint(['institution_id', 'capture_sheet_id'], ['capture_sheet.institution_id', 'capture_sheet.id'], name=op.f('fk_progress_institution_id_capture_sheet_id')),
    sa.ForeignKeyConstraint(['institution_id', 'indicator_id'], ['indicator.institution_id', 'indicator.id'], name=op.f('fk_progress_institution_id_indicator_id')),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_progress_institution_id_org_unit_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_progress_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_progress')),
    sa.UniqueConstraint('indicator_id', 'org_unit_id', 'period', name=op.f('uq_progress_indicator_id_org_unit_id_period')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_progress_institution_id_id'))
    )
    op.create_index('ix_progress_capture_sheet_id', 'progress', ['capture_sheet_id'], unique=False)
    op.create_table('remark',
    sa.Column('capture_sheet_id', sa.BigInteger(), nullable=False),
    sa.Column('indicator_id', sa.BigInteger(), nullable=True),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("text <> ''", name=op.f('ck_remark_has_a_text')),
    sa.ForeignKeyConstraint(['institution_id', 'capture_sheet_id'], ['capture_sheet.institution_id', 'capture_sheet.id'], name=op.f('fk_remark_institution_id_capture_sheet_id')),
    sa.ForeignKeyConstraint(['institution_id', 'indicator_id'], ['indicator.institution_id', 'indicator.id'], name=op.f('fk_remark_institution_id_indicator_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_remark_institution_id')),
    sa.ForeignKeyConstraint(['made_by_id'], ['ab_user.id'], name=op.f('fk_remark_made_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_remark'))
    )
    op.create_index('ix_remark_capture_sheet_id', 'remark', ['capture_sheet_id'], unique=False)
    op.create_table('target',
    sa.Column('indicator_id', sa.BigInteger(), nullable=False),
    sa.Column('org_unit_id', sa.BigInteger(), nullable=False),
    sa.Column('period', sa.String(length=9), nullable=False),
    sa.Column('planned', sa.Numeric(precision=18, scale=6), nullable=True),
    sa.Column('does_not_apply', sa.Boolean(), server_default=sa.text('false'), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_target_period_is_a_period')),
    sa.CheckConstraint('does_not_apply = (planned IS NULL)', name=op.f('ck_target_planned_or_does_not_apply')),
    sa.CheckConstraint('planned BETWEEN 0 AND 999999999999.999999', name=op.f('ck_target_planned_is_a_quantity')),
    sa.ForeignKeyConstraint(['institution_id', 'indicator_id'], ['indicator.institution_id', 'indicator.id'], name=op.f('fk_target_institution_id_indicator_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_target_institution_id_org_unit_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_target_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_target')),
    sa.UniqueConstraint('indicator_id', 'org_unit_id', 'period', name=op.f('uq_target_indicator_id_org_unit_id_period'))
    )
    op.create_index('ix_target_org_unit_id_indicator_id', 'target', ['org_unit_id', 'indicator_id'], unique=False)
    op.create_table('evidence',
    sa.Column('progress_id', sa.BigInteger(), nullable=True),
    sa.Column('internal_activity_id', sa.BigInteger(), nullable=True),
    sa.Column('file_name', sa.String(length=255), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('mime', sa.String(length=120), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('added_by_id', sa.Integer(), nullable=True),
    sa.Column('replaces_id', sa.BigInteger(), nullable=True),
    sa.Column('is_current', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(always=False), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('num_nonnulls(progress_id, internal_activity_id) = 1', name=op.f('ck_evidence_belongs_to_one_line')),
    sa.CheckConstraint('size BETWEEN 1 AND 20971520', name=op.f('ck_evidence_size_is_at_most_20_mib')),
    sa.ForeignKeyConstraint(['added_by_id'], ['ab_user.id'], name=op.f('fk_evidence_added_by_id')),
    sa.ForeignKeyConstraint(['institution_id', 'internal_activity_id'], ['internal_activity.institution_id', 'internal_activity.id'], name=op.f('fk_evidence_institution_id_internal_activity_id')),
    sa.ForeignKeyConstraint(['institution_id', 'progress_id'], ['progress.institution_id', 'progress.id'], name=op.f('fk_evidence_institution_id_progress_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_evidence_institution_id')),
    sa.ForeignKeyConstraint(['replaces_id'], ['evidence.id'], name=op.f('fk_evidence_replaces_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence'))
    )
    op.create_index('ix_evidence_internal_activity_id', 'evidence', ['internal_activity_id'], unique=False)
    op.create_index('ix_evidence_progress_id', 'evidence', ['progress_id'], unique=False)
    op.create_index('ix_evidence_sha256', 'evidence', ['sha256'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_evidence_sha256', table_name='evidence')
    op.drop_index('ix_evidence_progress_id', table_name='evidence')
    op.drop_index('ix_evidence_internal_activity_id', table_name='evidence')
    op.drop_table('evidence')
    op.drop_index('ix_target_org_unit_id_indicator_id', table_name='target')
    op.drop_table('target')
    op.drop_index('ix_remark_capture_sheet_id', table_name='remark')
    op.drop_table('remark')
    op.drop_index('ix_progress_capture_sheet_id', table_name='progress')
    op.drop_table('progress')
    op.drop_table('budget_month')
    op.drop_table('score')
    op.drop_index('ix_participation_org_unit_id', table_name='participation')
    op.drop_table('participation')
    op.drop_index('ix_indicator_plan_item_id', table_name='indicator')
    op.drop_table('indicator')
    op.drop_index('ix_budget_line_org_unit_id', table_name='budget_line')
    op.drop_table('budget_line')
    op.drop_index('ix_alignment_aligns_to_id', table_name='alignment')
    op.drop_table('alignment')
    op.drop_table('score_run')
    op.drop_index('ix_plan_item_parent_id', table_name='plan_item')
    op.drop_index('ix_plan_item_org_unit_id', table_name='plan_item')
    op.drop_index('ix_plan_item_institution_id_code', table_name='plan_item')
    op.drop_table('plan_item')
    op.drop_index('ix_internal_activity_capture_sheet_id', table_name='internal_activity')
    op.drop_table('internal_activity')
    op.drop_index('uq_plan_version_one_in_force', table_name='plan_version', postgresql_where=sa.text("state = 'in_force'"))
    op.drop_table('plan_version')
    op.drop_index('ix_import_run_plan_id', table_name='import_run')
    op.drop_table('import_run')
    op.drop_index('ix_capture_sheet_org_unit_id_period', table_name='capture_sheet')
    op.drop_index('ix_capture_sheet_institution_id_period', table_name='capture_sheet')
    op.drop_table('capture_sheet')
    op.drop_table('update_check')
    op.drop_table('reporting_period')
    op.drop_table('plan')
    op.drop_index('ix_outbox_mail_institution_id_period', table_name='outbox_mail')
    op.drop_index('ix_outbox_mail_due', table_name='outbox_mail', postgresql_where=sa.text("state IN ('queued', 'sending')"))
    op.drop_table('outbox_mail')
    op.drop_table('level')
    op.drop_index('ix_assignment_user_id', table_name='assignment')
    op.drop_index('ix_assignment_org_unit_id', table_name='assignment')
    op.drop_table('assignment')
    op.drop_index('idx_role_id', table_name='ab_permission_view_role')
    op.drop_index('idx_permission_view_id', table_name='ab_permission_view_role')
    op.drop_table('ab_permission_view_role')
    op.drop_table('preset_version')
    op.drop_table('plan_type')
    op.drop_table('person')
    op.drop_index('ix_org_unit_parent_id', table_name='org_unit')
    op.drop_table('org_unit')
    op.drop_index('ix_occurrence_open', table_name='occurrence', postgresql_where=sa.text('done_at IS NULL'))
    op.drop_table('occurrence')
    op.drop_table('non_working_day')
    op.drop_index('ix_export_run_institution_id_period', table_name='export_run')
    op.drop_table('export_run')
    op.drop_table('announced_deadline')
    op.drop_table('ab_user_role')
    op.drop_index('idx_user_id', table_name='ab_user_group')
    op.drop_index('idx_user_group_id', table_name='ab_user_group')
    op.drop_table('ab_user_group')
    op.drop_index('idx_view_menu_id', table_name='ab_permission_view')
    op.drop_index('idx_permission_id', table_name='ab_permission_view')
    op.drop_table('ab_permission_view')
    op.drop_index('idx_group_role_id', table_name='ab_group_role')
    op.drop_index('idx_group_id', table_name='ab_group_role')
    op.drop_table('ab_group_role')
    op.drop_index('idx_api_key_user_id', table_name='ab_api_key')
    op.drop_index('idx_api_key_prefix', table_name='ab_api_key')
    op.drop_index('idx_api_key_lookup_hash', table_name='ab_api_key')
    op.drop_table('ab_api_key')
    op.drop_index('ix_value_change_xid', table_name='value_change')
    op.drop_index('ix_value_change_row', table_name='value_change')
    op.drop_index('ix_value_change_institution_id_at', table_name='value_change')
    op.drop_table('value_change')
    op.drop_index('ix_login_failure_address_at', table_name='login_failure')
    op.drop_index('ix_login_failure_account_at', table_name='login_failure')
    op.drop_table('login_failure')
    op.drop_index('ix_job_run_name_started_at', table_name='job_run')
    op.drop_table('job_run')
    op.drop_table('institution')
    op.drop_table('business_clock')
    op.drop_table('audit_seal')
    op.drop_index('ix_audit_entry_xid', table_name='audit_entry')
    op.drop_index('ix_audit_entry_object', table_name='audit_entry')
    op.drop_index('ix_audit_entry_institution_id_at', table_name='audit_entry')
    op.drop_table('audit_entry')
    op.drop_table('ab_view_menu')
    op.drop_table('ab_user')
    op.drop_table('ab_role')
    op.drop_table('ab_register_user')
    op.drop_table('ab_permission')
    op.drop_table('ab_group')
