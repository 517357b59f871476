"""Reports as editions: their figures and files apart, observations, feedback, and the mails that carried them.

What was endorsed or sent is frozen: figures and texts of it are changed by nobody, whatever the application says.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

WATCHED = ("edition", "edition_remark", "edition_feedback")
EVENTS = (
    ("INSERT", "NEW TABLE AS new_rows"),
    ("DELETE", "OLD TABLE AS old_rows"),
    ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
)

REFUSE_FROZEN = """
CREATE FUNCTION refuse_frozen_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'El informe está congelado y no se cambia (%)', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""
FROZEN_TEXTS = """
CREATE TRIGGER keep_frozen BEFORE UPDATE ON edition FOR EACH ROW
 WHEN (OLD.frozen_at IS NOT NULL AND (OLD.kind, OLD.period, OLD.org_unit_id, OLD.conclusions, OLD.recommendations,
       OLD.read_at, OLD.frozen_at) IS DISTINCT FROM (NEW.kind, NEW.period, NEW.org_unit_id, NEW.conclusions,
       NEW.recommendations, NEW.read_at, NEW.frozen_at))
EXECUTE FUNCTION refuse_frozen_edition()
"""
REFUSE_FROZEN_DATA = """
CREATE FUNCTION refuse_frozen_data() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM edition WHERE edition.id = OLD.edition_id AND edition.frozen_at IS NOT NULL) THEN
        RAISE EXCEPTION 'Las cifras de un informe congelado no se cambian' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$
"""
FROZEN_DATA = """
CREATE TRIGGER keep_frozen BEFORE UPDATE OR DELETE ON edition_data FOR EACH ROW EXECUTE FUNCTION refuse_frozen_data()
"""


