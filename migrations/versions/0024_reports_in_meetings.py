"""A meeting has reports on its agenda, and remarks are on one of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ABOUT = "ck_agenda_point_is_about_one_thing"


def upgrade() -> None:
    op.add_column("agenda_point", sa.Column("edition_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f("fk_agenda_point_institution_id_edition_id"), "agenda_point", "edition", ["institution_id", "edition_id"], ["institution_id", "id"])
    op.create_unique_constraint(op.f("uq_agenda_point_meeting_id_edition_id"), "agenda_point", ["meeting_id", "edition_id"])
    op.create_index("ix_agenda_point_edition_id", "agenda_point", ["edition_id"])
    op.drop_constraint(op.f(ABOUT), "agenda_point")
    op.create_check_constraint(op.f(ABOUT), "agenda_point", "num_nonnulls(plan_item_id, commitment_id, edition_id) <= 1")
    op.add_column("meeting_remark", sa.Column("edition_id", sa.BigInteger(), nullable=True))
    op.create_foreign_key(op.f("fk_meeting_remark_institution_id_edition_id"), "meeting_remark", "edition", ["institution_id", "edition_id"], ["institution_id", "id"])
    op.create_foreign_key(op.f("fk_meeting_remark_meeting_id_edition_id"), "meeting_remark", "agenda_point", ["meeting_id", "edition_id"], ["meeting_id", "edition_id"])
    op.create_index("ix_meeting_remark_edition_id", "meeting_remark", ["edition_id"])


def downgrade() -> None:
    op.drop_column("meeting_remark", "edition_id")
    op.drop_constraint(op.f(ABOUT), "agenda_point")
    op.drop_column("agenda_point", "edition_id")
    op.create_check_constraint(op.f(ABOUT), "agenda_point", "num_nonnulls(plan_item_id, commitment_id) <= 1")
