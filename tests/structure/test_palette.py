"""The colors of the styles, light and dark: every text stands out from its ground, every edge from what it divides."""

from __future__ import annotations

import re
from itertools import product

import pytest

from app.factory import ROOT

STATIC = ROOT / "app" / "static"
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")
GROUNDS = ("ground", "surface", "surface-soft", "surface-hover")
COLORS = ("green", "yellow", "red", "blue", "grey")

TEXTS = [
    *product(("ink", "ink-soft", "link", "link-strong", "red"), GROUNDS),
    *((color, f"{color}-ground") for color in COLORS),
    *product(COLORS, ("surface", "ground")),
    *product(("ink", "ink-soft"), (f"{color}-ground" for color in COLORS)),
    *product(("on-brand", "on-brand-soft"), ("brand",)),
    ("on-brand", "brand-strong"),
    ("on-accent", "accent"),
]
EDGES = [
    *product(("line-strong", "focus-on-surface"), GROUNDS),
    ("accent", "brand"),
    *((f"{color}-fill", "surface") for color in COLORS),
]
"""WCAG 2.2, criteria 1.4.3 and 1.4.11."""


def _tokens(theme: str) -> dict[str, str]:
    light = dict(TOKEN.findall((STATIC / "rumbo.css").read_text(encoding="utf-8")))
    dark = dict(TOKEN.findall((STATIC / "css" / "dark.css").read_text(encoding="utf-8")))
    return light if theme == "light" else light | dark


def _light_of(color: str) -> float:
    digits = color.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_light_of(one), _light_of(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_a_text_can_be_read(theme: str, text: str, ground: str) -> None:
    tokens = _tokens(theme)
    assert _contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_an_edge_can_be_seen(theme: str, edge: str, ground: str) -> None:
    tokens = _tokens(theme)
    assert _contrast(tokens[edge], tokens[ground]) >= 3


def test_black_on_white_is_as_far_as_it_goes() -> None:
    assert round(_contrast("#000", "#ffffff"), 2) == 21
