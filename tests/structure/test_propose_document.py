"""`docs/propose-mapping.md` explains every doubt that a draft may have, and no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
RULES = ROOT / "models" / "rules" / "propose_mapping"


def test_it_explains_every_doubt_and_no_other() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in RULES.glob("*.py"))
    given = {"planned_or_actual", "vague_money"}  # told together, by a table of their words
    given |= set(re.findall(r'doubts\.add\(\s*f?"([a-z_{}]+)"', code)) - {"no_{key}", "unknown_{key}"}
    given |= {f"{word}_{key}" for word in ("no", "unknown") for key in ("direction", "accumulation")}
    document = (ROOT / "docs" / "propose-mapping.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[a-z_`, ]+)", document.partition("| duda |")[2], re.MULTILINE)
    assert {name for row in rows for name in re.findall("[a-z_]+", row)} == given
