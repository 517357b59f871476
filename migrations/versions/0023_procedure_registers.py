"""Norms, versions of procedures, proposals to improve them, and guidelines."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

EVENTS = (
    ("INSERT", "NEW TABLE AS new_rows"),
    ("DELETE", "OLD TABLE AS old_rows"),
    ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
)
TABLES = ("norm_reference", "procedure_document", "reference_use", "improvement_proposal", "guideline")


def upgrade() -> None:
    op.create_table('norm_reference',
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('number', sa.String(length=60), server_default='', nullable=False),
    sa.Column('title', sa.String(length=1000), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=True),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('url', sa.String(length=500), server_default='', nullable=False),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('modifies_id', sa.BigInteger(), nullable=True),
    sa.Column('repeals_id', sa.BigInteger(), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("title <> ''", name=op.f('ck_norm_reference_has_a_title')),
    sa.CheckConstraint("url = '' OR url ~ '^https?://'", name=op.f('ck_norm_reference_address_is_of_the_web')),
    sa.CheckConstraint('modifies_id <> id AND repeals_id <> id', name=op.f('ck_norm_reference_does_not_change_itself')),
    sa.CheckConstraint('year BETWEEN 1800 AND 2199', name=op.f('ck_norm_reference_year_is_a_year')),
    sa.ForeignKeyConstraint(['institution_id', 'modifies_id'], ['norm_reference.institution_id', 'norm_reference.id'], name=op.f('fk_norm_reference_institution_id_modifies_id')),
    sa.ForeignKeyConstraint(['institution_id', 'repeals_id'], ['norm_reference.institution_id', 'norm_reference.id'], name=op.f('fk_norm_reference_institution_id_repeals_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_norm_reference_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_norm_reference')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_norm_reference_institution_id_id')),
    sa.UniqueConstraint('institution_id', 'kind', 'number', 'title', name=op.f('uq_norm_reference_institution_id_kind_number_title'))
    )
    op.create_table('procedure_document',
    sa.Column('code', sa.String(length=60), nullable=False),
    sa.Column('title', sa.String(length=1000), nullable=False),
    sa.Column('version', sa.String(length=20), server_default='', nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=True),
    sa.Column('effective_from', sa.Date(), nullable=True),
    sa.Column('state', sa.Enum('draft', 'in_force', 'superseded', 'repealed', name='state_is_known', native_enum=False, create_constraint=True, length=40), server_default='draft', nullable=False),
    sa.Column('change_text', sa.Text(), server_default='', nullable=False),
    sa.Column('prepared_post', sa.String(length=300), server_default='', nullable=False),
    sa.Column('prepared_name', sa.String(length=300), server_default='', nullable=False),
    sa.Column('reviewed_post', sa.String(length=300), server_default='', nullable=False),
    sa.Column('reviewed_name', sa.String(length=300), server_default='', nullable=False),
    sa.Column('approved_post', sa.String(length=300), server_default='', nullable=False),
    sa.Column('approved_name', sa.String(length=300), server_default='', nullable=False),
    sa.Column('repealed_by_id', sa.BigInteger(), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('file_name', sa.String(length=255), server_default='', nullable=False),
    sa.Column('sha256', sa.String(length=64), server_default='', nullable=False),
    sa.Column('mime', sa.String(length=120), server_default='', nullable=False),
    sa.CheckConstraint("(file_name = '') = (sha256 = '') AND (sha256 = '') = (mime = '')", name=op.f('ck_procedure_document_file_is_whole')),
    sa.CheckConstraint("(state = 'repealed') = (repealed_by_id IS NOT NULL)", name=op.f('ck_procedure_document_repealed_names_what_repealed_it')),
    sa.CheckConstraint("title <> ''", name=op.f('ck_procedure_document_has_a_title')),
    sa.CheckConstraint('repealed_by_id <> id', name=op.f('ck_procedure_document_does_not_repeal_itself')),
    sa.ForeignKeyConstraint(['institution_id', 'repealed_by_id'], ['procedure_document.institution_id', 'procedure_document.id'], name=op.f('fk_procedure_document_institution_id_repealed_by_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_procedure_document_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_procedure_document')),
    sa.UniqueConstraint('institution_id', 'code', 'version', name=op.f('uq_procedure_document_institution_id_code_version')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_procedure_document_institution_id_id'))
    )
    op.create_index('uq_procedure_document_in_force', 'procedure_document', ['institution_id', 'code'], unique=True, postgresql_where=sa.text("state = 'in_force'"))
    op.create_table('reference_use',
    sa.Column('norm_reference_id', sa.BigInteger(), nullable=False),
    sa.Column('procedure_document_id', sa.BigInteger(), nullable=True),
    sa.Column('plan_id', sa.BigInteger(), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint('num_nonnulls(procedure_document_id, plan_id) = 1', name=op.f('ck_reference_use_is_of_one_thing')),
    sa.ForeignKeyConstraint(['institution_id', 'norm_reference_id'], ['norm_reference.institution_id', 'norm_reference.id'], name=op.f('fk_reference_use_institution_id_norm_reference_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id', 'plan_id'], ['plan.institution_id', 'plan.id'], name=op.f('fk_reference_use_institution_id_plan_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id', 'procedure_document_id'], ['procedure_document.institution_id', 'procedure_document.id'], name=op.f('fk_reference_use_institution_id_procedure_document_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_reference_use_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reference_use'))
    )
    op.create_index('ix_reference_use_plan_id', 'reference_use', ['plan_id'], unique=False)
    op.create_index('ix_reference_use_procedure_document_id', 'reference_use', ['procedure_document_id'], unique=False)
    op.create_index('uq_reference_use_once', 'reference_use', ['norm_reference_id', 'procedure_document_id', 'plan_id'], unique=True, postgresql_nulls_not_distinct=True)
    op.create_table('improvement_proposal',
    sa.Column('procedure_document_id', sa.BigInteger(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('proposed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('proposed_by_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.Enum('proposed', 'accepted', 'rejected', name='state_is_known', native_enum=False, create_constraint=True, length=40), server_default='proposed', nullable=False),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.CheckConstraint("(state = 'proposed') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by_id IS NULL) AND (state = 'proposed' OR note <> '')", name=op.f('ck_improvement_proposal_decision_has_person_moment_and_note')),
    sa.CheckConstraint("text <> ''", name=op.f('ck_improvement_proposal_has_a_text')),
    sa.CheckConstraint('decided_by_id <> proposed_by_id', name=op.f('ck_improvement_proposal_is_decided_by_another_person')),
    sa.ForeignKeyConstraint(['decided_by_id'], ['ab_user.id'], name=op.f('fk_improvement_proposal_decided_by_id')),
    sa.ForeignKeyConstraint(['institution_id', 'procedure_document_id'], ['procedure_document.institution_id', 'procedure_document.id'], name=op.f('fk_improvement_proposal_institution_id_procedure_document_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_improvement_proposal_institution_id')),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['ab_user.id'], name=op.f('fk_improvement_proposal_proposed_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_improvement_proposal'))
    )
    op.create_index('ix_improvement_proposal_procedure_document_id', 'improvement_proposal', ['procedure_document_id'], unique=False)
    op.create_table('guideline',
    sa.Column('kind', sa.String(length=120), nullable=False),
    sa.Column('plan_type_id', sa.BigInteger(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('title', sa.String(length=1000), nullable=False),
    sa.Column('body', sa.Text(), server_default='', nullable=False),
    sa.Column('state', sa.Enum('draft', 'published', 'superseded', name='state_is_known', native_enum=False, create_constraint=True, length=40), server_default='draft', nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_by_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.Column('row_version', sa.Integer(), server_default=sa.text('1'), nullable=False),
    sa.Column('file_name', sa.String(length=255), server_default='', nullable=False),
    sa.Column('sha256', sa.String(length=64), server_default='', nullable=False),
    sa.Column('mime', sa.String(length=120), server_default='', nullable=False),
    sa.CheckConstraint("(file_name = '') = (sha256 = '') AND (sha256 = '') = (mime = '')", name=op.f('ck_guideline_file_is_whole')),
    sa.CheckConstraint("(state = 'draft') = (published_at IS NULL)", name=op.f('ck_guideline_published_has_moment')),
    sa.CheckConstraint("state = 'draft' OR body <> '' OR sha256 <> ''", name=op.f('ck_guideline_published_says_something')),
    sa.CheckConstraint("title <> '' AND kind <> ''", name=op.f('ck_guideline_has_kind_and_title')),
    sa.CheckConstraint('(published_at IS NULL) = (published_by_id IS NULL)', name=op.f('ck_guideline_published_has_person')),
    sa.CheckConstraint('year BETWEEN 1900 AND 2199', name=op.f('ck_guideline_year_is_a_year')),
    sa.ForeignKeyConstraint(['institution_id', 'plan_type_id'], ['plan_type.institution_id', 'plan_type.id'], name=op.f('fk_guideline_institution_id_plan_type_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_guideline_institution_id')),
    sa.ForeignKeyConstraint(['published_by_id'], ['ab_user.id'], name=op.f('fk_guideline_published_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_guideline'))
    )
    op.create_index('uq_guideline_published', 'guideline', ['institution_id', 'kind', 'plan_type_id', 'year'], unique=True, postgresql_where=sa.text("state = 'published'"))

    for table in TABLES:
        for event, seen in EVENTS:
            op.execute(
                f"CREATE TRIGGER record_{event.lower()} AFTER {event} ON {table} REFERENCING {seen}"
                " FOR EACH STATEMENT EXECUTE FUNCTION record_change()"
            )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
