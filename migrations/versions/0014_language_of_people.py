"""Each person reads Rumbo in a language of their choice; Spanish as before for whoever chose none."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

CHOICES = sa.Enum("es", "en", name="language_is_known", native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.add_column("person", sa.Column("language", CHOICES, server_default="es", nullable=False))


def downgrade() -> None:
    op.drop_column("person", "language")