def upgrade() -> None:
    op.create_table('edition',
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('period', sa.String(length=9), nullable=False),
    sa.Column('org_unit_id', sa.BigInteger(), nullable=True),
    sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('supersedes_id', sa.BigInteger(), nullable=True),
    sa.Column('state', sa.Enum('draft', 'under_review', 'with_remarks', 'endorsed', 'presented', 'validated', 'sent', 'published', name='state_is_known', native_enum=False, create_constraint=True, length=40), server_default='draft', nullable=False),
    sa.Column('is_provisional', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('read_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('error', sa.String(length=1000), server_default='', nullable=False),
    sa.Column('printed', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('rendered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('conclusions', sa.Text(), server_default='', nullable=False),
    sa.Column('recommendations', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'[]'"), nullable=False),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('frozen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('endorsed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('endorsed_by_id', sa.Integer(), nullable=True),
    sa.Column('presented_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('validated_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('act_ref', sa.String(length=200), server_default='', nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('feedback_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_by_id', sa.Integer(), nullable=True),
    sa.Column('publication_url', sa.String(length=1000), server_default='', nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(state IN ('draft', 'under_review', 'with_remarks')) = (frozen_at IS NULL)", name=op.f('ck_edition_frozen_once_endorsed')),
    sa.CheckConstraint("(state IN ('sent', 'published')) = (sent_at IS NOT NULL)", name=op.f('ck_edition_sent_has_moment')),
    sa.CheckConstraint("(validated_at IS NULL) = (act_ref = '')", name=op.f('ck_edition_validated_by_an_act')),
    sa.CheckConstraint("CASE WHEN state = 'published' THEN published_at IS NOT NULL AND publication_url <> '' AND endorsed_at IS NOT NULL ELSE published_at IS NULL AND publication_url = '' END", name=op.f('ck_edition_published_has_address')),
    sa.CheckConstraint("period ~ '^[0-9]{4}(-(0[1-9]|1[0-2]|B[1-6]|Q[1-4]|S[12])|/[0-9]{4})?$'", name=op.f('ck_edition_period_is_a_period')),
    sa.CheckConstraint('(endorsed_at IS NULL) = (endorsed_by_id IS NULL)', name=op.f('ck_edition_somebody_endorsed')),
    sa.CheckConstraint('(version = 1) = (supersedes_id IS NULL)', name=op.f('ck_edition_later_versions_supersede')),
    sa.CheckConstraint('endorsed_by_id <> author_id', name=op.f('ck_edition_author_does_not_endorse')),
    sa.CheckConstraint('published_by_id <> author_id', name=op.f('ck_edition_author_does_not_publish')),
    sa.ForeignKeyConstraint(['author_id'], ['ab_user.id'], name=op.f('fk_edition_author_id')),
    sa.ForeignKeyConstraint(['endorsed_by_id'], ['ab_user.id'], name=op.f('fk_edition_endorsed_by_id')),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_edition_institution_id_org_unit_id')),
    sa.ForeignKeyConstraint(['institution_id', 'supersedes_id'], ['edition.institution_id', 'edition.id'], name=op.f('fk_edition_institution_id_supersedes_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_edition_institution_id')),
    sa.ForeignKeyConstraint(['published_by_id'], ['ab_user.id'], name=op.f('fk_edition_published_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_edition')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_edition_institution_id_id')),
    sa.UniqueConstraint('institution_id', 'kind', 'period', 'org_unit_id', 'version', name=op.f('uq_edition_institution_id_kind_period_org_unit_id_version'), postgresql_nulls_not_distinct=True),
    sa.UniqueConstraint('institution_id', 'year', 'number', name=op.f('uq_edition_institution_id_year_number')),
    sa.UniqueConstraint('supersedes_id', name=op.f('uq_edition_supersedes_id'))
    )
    op.create_index('ix_edition_institution_id_period', 'edition', ['institution_id', 'period'], unique=False)
    op.create_index('ix_edition_unfinished', 'edition', ['id'], unique=False, postgresql_where=sa.text("rendered_at IS NULL AND error = ''"))
    op.create_table('edition_data',
    sa.Column('edition_id', sa.BigInteger(), nullable=False),
    sa.Column('content', postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name=op.f('ck_edition_data_has_a_hash')),
    sa.ForeignKeyConstraint(['institution_id', 'edition_id'], ['edition.institution_id', 'edition.id'], name=op.f('fk_edition_data_institution_id_edition_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_edition_data_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_edition_data')),
    sa.UniqueConstraint('edition_id', name=op.f('uq_edition_data_edition_id'))
    )
    op.create_table('edition_feedback',
    sa.Column('edition_id', sa.BigInteger(), nullable=False),
    sa.Column('org_unit_id', sa.BigInteger(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('is_within_window', sa.Boolean(), nullable=False),
    sa.Column('given_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('given_by_id', sa.Integer(), nullable=False),
    sa.Column('answer', sa.Text(), server_default='', nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(answer = '') = (answered_at IS NULL)", name=op.f('ck_edition_feedback_answered_has_answer')),
    sa.CheckConstraint("text <> ''", name=op.f('ck_edition_feedback_has_a_text')),
    sa.CheckConstraint('(answered_by_id IS NULL) = (answered_at IS NULL)', name=op.f('ck_edition_feedback_answered_by_somebody')),
    sa.ForeignKeyConstraint(['answered_by_id'], ['ab_user.id'], name=op.f('fk_edition_feedback_answered_by_id')),
    sa.ForeignKeyConstraint(['given_by_id'], ['ab_user.id'], name=op.f('fk_edition_feedback_given_by_id')),
    sa.ForeignKeyConstraint(['institution_id', 'edition_id'], ['edition.institution_id', 'edition.id'], name=op.f('fk_edition_feedback_institution_id_edition_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_edition_feedback_institution_id_org_unit_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_edition_feedback_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_edition_feedback'))
    )
    op.create_index('ix_edition_feedback_edition_id', 'edition_feedback', ['edition_id'], unique=False)
    op.create_table('edition_file',
    sa.Column('edition_id', sa.BigInteger(), nullable=False),
    sa.Column('format', sa.Enum('xlsx', 'docx', 'pdf', name='format_is_known', native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column('printed', sa.Integer(), nullable=False),
    sa.Column('file_name', sa.String(length=255), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name=op.f('ck_edition_file_has_a_hash')),
    sa.CheckConstraint('size > 0', name=op.f('ck_edition_file_is_not_empty')),
    sa.ForeignKeyConstraint(['institution_id', 'edition_id'], ['edition.institution_id', 'edition.id'], name=op.f('fk_edition_file_institution_id_edition_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_edition_file_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_edition_file')),
    sa.UniqueConstraint('edition_id', 'format', name=op.f('uq_edition_file_edition_id_format'))
    )
    op.create_index('ix_edition_file_sha256', 'edition_file', ['sha256'], unique=False)
    op.create_table('edition_remark',
    sa.Column('edition_id', sa.BigInteger(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=False),
    sa.Column('resolution', sa.Text(), server_default='', nullable=False),
    sa.Column('resolved_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('resolved_by_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("(resolution = '') = (resolved_at IS NULL)", name=op.f('ck_edition_remark_resolved_has_resolution')),
    sa.CheckConstraint("text <> ''", name=op.f('ck_edition_remark_has_a_text')),
    sa.CheckConstraint('(resolved_by_id IS NULL) = (resolved_at IS NULL)', name=op.f('ck_edition_remark_resolved_by_somebody')),
    sa.ForeignKeyConstraint(['institution_id', 'edition_id'], ['edition.institution_id', 'edition.id'], name=op.f('fk_edition_remark_institution_id_edition_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_edition_remark_institution_id')),
    sa.ForeignKeyConstraint(['made_by_id'], ['ab_user.id'], name=op.f('fk_edition_remark_made_by_id')),
    sa.ForeignKeyConstraint(['resolved_by_id'], ['ab_user.id'], name=op.f('fk_edition_remark_resolved_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_edition_remark'))
    )
    op.create_index('ix_edition_remark_edition_id', 'edition_remark', ['edition_id'], unique=False)
    op.add_column('outbox_mail', sa.Column('edition_id', sa.BigInteger(), nullable=True))
    op.create_index('ix_outbox_mail_edition_id', 'outbox_mail', ['edition_id'], unique=False, postgresql_where=sa.text('edition_id IS NOT NULL'))
    op.create_foreign_key(op.f('fk_outbox_mail_institution_id_edition_id'), 'outbox_mail', 'edition', ['institution_id', 'edition_id'], ['institution_id', 'id'])

    for table in WATCHED:
        for event, seen in EVENTS:
            op.execute(
                f"CREATE TRIGGER record_{event.lower()} AFTER {event} ON {table} REFERENCING {seen}"
                " FOR EACH STATEMENT EXECUTE FUNCTION record_change()"
            )
    for statement in (REFUSE_FROZEN, FROZEN_TEXTS, REFUSE_FROZEN_DATA, FROZEN_DATA):
        op.execute(statement)


def downgrade() -> None:
    op.drop_constraint(op.f('fk_outbox_mail_institution_id_edition_id'), 'outbox_mail', type_='foreignkey')
    op.drop_index('ix_outbox_mail_edition_id', table_name='outbox_mail', postgresql_where=sa.text('edition_id IS NOT NULL'))
    op.drop_column('outbox_mail', 'edition_id')
    op.drop_index('ix_edition_remark_edition_id', table_name='edition_remark')
    op.drop_table('edition_remark')
    op.drop_index('ix_edition_file_sha256', table_name='edition_file')
    op.drop_table('edition_file')
    op.drop_index('ix_edition_feedback_edition_id', table_name='edition_feedback')
    op.drop_table('edition_feedback')
    op.drop_table('edition_data')
    op.drop_index('ix_edition_unfinished', table_name='edition', postgresql_where=sa.text("rendered_at IS NULL AND error = ''"))
    op.drop_index('ix_edition_institution_id_period', table_name='edition')
    op.drop_table('edition')
    op.execute("DROP FUNCTION refuse_frozen_edition()")
    op.execute("DROP FUNCTION refuse_frozen_data()")
