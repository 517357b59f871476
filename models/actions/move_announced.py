"""Move a date that people were told, and tell them the new one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.actions.queue_mail import MailOrder, queue_mail
from models.queries.moved_deadlines import MovedDeadline
from models.queries.told_people import told_people
from models.tables.announced_deadline import AnnouncedDeadline
from models.tables.base import db


def move_announced(institution_id: int, move: MovedDeadline, reason: str, now: datetime) -> None:
    """Move it for a reason; nobody who was told misses it (R 2.2 A). The caller commits."""
    after = move.after
    question = select(AnnouncedDeadline).where(
        AnnouncedDeadline.institution_id == institution_id,
        AnnouncedDeadline.rule == after.rule,
        AnnouncedDeadline.period == str(after.period),
    )
    row = db.session.scalars(question).one()
    row.opens, row.nominal_due = after.opens, after.nominal_due
    row.effective_due, row.due_at = after.effective_due, after.due_at
    row.why, row.moved_reason = after.why, reason
    db.session.flush()
    data = {"before": move.before.due_at.isoformat(), "after": after.due_at.isoformat(), "reason": reason}
    for person in told_people(institution_id, move, now):
        order = MailOrder(
            institution_id=institution_id,
            rule=after.rule,
            step="moved",
            kind="deadline_moved",
            recipient_id=person,
            subject="all",
            period=str(after.period),
            round=row.row_version,
            data=data,
        )
        queue_mail(order, now)
