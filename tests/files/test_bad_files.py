from __future__ import annotations

import resource
import tracemalloc
from pathlib import Path

import pytest

from models.files.refusal import REFUSALS
from models.files.workbook_read import open_workbook
from models.rules.errors import RuleBroken
from tests.files.bad_files import BAD_FILES


def read_all(path: Path) -> int:
    with open_workbook(path) as sheets:
        return sum(1 for sheet in sheets for _row in sheet.rows)


def processor_seconds() -> float:
    mine, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime


@pytest.mark.parametrize("kind", BAD_FILES)
def test_it_refuses_quickly_and_in_little_memory(kind: str, tmp_path: Path) -> None:
    code, make = BAD_FILES[kind]
    path = tmp_path / "plan.xlsx"
    make(path)
    begun = processor_seconds()
    tracemalloc.start()
    with pytest.raises(RuleBroken) as refused:
        read_all(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.code == code
    assert refused.value.message.endswith(".")
    assert processor_seconds() - begun < 1
    assert peak < 10 * 2**20


def test_it_has_a_bad_file_for_every_refusal_of_content() -> None:
    elsewhere = {"file_missing", "too_heavy", "too_slow", "unknown_format", "cell_not_written"}
    assert {code for code, _ in BAD_FILES.values()} == REFUSALS.keys() - elsewhere
