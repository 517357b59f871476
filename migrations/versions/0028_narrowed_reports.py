"""What a report is narrowed to is kept with it; reports that the clock prepares at each closing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

EVENTS = (
    ("INSERT", "NEW TABLE AS new_rows"),
    ("DELETE", "OLD TABLE AS old_rows"),
    ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
)
SERIES = ["institution_id", "kind", "period", "org_unit_id", "version"]
FROZEN_FILTERS = """
CREATE TRIGGER keep_filters BEFORE UPDATE ON edition FOR EACH ROW
 WHEN (OLD.frozen_at IS NOT NULL AND OLD.filters IS DISTINCT FROM NEW.filters)
EXECUTE FUNCTION refuse_frozen_edition()
"""


def upgrade() -> None:
    op.add_column('edition', sa.Column('filters', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False))
    op.drop_constraint(op.f('uq_edition_institution_id_kind_period_org_unit_id_version'), 'edition', type_='unique')
    op.create_unique_constraint('uq_edition_series', 'edition', [*SERIES[:-1], 'filters', 'version'], postgresql_nulls_not_distinct=True)
    op.execute(FROZEN_FILTERS)
    op.create_table('edition_schedule',
    sa.Column('kind', sa.String(length=60), nullable=False),
    sa.Column('org_unit_id', sa.BigInteger(), nullable=True),
    sa.Column('filters', postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('added_by_id', sa.Integer(), nullable=False),
    sa.Column('id', sa.BigInteger(), sa.Identity(), nullable=False),
    sa.Column('institution_id', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['added_by_id'], ['ab_user.id'], name=op.f('fk_edition_schedule_added_by_id')),
    sa.ForeignKeyConstraint(['institution_id', 'org_unit_id'], ['org_unit.institution_id', 'org_unit.id'], name=op.f('fk_edition_schedule_institution_id_org_unit_id')),
    sa.ForeignKeyConstraint(['institution_id'], ['institution.id'], name=op.f('fk_edition_schedule_institution_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_edition_schedule')),
    sa.UniqueConstraint('institution_id', 'id', name=op.f('uq_edition_schedule_institution_id_id')),
    sa.UniqueConstraint('institution_id', 'kind', 'org_unit_id', 'filters', name=op.f('uq_edition_schedule_institution_id_kind_org_unit_id_filters'), postgresql_nulls_not_distinct=True)
    )
    for event, seen in EVENTS:
        op.execute(
            f"CREATE TRIGGER record_{event.lower()} AFTER {event} ON edition_schedule REFERENCING {seen}"
            " FOR EACH STATEMENT EXECUTE FUNCTION record_change()"
        )


def downgrade() -> None:
    op.drop_table('edition_schedule')
    op.execute("DROP TRIGGER keep_filters ON edition")
    op.drop_constraint('uq_edition_series', 'edition', type_='unique')
    op.drop_column('edition', 'filters')
    op.create_unique_constraint(op.f('uq_edition_institution_id_kind_period_org_unit_id_version'), 'edition', SERIES, postgresql_nulls_not_distinct=True)
