"""Values written as TOML."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from models.rules.cell import column_letters
from models.rules.sentence import Find, said

_find: ContextVar[Find] = ContextVar("find", default=str)
"""What says remarks and reasons in the language of who reads the mapping; in Spanish unless somebody says so."""

Value = str | int | bool | Sequence[str] | Sequence[int] | Mapping[str, "Value"]


@contextmanager
def remarks_by(find: Find) -> Iterator[None]:
    """Write remarks and reasons by a catalogue until the block ends."""
    token = _find.set(find)
    try:
        yield
    finally:
        _find.reset(token)


def written(value: Value) -> str:
    """Write a text, a number, a flag, a list of texts or numbers, or a table on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(said(value, _find.get()), ensure_ascii=False).replace("\x7f", "\\u007F")
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key_of(key)} = {written(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(written(each) for each in value) + "]"


def key_of(text: str) -> str:
    """Write a key, in quotes where it is no bare one."""
    is_bare = bool(text) and all(each.isascii() and (each.isalnum() or each in "_-") for each in text)
    return text if is_bare else written(text)


def line(key: str, value: Value, comment: str = "") -> str:
    """Write a key with its value, and a remark behind it."""
    remark = f"  # {' '.join(said(comment, _find.get()).split())}" if comment else ""
    return f"{key_of(key)} = {written(value)}{remark}"


def comment(text: str, width: int = 116) -> list[str]:
    """Write a text as lines of remarks."""
    lines, current = [], "#"
    for word in said(text, _find.get()).split():
        if len(current) + len(word) + 1 > width and current != "#":
            lines.append(current)
            current = "#  "
        current = f"{current} {word}"
    return [*lines, current]


def source(column: int, **further: Value) -> Value:
    """Give a column as a source: its letters alone, or a table with what is done to its cells."""
    kept = {key: value for key, value in further.items() if value not in ("", False, ()) and value != {}}
    return {"column": column_letters(column), **kept} if kept else column_letters(column)
