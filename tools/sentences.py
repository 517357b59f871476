"""Finds the Spanish sentences of the lower floors for Babel, which `sentences.cfg` sends here.

Babel's own reader looks at words and brackets and misses a sentence that stands inside another one; this one reads the
code as Python does.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import IO

PLACES: Mapping[str, int] = {"say": 0, "_error": 0, "_warning": 0, "RuleBroken": 1, "complain": 1}
"""Whatever takes a sentence or its template, and which of its arguments that is."""

Found = tuple[int, None, str, list[str]]


def sentence_calls(source: str) -> Iterator[tuple[ast.Call, ast.expr]]:
    """Give each call that takes a sentence, and the argument that is one."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call):
            name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
            if len(call.args) > PLACES.get(name, len(call.args)):
                yield call, call.args[PLACES[name]]


def extract(file: IO[bytes], _keywords: Collection[str], _tags: Collection[str], **_options: object) -> Iterator[Found]:
    """Give line and text of each sentence that is a literal, as Babel asks an extractor."""
    for call, said in sentence_calls(file.read().decode("utf-8")):
        if isinstance(said, ast.Constant) and isinstance(said.value, str) and said.value:
            yield call.lineno, None, said.value, []
