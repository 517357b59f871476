"""Our Word template is what the tool makes of it, so that nobody changes it by hand unseen."""

from __future__ import annotations

from pathlib import Path

from jobs.documents.word.docx import TEMPLATE
from tools.report_template import make_template


def test_the_template_is_as_the_tool_makes_it(tmp_path: Path) -> None:
    made = tmp_path / "plantilla.docx"
    make_template(made)
    assert made.read_bytes() == TEMPLATE.read_bytes()
