"""Words without accents, capitals and signs, and the words of every item by them: people search as they speak.

Made of what every PostgreSQL has: unaccent and pg_trgm are extensions that an institution's server may lack.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

FOLDED = r"""
CREATE FUNCTION folded(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(
    translate(lower(words), 'áàâäãåéèêëíìîïóòôöõúùûüñç', 'aaaaaaeeeeiiiiooooouuuunc'), '[^a-z0-9]+', ' ', 'g')
$$
"""


def upgrade() -> None:
    op.execute(FOLDED)
    words = sa.text("to_tsvector('simple'::regconfig, folded(code || ' ' || name))")
    op.create_index("ix_plan_item_words", "plan_item", [words], postgresql_using="gin")


def downgrade() -> None:
    op.drop_index("ix_plan_item_words", "plan_item")
    op.execute("DROP FUNCTION folded(text)")
