"""Secrets: made once, for our eyes only."""

from __future__ import annotations

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.embedded.secrets import secret


def test_it_is_the_same_at_every_call_and_another_for_another_name(tmp_path: Path) -> None:
    first = secret(tmp_path / "var", "web_key")
    assert secret(tmp_path / "var", "web_key") == first
    assert secret(tmp_path / "var", "other") != first
    assert re.fullmatch(r"[\w-]{43}", first)


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    secret(tmp_path / "var", "web_key")
    folder = tmp_path / "var" / "secrets"
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_those_who_ask_at_once_get_one(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: secret(tmp_path, "web_key"), range(16)))) == 1


def test_a_making_that_was_cut_short_leaves_no_empty_secret(tmp_path: Path) -> None:
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / ".web_key.new").touch()
    assert len(secret(tmp_path, "web_key")) == 43
