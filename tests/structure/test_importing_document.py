from __future__ import annotations

import re
from pathlib import Path

import pytest

from models.files.refusal import REFUSALS
from models.rules.package_columns import SHEETS, SheetShape
from models.rules.package_messages import MESSAGES

DOCUMENT = Path(__file__).parents[2] / "docs" / "importing.md"
WORDS = {"error": "error", "warning": "advertencia"}


def section(heading: str) -> str:
    """Give the text from a heading to the next one of the same or a higher level."""
    level = heading.split(" ", maxsplit=1)[0]
    _, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(f"\n{heading}\n")
    assert rest, f"{heading} is missing"
    return re.split(rf"\n#{{1,{len(level)}}} ", rest)[0]


def rows(text: str) -> list[list[str]]:
    """Give the cells of the tables, without their heads."""
    lines = [line.strip("|").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line] for line in lines]


def test_it_explains_every_problem_with_its_severity_and_no_other() -> None:
    told = {row[0].strip("`"): row[1] for row in rows(section("## Problemas del paquete"))}
    assert told == {code: WORDS[message.severity] for code, message in MESSAGES.items()}


def test_it_explains_every_refusal_and_no_other() -> None:
    told = [row[0].strip("`") for row in rows(section("## Archivos que no se leen o no se escriben"))]
    assert sorted(told) == sorted(REFUSALS)


@pytest.mark.parametrize("shape", SHEETS, ids=lambda shape: shape.name)
def test_it_describes_every_column_in_order(shape: SheetShape) -> None:
    told = [(row[0], row[1]) for row in rows(section(f"### `{shape.name}`"))]
    assert told == [
        (f"`{column.name}`{'' if column.must_stand else '*'}", "sí" if column.filled else "no")
        for column in shape.columns
    ]


def test_it_names_every_choice() -> None:
    text = section("### `indicators`")
    choices = {choice for shape in SHEETS for column in shape.columns for choice in column.choices}
    assert {choice for choice in choices - {"does_not_apply"} if f"`{choice}`" not in text} == set()
