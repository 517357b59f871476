"""The shelf of the workbooks that whoever acts is importing, and the audits of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from flask_babel import gettext as _

from jobs.queue import ring
from models.clock import real_now
from models.files.kept_audit import AuditState, KeptAudit, audit_by
from models.files.kept_workbook import KeptWorkbook, Shelf, kept_workbook
from models.rules.errors import RuleBroken
from models.rules.workbook_audit.report import AuditReport, read_report
from views.base import acting_reader


@dataclass(frozen=True, slots=True)
class AuditShown:
    """An audit on the page: the keys for its addresses, how far it is, and what it found or why it was not made."""

    book: str
    key: str
    is_working: bool
    report: AuditReport | None
    refused: str


def own_shelf() -> Shelf:
    """The place where the workbooks of whoever acts are kept."""
    reader = acting_reader()
    return Shelf(Path(current_app.config["RUMBO_FILES_URL"]), reader.institution_id or 0, reader.user_id or 0)


def own_workbook(key: str) -> KeptWorkbook | None:
    """A workbook of whoever acts; None for anything else."""
    return kept_workbook(own_shelf(), key)


def workbook_gone() -> RuleBroken:
    """What is said where a workbook is not on the shelf: imported, a day old, never there, or somebody else's."""
    return RuleBroken("workbook_gone", _("The workbook is no longer here. Choose it again."), status=422)


def ask_audit(book: KeptWorkbook, mapping: str) -> AuditShown:
    """Give the audit of a workbook by the text of its mapping; where there is none yet, a worker is asked for it."""
    audit = audit_by(book, mapping)
    if audit.state(real_now()) is AuditState.ABSENT:
        audit.want(mapping)
    return show_audit(audit)


def show_audit(audit: KeptAudit) -> AuditShown:
    """Give an audit as far as it is; a bell that was lost is rung again."""
    state = audit.state(real_now())
    if state is AuditState.WORKING:
        reader = acting_reader()
        ring("audit_workbooks", reader.institution_id or 0, reader.user_id or 0)
    told = audit.told() if state is AuditState.TOLD else {}
    report = read_report(told["report"]) if "report" in told else None
    return AuditShown(audit.book.key, audit.key, state is AuditState.WORKING, report, told.get("refused", ""))
