"""The nursery gives a child for every workbook, outlives what is killed, and ends with whom it serves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from models.files.limits import PLAN_PACKAGE
from models.files.nursery import Nursery
from tests.files.parts import write_sheet

READER = "models.files.workbook_child"
PARENT = """
import sys, time
from models.files.nursery import NURSERY
stream = NURSERY.child("models.files.workbook_child", sys.argv[1], 60.0)
stream.recv(1)
print(flush=True)
time.sleep(60)
"""


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    """One of its own, stopped afterwards."""
    found = Nursery()
    yield found
    found.stop()


@pytest.fixture
def order(tmp_path: Path) -> str:
    """To read a workbook with far more rows than fit between the two processes."""
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>' + "x" * 90 + "</t></is></c></row>"
    path = write_sheet(tmp_path / "a.xlsx", "".join(row.format(number) for number in range(1, 20_000)))
    return json.dumps({"path": str(path), "kind": "xlsx", "limits": asdict(PLAN_PACKAGE)})


def said(nursery: Nursery, order: str, seconds: float = 60.0) -> list[bytes]:
    with nursery.child(READER, order, seconds) as stream, stream.makefile("rb") as lines:
        return list(lines)


def children_of(process_id: int) -> list[int]:
    listed = Path(f"/proc/{process_id}/task/{process_id}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def family_of(process_id: int) -> list[int]:
    return [process_id, *(each for child in children_of(process_id) for each in family_of(child))]


def is_gone(process_id: int) -> bool:
    try:
        return Path(f"/proc/{process_id}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def all_gone(process_ids: list[int]) -> bool:
    until = time.monotonic() + 10
    while not all(map(is_gone, process_ids)) and time.monotonic() < until:
        time.sleep(0.01)
    return all(map(is_gone, process_ids))


def test_it_ends_with_how_the_child_ended(nursery: Nursery, order: str) -> None:
    lines = said(nursery, order)
    assert (lines[-3], lines[-1]) == (b'{"end":true}\n', b'{"ended":0}\n')


def test_it_ends_a_child_whose_time_is_up(nursery: Nursery, order: str) -> None:
    assert said(nursery, order, 0.0)[-1] == b'{"ended":"time_is_up"}\n'


def test_it_ends_a_child_that_nobody_listens_to(nursery: Nursery, order: str) -> None:
    stream = nursery.child(READER, order, 60.0)
    stream.recv(1)
    assert nursery._process is not None
    _itself, *wardens_and_children = family_of(nursery._process.pid)
    assert len(wardens_and_children) == 2
    stream.close()
    assert all_gone(wardens_and_children)


def test_it_starts_again_after_it_was_killed(nursery: Nursery, order: str) -> None:
    said(nursery, order)
    assert nursery._process is not None
    nursery._process.kill()
    nursery._process.wait()
    assert said(nursery, order)[-1] == b'{"ended":0}\n'


def test_it_serves_a_forked_process(nursery: Nursery, order: str) -> None:
    said(nursery, order)
    forked = os.fork()
    if forked == 0:
        os._exit(0 if said(nursery, order)[-1] == b'{"ended":0}\n' else 1)
    assert os.waitpid(forked, 0)[1] == 0


def test_it_leaves_nothing_when_its_parent_is_killed(order: str) -> None:
    command = [sys.executable, "-c", PARENT, order]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:  # noqa: S603 -- ours
        assert parent.stdout is not None
        parent.stdout.readline()
        _parent, *left = family_of(parent.pid)
        parent.send_signal(signal.SIGKILL)
    assert len(left) == 3
    assert all_gone(left)


def test_it_tells_the_children_no_secret(nursery: Nursery, order: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUMBO_SECRET_KEY", "nadie lo sabe")
    said(nursery, order)
    assert nursery._process is not None
    assert Path(f"/proc/{nursery._process.pid}/environ").read_bytes() == b""
