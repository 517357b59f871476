"""The words for kinds of mail and for what runs without a person."""

from __future__ import annotations

from flask_babel import lazy_gettext as _

from views.words import Words

KIND_WORDS: Words = {
    "reminder": _("reminder"),
    "asked_reminder": _("reminder of planning"),
    "last_call": _("last call"),
    "escalation": _("notice of delay"),
    "information_request": _("information request"),
    "missing_answers": _("notice of missing answers"),
    "early_warning": _("early warning"),
    "alerts": _("alerts of the cut"),
    "action_returned": _("corrective action returned"),
    "action_reminder": _("reminder of a corrective action"),
    "action_overdue": _("corrective action overdue"),
    "sheet_submitted": _("report sent"),
    "sheet_returned": _("report returned"),
    "digest": _("daily digest"),
    "consolidation": _("consolidation"),
    "deadline_moved": _("deadline moved"),
    "edition_review": _("report to be endorsed"),
    "edition_returned": _("report with remarks"),
    "edition_presented": _("report to be validated"),
    "edition_sent": _("report for its recipients"),
    "edition_available": _("report available"),
    "edition_drafted": _("draft of a report"),
    "trial": _("test mail"),
    "year_formalized": _("year formalized"),
    "completeness": _("check of completeness"),
    "meeting_call": _("convocation"),
    "meeting_proposed": _("urgent meeting to be convened"),
    "minutes": _("minutes"),
    "commitments_cascade": _("commitments to be assigned"),
    "commitment_assigned": _("commitment assigned"),
    "commitment_reminder": _("reminder of a commitment"),
    "commitment_overdue": _("overdue commitment"),
    "commitment_returned": _("commitment returned"),
    "commitment_extended": _("commitment extended"),
    "commitment_unassigned": _("commitment without owner"),
    "commitment_fulfilled": _("commitment to be verified"),
}
JOB_WORDS: Words = {
    "deliver_mail": _("Delivery of a mail"),
    "build_consolidation": _("Consolidation workbook"),
    "build_edition": _("Report and its files"),
    "audit_workbooks": _("Review of workbooks"),
    "close_periods": _("Closing of a period and its cut"),
    "rescore": _("Figures under new rules"),
    "sweep": _("Sweep of what is pending"),
    "tick": _("Clock"),
}
TASK_WORDS: Words = {
    "open_period": _("The period opens for reporting"),
    "close_window": _("The time for reporting ends; who sent nothing stays without report"),
    "close_period": _("The period closes"),
    "remind": _("Reminders to who has not sent"),
    "escalate": _("Notice of missing reports, one rung higher"),
    "send_request": _("Information request to the heads and liaisons"),
    "close_request": _("The time for answering a request ends"),
    "chase_answers": _("Notice of missing answers, one rung higher"),
    "early_warning": _("Early warning to the heads"),
    "consolidation": _("Consolidation by mail to finance and audit"),
    "completeness_check": _("Call to check what was sent"),
}
