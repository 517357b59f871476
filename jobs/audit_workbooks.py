"""Audit the workbooks that a person is about to import, while the person settles the mapping."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import current_app

from jobs.excel.marked_book import write_marked_book
from models.clock import real_now
from models.files.kept_audit import KeptAudit, wanted_audits
from models.files.kept_workbook import Shelf
from models.files.sentence_catalogue import sentences_in
from models.queries.language_of import language_of
from models.queries.workbook_audit import audit_file
from models.queries.workbook_draft import SCREEN_WORKBOOK
from models.rules.errors import RuleBroken
from models.rules.mapping import Mapping
from models.rules.mapping_parse import parse_mapping
from models.rules.sentence import Find
from models.rules.workbook_audit.report import report_of
from models.scope import as_system

MOST, MOST_CELLS = 60, 20
"""What the screen shows; the marked workbook has all that the audit keeps."""


def audit_workbooks(institution_id: int, user_id: int) -> int:
    """Audit what the shelf of this person waits for and keep what is found beside it; give how many were audited."""
    shelf = Shelf(Path(current_app.config["RUMBO_FILES_URL"]), institution_id, user_id)
    with as_system(institution_id):
        find = sentences_in(language_of(user_id))
    return sum(_audit(audit, find) for audit in wanted_audits(shelf))


def _audit(audit: KeptAudit, find: Find) -> int:
    """Audit one; nothing is left of it where its owner took the workbook away meanwhile."""
    try:
        mapping = audit.begin()
        audit.tell(_document(audit, mapping, find))
    except FileNotFoundError:
        return 0
    return 1


def _document(audit: KeptAudit, mapping: str, find: Find) -> dict[str, Any]:
    try:
        book, result = audit_file(audit.book.path, _mapping(mapping), SCREEN_WORKBOOK)
        write_marked_book(book, result, audit.marked, real_now(), find)
    except RuleBroken as refused:
        return {"refused": refused.message}
    return {"report": report_of(result, MOST, MOST_CELLS).as_json()}


def _mapping(text: str) -> Mapping | None:
    """A mapping that is not finished gives no hints; the audit then finds the tables by itself."""
    try:
        return parse_mapping(text)
    except RuleBroken:
        return None
