"""`make screenshots`: each screen of each role as a picture, wide and narrow, in a folder for each role.

It is no part of the suite, whose files begin with `test_`; it only borrows its browser and its demo.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from app.factory import ROOT
from tests.browser.conftest import DESK, HEIGHT, PHONE, Window, username_of
from tests.browser.screens import Tour, roles

FOLDER = ROOT / "screenshots"


@pytest.mark.parametrize("role", roles())
def test_it_draws_the_screens(tour_of: Callable[[str], Tour], open_window: Window, role: str) -> None:
    page = open_window(username_of(role))
    folder = FOLDER / role
    for old in folder.glob("*.png"):
        old.unlink()
    one_of_each = {screen.route: screen for screen in tour_of(role).screens.values()}
    for screen in one_of_each.values():
        page.goto(screen.address)
        for width in (DESK, PHONE):
            page.set_viewport_size({"width": width, "height": HEIGHT[width]})
            page.screenshot(path=_picture(folder, screen.route, width), full_page=True)


def _picture(folder: Path, route: str, width: int) -> Path:
    name = re.sub(r"[^\w-]+", "_", route).strip("_") or "inicio"
    return folder / f"{name}-{width}.png"
