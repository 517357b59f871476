from __future__ import annotations

from pathlib import Path

from models.rules.import_problems import IMPORT_MESSAGES
from models.rules.package_messages import MESSAGES

DOCUMENT = Path(__file__).parents[2] / "docs" / "importing.md"
WORDS = {"error": "error", "warning": "advertencia"}


def told() -> dict[str, str]:
    """Code and severity of each row of the section's table."""
    text = DOCUMENT.read_text(encoding="utf-8").split("\n## Problemas al guardar\n")[1].split("\n## ")[0]
    rows = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("| `")]
    return {cells[0].strip(" `"): cells[1].strip() for cells in rows}


def test_it_explains_every_problem_of_storing_with_its_severity_and_no_other() -> None:
    assert told() == {code: WORDS[message.severity] for code, message in IMPORT_MESSAGES.items()}


def test_no_code_means_two_problems() -> None:
    assert MESSAGES.keys().isdisjoint(IMPORT_MESSAGES)
