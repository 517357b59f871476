"""The month's workbook for finance and audit."""

from __future__ import annotations

from sqlalchemy.dialects.postgresql import insert

from jobs.tasks.desk import SUPERSEDED, Desk, Result
from models.tables.base import db
from models.tables.export_run import ExportRun


def consolidate(desk: Desk) -> Result:
    """Ask for the workbook and queue its mails (S0-D06): who sends first finds it built, or builds it."""
    if not desk.is_last:
        return SUPERSEDED
    run = db.session.scalar(
        insert(ExportRun)
        .values(
            institution_id=desk.institution_id,
            kind="consolidation",
            occasion=f"{desk.task.rule.id}:{desk.period}",
            period=desk.period,
            asked_at=desk.now,
            asked_by=desk.actor.name,
        )
        .returning(ExportRun.id)
    )
    mails = desk.write("consolidation", "consolidation", desk.recipients(), {}, run)
    return Result("started", mails, 1)
