"""The audit of a workbook that waits on somebody's shelf: told once, beside the workbook, and to nobody else."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from flask import Flask

from jobs.audit_workbooks import audit_workbooks
from models.files.kept_audit import PATIENCE, AuditState, KeptAudit, audit_by, audit_with_key
from models.files.kept_workbook import KeptWorkbook, Shelf, drop_workbook, keep_workbook
from models.rules.workbook_audit.report import AuditReport, read_report
from tests.commands.test_import_audit import MAPPING, WRONG, workbook

OWNER = (7, 11)
FROM_ROW_5 = MAPPING.replace("header_row = 1\n", "header_row = 1\nfirst_row = 5\n")


@pytest.fixture
def shelf(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """An empty shelf of one person."""
    monkeypatch.setitem(app.config, "RUMBO_FILES_URL", str(tmp_path / "files"))
    return Shelf(tmp_path / "files", *OWNER)


@pytest.fixture
def book(shelf: Shelf, tmp_path: Path) -> KeptWorkbook:
    """A workbook with two wrong totals on the shelf."""
    return keep_workbook(shelf, "poa.xlsx", workbook(tmp_path / "poa.xlsx", WRONG).read_bytes())


def asked(book: KeptWorkbook, mapping: str = MAPPING) -> KeptAudit:
    audit = audit_by(book, mapping)
    audit.want(mapping)
    return audit


def report(audit: KeptAudit) -> AuditReport:
    return read_report(audit.told()["report"])


def test_it_tells_what_it_found_and_marks_the_cells(book: KeptWorkbook) -> None:
    audit = asked(book)
    assert audit_workbooks(*OWNER) == 1
    told = report(audit)
    assert (told.count, told.cells, told.findings[0].where) == (1, 2, "F4 y F6")
    sheet = openpyxl.load_workbook(io.BytesIO(audit.marked.read_bytes()))["Metas"]
    assert sheet["F4"].comment is not None


def test_it_takes_up_once_what_is_asked_once(book: KeptWorkbook) -> None:
    asked(book)
    assert [audit_workbooks(*OWNER), audit_workbooks(*OWNER)] == [1, 0]


def test_it_is_for_one_person(book: KeptWorkbook) -> None:
    audit = asked(book)
    assert [audit_workbooks(7, 12), audit_workbooks(8, 11)] == [0, 0]
    assert audit.state(datetime.now(UTC)) is AuditState.WORKING


def test_it_looks_where_the_mapping_says(book: KeptWorkbook) -> None:
    audit = asked(book, FROM_ROW_5)
    audit_workbooks(*OWNER)
    assert report(audit).findings[0].where == "F6"


@pytest.mark.parametrize("mapping", ["[plan", "", 'code = "x"'])
def test_it_needs_no_finished_mapping(book: KeptWorkbook, mapping: str) -> None:
    audit = asked(book, mapping)
    audit_workbooks(*OWNER)
    assert report(audit).cells == 2


def test_it_says_why_it_does_not_audit(shelf: Shelf) -> None:
    audit = asked(keep_workbook(shelf, "poa.xlsx", b"<html>"))
    audit_workbooks(*OWNER)
    assert "página web" in audit.told()["refused"]


def test_it_leaves_nothing_where_the_workbook_was_taken_away(
    shelf: Shelf, book: KeptWorkbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit = asked(book)
    begin = KeptAudit.begin

    def begin_too_late(self: KeptAudit) -> str:
        text = begin(self)
        drop_workbook(shelf, book.key)
        return text

    monkeypatch.setattr(KeptAudit, "begin", begin_too_late)
    assert audit_workbooks(*OWNER) == 0
    assert not audit.book.path.parent.exists()


def test_it_gives_way_to_the_audit_by_another_mapping(book: KeptWorkbook) -> None:
    first = asked(book)
    audit_workbooks(*OWNER)
    asked(book, FROM_ROW_5)
    assert first.state(datetime.now(UTC)) is AuditState.ABSENT
    assert not first.marked.exists()


def test_it_is_given_up_when_it_died_at_work(book: KeptWorkbook) -> None:
    audit = asked(book)
    audit.begin()
    now = datetime.now(UTC)
    assert [audit.state(now), audit.state(now + PATIENCE + timedelta(seconds=5))] == [
        AuditState.WORKING,
        AuditState.ABSENT,
    ]


@pytest.mark.parametrize("key", ["", "x", "../../name", "0" * 15, "A" * 16, "0" * 17])
def test_it_has_no_other_keys(book: KeptWorkbook, key: str) -> None:
    assert audit_with_key(book, key) is None


def test_it_leaves_out_a_folder_that_is_no_workbook(shelf: Shelf, book: KeptWorkbook) -> None:
    asked(book)
    book.path.with_name("name").unlink()  # half swept
    assert audit_workbooks(*OWNER) == 0
