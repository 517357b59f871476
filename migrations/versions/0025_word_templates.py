"""The institution's own Word templates; an edition names the one that it was made with."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

EVENTS = (
    ("INSERT", "NEW TABLE AS new_rows"),
    ("DELETE", "OLD TABLE AS old_rows"),
    ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
)
FROZEN_TEMPLATE = """
CREATE TRIGGER keep_template BEFORE UPDATE ON edition FOR EACH ROW
 WHEN (OLD.frozen_at IS NOT NULL AND OLD.word_template_id IS DISTINCT FROM NEW.word_template_id)
EXECUTE FUNCTION refuse_frozen_edition()
"""


def upgrade() -> None:
    op.create_table('word_template',
    sa.Column('kind', sa.String(length=60), server_default='', nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('file_name', sa.String(length=255), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('added_by_id', sa.Integer(), nullable=False),
    sa.Column('is_current', sa.Boolean(), server_default=sa.text('true'), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name=op.f('ck_word_template_has_a_hash')),
    sa.CheckConstraint('size > 0', name=op.f('ck_word_template_is_not_empty')),
    sa.ForeignKeyConstraint(['added_by_id'], ['ab_user.id'], name=op.f('fk_word_template_added_by_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_word_template_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_word_template')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_word_template_institution_id_id')),
    sa.UniqueConstraint('institution_id', 'kind', 'version', name=op.f('uq_word_template_institution_id_kind_version'))
    )
    op.create_index('uq_word_template_in_use', 'word_template', ['institution_id', 'kind'], unique=True, postgresql_where=sa.text('is_current'))
    op.add_column('edition', sa.Column('word_template_id', sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f('fk_edition_institution_id_word_template_id'), 'edition', 'word_template', ['institution_id', 'word_template_id'], ['institution_id', 'id'])
    op.execute(FROZEN_TEMPLATE)
    for event, seen in EVENTS:
        op.execute(
            f"CREATE TRIGGER record_{event.lower()} AFTER {event} ON word_template REFERENCING {seen}"
            " FOR EACH STATEMENT EXECUTE FUNCTION record_change()"
        )


def downgrade() -> None:
    op.execute("DROP TRIGGER keep_template ON edition")
    op.drop_constraint(op.f('fk_edition_institution_id_word_template_id'), 'edition', type_='foreignkey')
    op.drop_column('edition', 'word_template_id')
    op.drop_table('word_template')
