"""What browsers load and others wrote is what was declared: every hash, every file, licences and the list of them."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from app.factory import ROOT
from tools.vendor import FOLDER, LIST, packages, sprite_of, third_party

DECLARED = {path: digest for package in packages() for path, digest in package.hashes().items()}


@pytest.mark.parametrize("path", DECLARED, ids=lambda path: path.name)
def test_it_is_what_was_declared(path: Path) -> None:
    assert sha256(path.read_bytes()).hexdigest() == DECLARED[path]


def test_it_holds_nothing_else() -> None:
    assert {path for path in FOLDER.rglob("*") if path.is_file()} == {*DECLARED, LIST}


def test_every_package_brings_its_licence() -> None:
    assert [each.name for each in packages() if not any("LICENSE" in path.name for path in each.hashes())] == []


def test_the_list_is_up_to_date() -> None:
    assert LIST.read_text(encoding="utf-8") == third_party()


def test_no_page_loads_from_another_host() -> None:
    pages = [*(ROOT / "app" / "templates").rglob("*.html"), *(ROOT / "app" / "static").glob("*.css")]
    own = [*(ROOT / "app" / "static" / "js").rglob("*.js"), *(ROOT / "app" / "static" / "css").rglob("*.css")]
    assert [path.name for path in [*pages, *own] if "https://" in path.read_text(encoding="utf-8")] == []


def test_it_gathers_icons_as_symbols(tmp_path: Path) -> None:
    (tmp_path / "dot.svg").write_text('<svg class="bi" viewBox="0 0 16 16">\n  <path d="M8 8"/>\n</svg>')
    assert b'<symbol id="dot" viewBox="0 0 16 16"><path d="M8 8"/></symbol>' in sprite_of(tmp_path, ("dot",))


def test_it_refuses_a_drawing_without_a_view_box(tmp_path: Path) -> None:
    (tmp_path / "dot.svg").write_text("<svg></svg>")
    with pytest.raises(ValueError, match="dot is no drawing"):
        sprite_of(tmp_path, ("dot",))
