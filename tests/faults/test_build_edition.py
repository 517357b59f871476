"""A report is read at one moment, made whole or not at all, and by whoever comes next."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, text

from jobs import build_edition as building
from jobs.build_edition import build_edition, edition_path
from models.actions.editions.make import make_edition
from models.clock import business_now
from models.queries.report import reading
from models.queries.report.reading import ReportOrder
from models.queries.report.whole import data_of
from models.rules.document.canonical import from_json
from models.rules.document.file_format import FileFormat
from models.rules.document.table import Table
from models.scope import as_system
from models.tables.base import db
from tests.conftest import rows
from tests.factories import institution
from tests.faults.killing import next_child, nursery
from tests.procedures.story import AFTER_THE_WINDOW, Story


@pytest.fixture
def asked(story: Story, set_clock: Callable[[str], Any]) -> int:
    """Somebody pressed « Hacer el informe »; no worker has come yet."""
    set_clock(AFTER_THE_WINDOW)
    home = institution().id
    with as_system(home) as actor:
        edition = make_edition(ReportOrder(home, "poa_quarterly", "2027-Q1"), actor, business_now())
        db.session.commit()
        return edition.id


def percent_of(edition_id: int, caption: str, code: str) -> Any:
    """What the kept figures say of a line."""
    data = data_of(edition_id)
    assert data is not None
    tables = {block.caption: block for block in from_json(data.content).blocks if isinstance(block, Table)}
    return next(row for row in tables[caption].rows if row[0] == code)


def test_it_reads_all_figures_at_one_moment(
    asked: int, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value is written by somebody else after the first plan was read and before the second."""
    engine, read, plans = create_engine(environment["RUMBO_DATABASE_URL"]), reading.report_lines, []

    def write_in_between(*arguments: Any) -> Any:
        found = read(*arguments)
        if not plans:
            with engine.begin() as other:
                other.execute(text("UPDATE score SET capped_percent = 1 WHERE period = '2027-Q1'"))
        plans.append(found)
        return found

    monkeypatch.setattr(reading, "report_lines", write_in_between)
    build_edition(asked)
    engine.dispose()
    assert len(plans) == 2
    assert 1 not in {line.figures.capped_percent for lines in plans for line in lines}


def test_it_keeps_nothing_half_made(asked: int, monkeypatch: pytest.MonkeyPatch) -> None:
    write = building.write_document

    def fail_at_the_second(document: Any, kind: FileFormat, *where: Any) -> None:
        write(document, kind, *where)
        if kind == FileFormat.DOCX:
            raise KeyboardInterrupt

    monkeypatch.setattr(building, "write_document", fail_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        build_edition(asked)
    db.session.rollback()
    assert rows("SELECT format FROM edition_file") == [("xlsx",)]
    assert not list(edition_path("x").parent.glob("*/"))
    monkeypatch.undo()
    assert build_edition(asked) == 2  # the workbook stands
    assert build_edition(asked) == 0


def test_another_finishes_what_a_killed_worker_began(
    asked: int, environment: dict[str, str], dirty: Callable[[], None], app: Flask
) -> None:
    dirty()
    db.session.remove()
    with nursery("edition", environment) as process:
        for _ in range(4):
            child = next_child(process)
            time.sleep(0.15)
            os.kill(child, signal.SIGKILL)
        next_child(process)
        for _ in range(300):
            db.session.rollback()
            if rows("SELECT 1 FROM edition WHERE rendered_at IS NOT NULL"):
                break
            time.sleep(0.1)
    files = rows("SELECT format, sha256, size FROM edition_file ORDER BY format")
    assert [row[0] for row in files] == ["docx", "pdf", "xlsx"]
    folder = Path(environment["RUMBO_VAR"]) / "files" / "editions"
    assert all((folder / digest).stat().st_size == size for _, digest, size in files)


def test_the_same_edition_gives_the_same_bytes(asked: int) -> None:
    build_edition(asked)
    first = rows("SELECT format, sha256 FROM edition_file ORDER BY format")
    db.session.execute(text("DELETE FROM edition_file"))
    db.session.execute(text("UPDATE edition SET rendered_at = NULL"))
    db.session.commit()
    build_edition(asked)
    assert rows("SELECT format, sha256 FROM edition_file ORDER BY format") == first
