"""Try again what failed: mails that a server refused, and jobs that stand still."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.actions.hold_sheet import central_roles
from models.actions.record_act import Act, record_act
from models.clock import real_now
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.workflow import MailState
from models.scope import Reader
from models.tables.base import db
from models.tables.export_run import ExportRun
from models.tables.outbox_mail import OutboxMail

RETRIERS = frozenset({Role.PLANNING_ANALYST, Role.PLANNING_HEAD, Role.ADMINISTRATOR})


def retry_mails(mail_id: int | None, actor: Reader, now: datetime) -> int:
    """Put one failed mail, or all of them, back into the queue; give how many. The caller commits.

    They keep their number, so that a server which took one after all recognises it. Raises RuleBroken 403 for other
    roles, 409 where there is none.
    """
    _check_role(actor)
    failed = select(OutboxMail).where(
        OutboxMail.institution_id == actor.institution_id, OutboxMail.state == MailState.FAILED
    )
    if mail_id is not None:
        failed = failed.where(OutboxMail.id == mail_id)
    mails = db.session.scalars(failed.with_for_update(of=OutboxMail)).all()
    if not mails:
        raise RuleBroken("nothing_failed", "Ese correo ya no está entre los fallidos: actualice la página.", status=409)
    for mail in mails:
        detail = {"kind": mail.kind, "period": mail.period, "error": mail.error}
        record_act(actor, Act("retry_mail", "outbox_mail", mail.id, detail), now)
        mail.state, mail.attempts, mail.next_try_at, mail.error = MailState.QUEUED, 0, real_now(), ""
    db.session.flush()
    return len(mails)


def retry_delivery(actor: Reader, now: datetime) -> None:
    """Write down that somebody has the waiting mails sent now; the caller rings and commits. Raises RuleBroken 403."""
    _check_role(actor)
    record_act(actor, Act("retry_delivery", "outbox_mail", None), now)


def retry_book(run_id: int, actor: Reader, now: datetime) -> None:
    """Write down that somebody has a workbook built that is not there yet; the caller rings and commits.

    Raises RuleBroken 403 for other roles, 404 for one that is not known, 409 for one that is built.
    """
    _check_role(actor)
    run = ExportRun.__table__.c
    question = select(run.period, run.done_at).where(run.id == run_id, run.institution_id == actor.institution_id)
    found = db.session.execute(question).one_or_none()
    if found is None:
        raise RuleBroken("book_not_found", "No encontramos ese libro.", status=404)
    if found.done_at is not None:
        raise RuleBroken("book_is_done", "Ese libro ya está hecho: búsquelo en Consolidados.", status=409)
    record_act(actor, Act("retry_book", "export_run", run_id, {"period": found.period}), now)


def _check_role(actor: Reader) -> None:
    if RETRIERS.isdisjoint(central_roles(actor)):
        raise RuleBroken("wrong_role", "Los reintentos los pide planificación o administración.", status=403)
