"""`docs/documents.md` names every field and style that a Word template may use."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobs.documents.printed import LABELS, printed
from jobs.documents.word.styles import STYLES
from tests.rules.document.examples import REPORT

PAGE = (Path(__file__).parents[3] / "docs" / "documents.md").read_text(encoding="utf-8")
FIELDS = sorted(printed(REPORT, str).keys() - {"sections", "labels"} | {"logo", "content", "signature_block"})


@pytest.mark.parametrize("field", FIELDS)
def test_it_names_the_field(field: str) -> None:
    assert f"{{{{ {field} }}}}" in PAGE or f"{{{{p {field} }}}}" in PAGE or f"`{field}`" in PAGE


@pytest.mark.parametrize("style", sorted(STYLES))
def test_it_names_the_style(style: str) -> None:
    assert f"`{style}`" in PAGE


@pytest.mark.parametrize("label", sorted(LABELS))
def test_it_names_what_a_label_belongs_to(label: str) -> None:
    assert f"labels.{label}" in PAGE or f"{{{{ {label} }}}}" in PAGE
