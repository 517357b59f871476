"""docs/presets.md names every key that a declaration may have, and every institution that ships."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from app.factory import ROOT

DOCUMENT = (ROOT / "docs" / "presets.md").read_text(encoding="utf-8")
GETTERS = {
    "text",
    "code",
    "codes",
    "flag",
    "whole",
    "decimal",
    "date",
    "time",
    "one_of",
    "some_of",
    "choice",
    "choices",
}
GETTERS |= {"table", "tables", "_known", "_offset"}
TRIVIAL = {
    "singular",
    "plural",
    "first",
    "last",
    "kind",
    "on",
    "is_working",
    "count",
    "day_type",
    "edge",
    "days",
    "at",
    "to",
}
"""Parts of a word, a day or a reminder, which the shipped declarations show."""


def keys_of(path: Path) -> set[str]:
    """Keys that a reader of declarations asks for by name."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "attr", getattr(call.func, "id", "")) in GETTERS]
    words = [argument for call in named for argument in call.args[:2] if isinstance(argument, ast.Constant)]
    return {word.value for word in words if isinstance(word.value, str) and word.value.isidentifier()}


KEYS = set().union(*(keys_of(path) for path in (ROOT / "models" / "rules").glob("preset_*.py"))) - TRIVIAL


@pytest.mark.parametrize("key", sorted(KEYS))
def test_it_names_every_key(key: str) -> None:
    assert f"`{key}`" in DOCUMENT or f"`{key} " in DOCUMENT


@pytest.mark.parametrize("path", sorted((ROOT / "models" / "presets").glob("*.toml")), ids=lambda path: path.stem)
def test_it_lists_every_institution_that_ships(path: Path) -> None:
    assert f"`{path.stem}`" in DOCUMENT


def test_it_finds_the_keys() -> None:
    assert {"explain_blocks", "own_share", "roll", "timezone", "reach"} <= KEYS
