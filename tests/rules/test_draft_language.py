"""The remarks of a draft are in the language of who is to read it; what the mapping means stays."""

from __future__ import annotations

import tomllib

from models.rules.propose_mapping.toml_text import comment, line, remarks_by
from models.rules.sentence import say

WORDS = {"celdas combinadas": "merged cells", "totales sin rótulo": "totals without a label"}


def lines() -> list[str]:
    remark = line("fill_down", ["A", "B"], say("celdas combinadas"))
    return [*comment(say("celdas combinadas")), remark, line("why", say("totales sin rótulo"))]


def test_it_is_spanish_unless_somebody_says_so() -> None:
    assert lines() == [
        "# celdas combinadas",
        'fill_down = ["A", "B"]  # celdas combinadas',
        'why = "totales sin rótulo"',
    ]


def test_it_is_said_by_a_catalogue() -> None:
    with remarks_by(lambda text: WORDS.get(text, text)):
        english = lines()
    assert english == ["# merged cells", 'fill_down = ["A", "B"]  # merged cells', 'why = "totals without a label"']
    assert tomllib.loads("\n".join(english))["fill_down"] == tomllib.loads("\n".join(lines()))["fill_down"]
