"""Find in the database what waits, and ring for it: a lost queue, a killed worker or a missed bell costs one sweep."""

from __future__ import annotations

from pathlib import Path

from flask import current_app
from sqlalchemy import exists, or_, select

from jobs.queue import ring
from models.actions.log_in import forget_old_failures
from models.actions.seal_trail import seal_trail
from models.clock import real_now
from models.files.kept_workbook import sweep_workbooks
from models.queries.asked_closings import asked_closings
from models.queries.stale_runs import stale_runs
from models.rules.workflow import MailState
from models.scope import as_system
from models.tables.base import db
from models.tables.edition import Edition
from models.tables.export_run import ExportRun
from models.tables.outbox_mail import OutboxMail


def sweep() -> int:
    """Seal the trail, forget old log-in failures and workbooks, ring for what is due; give how many bells were rung."""
    now = real_now()
    sweep_workbooks(Path(current_app.config["RUMBO_FILES_URL"]), now)
    with as_system():
        seal_trail(now)
        forget_old_failures(now)
        db.session.commit()
        runs = list(db.session.scalars(select(ExportRun.id).where(ExportRun.done_at.is_(None)).order_by(ExportRun.id)))
        unfinished = select(Edition.id).where(Edition.rendered_at.is_(None), Edition.error == "").order_by(Edition.id)
        editions = list(db.session.scalars(unfinished))
        due = or_(
            (OutboxMail.state == MailState.QUEUED) & (OutboxMail.next_try_at <= now),
            (OutboxMail.state == MailState.SENDING) & (OutboxMail.lease_until < now),
        )
        mails_wait = db.session.scalar(select(exists().where(due)))
        closings = sorted({institution_id for institution_id, _ in asked_closings()})
        stale = sorted({institution_id for institution_id, _, _ in stale_runs()})
        db.session.commit()
    bells = [ring("build_consolidation", run) for run in runs]
    bells += [ring("build_edition", edition) for edition in editions]
    bells += [ring("close_periods", institution_id) for institution_id in closings]
    bells += [ring("rescore", institution_id) for institution_id in stale]
    if mails_wait:
        bells.append(ring("deliver_mail"))
    return sum(bells)
