"""Claim one occasion of a dated job: who inserts the row has it, all others find it taken."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from models.tables.base import db
from models.tables.occurrence import Occurrence


def claim_occurrence(institution_id: int, task: str, due_at: datetime, now: datetime) -> Occurrence | None:
    """The row, claimed in this transaction, or None when it was claimed before. The caller does the work and commits.

    A second clock that comes at the same instant waits for this transaction: rolled back, the occasion is free again.
    """
    statement = insert(Occurrence).values(institution_id=institution_id, task=task, due_at=due_at, claimed_at=now)
    claimed = db.session.scalar(
        statement.on_conflict_do_nothing(index_elements=["institution_id", "task", "due_at"]).returning(Occurrence.id)
    )
    if claimed is None:
        return None
    return db.session.scalars(select(Occurrence).where(Occurrence.id == claimed)).one()
