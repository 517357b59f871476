from __future__ import annotations

import re
from pathlib import Path

from models.rules.workbook_audit.finding import KINDS

DOCUMENT = Path(__file__).parents[2] / "docs" / "workbook-audit.md"


def test_it_explains_every_kind_of_finding_and_no_other() -> None:
    told = re.findall(r"^\| `([a-z_0-9]+)` \|[^|]+\|[^|]+\|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(KINDS)
