"""From a row of the outbox to a finished letter."""

from __future__ import annotations

from collections.abc import Callable

from jobs.letters import action, commitment, meeting
from jobs.letters.alerts import alerts
from jobs.letters.completeness import completeness
from jobs.letters.consolidation import consolidation
from jobs.letters.deadline_moved import deadline_moved
from jobs.letters.digest import digest
from jobs.letters.early_warning import early_warning
from jobs.letters.edition import (
    edition_available,
    edition_drafted,
    edition_presented,
    edition_returned,
    edition_review,
    edition_sent,
)
from jobs.letters.escalation import escalation
from jobs.letters.frame import NotNeeded, Writer, writer_of
from jobs.letters.information_request import answers_missing, information_request
from jobs.letters.reminder import asked_reminder, last_call, reminder
from jobs.letters.sheet_returned import sheet_returned
from jobs.letters.sheet_submitted import sheet_submitted
from jobs.letters.trial import trial
from jobs.letters.year_formalized import year_formalized
from jobs.post import Letter
from models.scope import as_system
from models.tables.outbox_mail import OutboxMail

LETTERS: dict[str, Callable[[Writer], Letter]] = {
    "reminder": reminder,
    "asked_reminder": asked_reminder,
    "last_call": last_call,
    "escalation": escalation,
    "information_request": information_request,
    "missing_answers": answers_missing,
    "early_warning": early_warning,
    "alerts": alerts,
    "action_returned": action.action_returned,
    "action_reminder": action.action_reminder,
    "action_overdue": action.action_overdue,
    "sheet_submitted": sheet_submitted,
    "sheet_returned": sheet_returned,
    "digest": digest,
    "consolidation": consolidation,
    "deadline_moved": deadline_moved,
    "completeness": completeness,
    "edition_review": edition_review,
    "edition_returned": edition_returned,
    "edition_presented": edition_presented,
    "edition_sent": edition_sent,
    "edition_available": edition_available,
    "edition_drafted": edition_drafted,
    "trial": trial,
    "meeting_call": meeting.meeting_call,
    "meeting_proposed": meeting.meeting_proposed,
    "minutes": meeting.minutes,
    "commitments_cascade": meeting.commitments_cascade,
    "commitment_assigned": commitment.commitment_assigned,
    "commitment_reminder": commitment.commitment_reminder,
    "commitment_overdue": commitment.commitment_overdue,
    "commitment_fulfilled": commitment.commitment_fulfilled,
    "commitment_returned": commitment.commitment_returned,
    "commitment_extended": commitment.commitment_extended,
    "commitment_unassigned": commitment.commitment_unassigned,
    "year_formalized": year_formalized,
}

__all__ = ["NotNeeded", "write_letter"]


def write_letter(mail: OutboxMail) -> Letter:
    """The letter of a mail, from the data of this moment; raises NotNeeded when its reason is gone."""
    with as_system(mail.institution_id):
        return LETTERS[mail.kind](writer_of(mail))
