"""The shipped declaration, changed here and there: what the tests of presets share."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from models.rules.preset_parse import parse_preset
from models.rules.strict import DeclarationRefused

PRESETS = Path(__file__).parents[2] / "models" / "presets"


def declared(code: str) -> dict[str, Any]:
    """A shipped declaration by its code."""
    return tomllib.loads((PRESETS / f"{code}.toml").read_text(encoding="utf-8"), parse_float=Decimal)


TEXT = (PRESETS / "hacienda_sv.toml").read_text(encoding="utf-8")
SHIPPED = declared("hacienda_sv")
GONE = object()
HACIENDA = parse_preset(TEXT)
GREEN = {"color": "green", "from_percent": 90}
RED = {"color": "red", "from_percent": 0}


def edited(*changes: tuple[str, object], of: Mapping[str, Any] = SHIPPED) -> dict[str, Any]:
    """A shipped declaration with values replaced, added or (GONE) taken out, each at a dotted path."""
    changed = copy.deepcopy(dict(of))
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


def assert_refused(path: str, value: object, place: str, *, of: Mapping[str, Any] = SHIPPED) -> None:
    """One change is refused, and its place is among those that are named."""
    with pytest.raises(DeclarationRefused) as refusal:
        parse_preset(edited((path, value), of=of))
    assert place in {problem.place for problem in refusal.value.problems}
