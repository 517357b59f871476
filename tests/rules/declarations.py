"""The shipped declaration, changed here and there: what the tests of presets share."""

from __future__ import annotations

import copy
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from models.rules.preset_parse import parse_preset
from models.rules.strict import DeclarationRefused

TEXT = (Path(__file__).parents[2] / "models" / "presets" / "hacienda_sv.toml").read_text(encoding="utf-8")
SHIPPED = tomllib.loads(TEXT, parse_float=Decimal)
GONE = object()
HACIENDA = parse_preset(TEXT)
GREEN = {"color": "green", "from_percent": 90}
RED = {"color": "red", "from_percent": 0}


def edited(*changes: tuple[str, object]) -> dict[str, Any]:
    """The shipped declaration with values replaced, added or (GONE) taken out, each at a dotted path."""
    changed = copy.deepcopy(SHIPPED)
    for path, value in changes:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        home: Any = changed
        for step in way:
            home = home.setdefault(step, {}) if isinstance(home, dict) else home[step]
        if value is GONE:
            del home[last]
        elif isinstance(home, list) and last == len(home):
            home.append(value)
        else:
            home[last] = value
    return changed


def assert_refused(path: str, value: object, place: str) -> None:
    """One change is refused, and its place is among those that are named."""
    with pytest.raises(DeclarationRefused) as refusal:
        parse_preset(edited((path, value)))
    assert place in {problem.place for problem in refusal.value.problems}
