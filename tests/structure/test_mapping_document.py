from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from models.files.mapping_file import SHIPPED
from models.rules.mapping_levels import ITEM_FIELDS
from models.rules.mapping_measures import ACTUAL_FIELDS, EXECUTION_FIELDS, INDICATOR_FIELDS, TARGET_FIELDS
from models.rules.mapping_messages import MAPPING_MESSAGES
from models.rules.mapping_parse import parse_mapping
from models.rules.package_messages import MESSAGES

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "mapping.md").read_text(encoding="utf-8")
WORDS = {"error": "error", "warning": "advertencia"}
PARSER = ("parse", "table", "levels", "measures", "source")
FIELDS = {*ITEM_FIELDS, *INDICATOR_FIELDS, *TARGET_FIELDS, *ACTUAL_FIELDS, *EXECUTION_FIELDS}
TABLES = {"plan", "reading", "org_units", "new_org_units", "tables"}


def rows(text: str) -> list[list[str]]:
    """Give the cells of the tables, without their heads."""
    lines = [re.split(r" \| ", line.strip("|")) for line in text.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line] for line in lines]


def section(heading: str) -> str:
    """Give the text below a heading of the second level."""
    return TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def keys_of(module: str) -> set[str]:
    """Give every key that a part of the parser asks a table for."""
    tree = ast.parse((ROOT / "models" / "rules" / f"mapping_{module}.py").read_text(encoding="utf-8"))
    found = set()
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        asked = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if asked in {
            "say",
            "read_fields",
            "package_column",
            "format",
            "replace",
            "split",
            "join",
            "startswith",
            "__init__",
            "RuleBroken",
        }:
            continue
        texts = [argument.value for argument in call.args[:2] if isinstance(argument, ast.Constant)]
        found |= {text for text in texts if isinstance(text, str) and re.fullmatch("[a-z_]+", text)}
    return found


def test_it_explains_every_key_and_no_other() -> None:
    told = {
        row[0].strip("`")
        for heading in ("De dónde sale un dato", "Una regla sobre las filas", "Las claves")
        for row in rows(section(heading))
        if not row[0].startswith(('`"', "`{"))
    }
    asked = set().union(*map(keys_of, PARSER)) | FIELDS
    assert told == asked - TABLES - {"part", "items"}


def test_it_explains_every_problem_with_its_severity_and_no_other() -> None:
    told = {row[0].strip("`"): row[1] for row in rows(section("Problemas"))}
    assert told == {code: WORDS[message.severity] for code, message in MAPPING_MESSAGES.items()}
    assert MAPPING_MESSAGES.keys().isdisjoint(MESSAGES)


def test_its_example_is_a_mapping() -> None:
    example = TEXT.split("```toml\n")[1].split("```")[0]
    assert [level.level for level in parse_mapping(example).tables[0].levels] == ["eje", "programa", "meta"]


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_it_names_every_mapping_that_ships(path: Path) -> None:
    assert f"| `{path.name}` |" in TEXT
