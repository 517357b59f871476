"""The lock of those who use the parts, and the one of who starts them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.embedded import lock
from app.embedded.lock import exclusive, shared_use
from models.rules.errors import RuleBroken


def test_only_the_last_one_out_is_told_so(tmp_path: Path) -> None:
    told: list[str] = []
    with shared_use(tmp_path / "l", lambda: told.append("first")):
        with shared_use(tmp_path / "l", lambda: told.append("second")):
            pass
        assert told == []
    assert told == ["first"]


def test_the_last_one_is_told_after_a_failure_too(tmp_path: Path) -> None:
    told: list[str] = []
    with pytest.raises(ZeroDivisionError), shared_use(tmp_path / "l", lambda: told.append("out")):
        _ = 1 / 0
    assert told == ["out"]


def test_nobody_joins_while_the_last_one_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "LEAVING_SECONDS", 0.05)

    def stop() -> None:
        with pytest.raises(RuleBroken) as refusal, shared_use(tmp_path / "l", lambda: None):
            pass
        assert refusal.value.code == "parts_busy"

    with shared_use(tmp_path / "l", stop):
        pass


def test_a_forked_child_that_lives_on_blocks_nobody(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    with shared_use(tmp_path / "l", lambda: None):
        child = os.fork()
        if child == 0:
            os.close(writing)
            os.read(reading, 1)  # until the parent closes its end
            os._exit(0)
    with exclusive(tmp_path / "l", 0.5):
        pass
    os.close(reading)
    os.close(writing)
    os.waitpid(child, 0)


def test_one_at_a_time_is_alone(tmp_path: Path) -> None:
    with exclusive(tmp_path / "l"):
        with pytest.raises(RuleBroken) as refusal, exclusive(tmp_path / "l", 0.05):
            pass
        assert refusal.value.code == "parts_busy"
    with exclusive(tmp_path / "l", 0):
        pass
