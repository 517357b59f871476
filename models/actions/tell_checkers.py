"""A sheet that waits for a check is told at once to those on whom it falls (S0-II-03, rulings 20)."""

from __future__ import annotations

from datetime import datetime

from models.actions.queue_mail import MailOrder, queue_mail
from models.queries.local_day import local_day
from models.queries.rule_of import rule_of
from models.queries.verifiers import verifiers
from models.rules.deadline_kind import Subject
from models.scope import Reader
from models.tables.capture_sheet import CaptureSheet


def tell_checkers(sheet: CaptureSheet, actor: Reader, now: datetime) -> None:
    """Queue a mail for each of them; nobody is told where the sheet waits for no check. The caller commits."""
    for person in sorted(verifiers(sheet, local_day(sheet.institution_id, now))):
        order = MailOrder(
            institution_id=sheet.institution_id,
            rule=rule_of(sheet.institution_id, Subject.NOTICE_ON_SUBMISSION),
            step=sheet.state.value,
            kind="sheet_submitted",
            recipient_id=person,
            subject=f"sheet-{sheet.id}",
            period=sheet.period,
            round=sheet.round,
            data={"sheet_id": sheet.id, "sent_by": actor.name, "state": sheet.state.value},
        )
        queue_mail(order, now)
