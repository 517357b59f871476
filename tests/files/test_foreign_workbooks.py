from __future__ import annotations

from pathlib import Path

import pytest

from tests.files.foreign_book import Book, Facts, facts_of, read_book
from tests.files.foreign_kinds_more import KINDS

CASES = {f"{kind}: {name}": case for kind, cases in KINDS.items() for name, case in cases.items()}


def test_there_are_sixty_workbooks_of_twenty_kinds() -> None:
    assert len(KINDS) >= 20
    assert len(CASES) >= 60


@pytest.mark.parametrize(("book", "wanted"), CASES.values(), ids=CASES)
def test_it_reads_right_or_asks(book: Book, wanted: Facts, tmp_path: Path) -> None:
    parsed = read_book(book, tmp_path)
    found = facts_of(parsed)
    assert found.asked == wanted.asked
    assert (parsed.package is None) is bool(wanted.asked)
    assert wanted.warned <= found.warned
    for part in ("items", "targets", "actuals", "money"):
        assert getattr(wanted, part) in ({}, getattr(found, part)), part
    assert {key: found.more[key] for key in wanted.more} == wanted.more
    for problem in parsed.problems:
        assert problem.message.endswith("."), problem
        assert "{" not in problem.message
        assert problem.sheet in {*book.sheets, "", "plan", "mapeo"} or problem.code == "mapped_sheet_missing"
