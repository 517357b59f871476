"""What changed between two versions of a report: which figures, what they were and what they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from models.rules.document.blocks import Facts
from models.rules.document.document import Document
from models.rules.document.printing import value_text
from models.rules.document.table import Row, Table


class Difference(NamedTuple):
    """One figure: where it stands, of what, and what is printed before and after; empty where there was no row."""

    where: str
    of: str
    figure: str
    was: str
    now: str


def differences(before: Document, after: Document) -> list[Difference]:
    """Compare the tables and facts of both, line by line; a line is known by its first two cells."""
    return [*_of_facts(before, after), *_of_tables(before, after)]


def _of_facts(before: Document, after: Document) -> Iterator[Difference]:
    was, now = _facts(before), _facts(after)
    for label in dict.fromkeys([*was, *now]):
        if was.get(label) != now.get(label):
            yield Difference("", label, "", was.get(label, ""), now.get(label, ""))


def _facts(document: Document) -> dict[str, str]:
    return {
        fact.label: value_text(fact.value, fact.kind, fact.decimals, document.settings)
        for block in document.blocks
        if isinstance(block, Facts)
        for fact in block.facts
    }


def _of_tables(before: Document, after: Document) -> Iterator[Difference]:
    was, now = _tables(before), _tables(after)
    for caption in dict.fromkeys([*was, *now]):
        earlier, later = was.get(caption), now.get(caption)
        old = {} if earlier is None else _rows(earlier, before)
        new = {} if later is None else _rows(later, after)
        for key in dict.fromkeys([*old, *new]):
            yield from _of_row(caption, key, old.get(key, {}), new.get(key, {}))


def _of_row(caption: str, key: str, old: dict[str, str], new: dict[str, str]) -> Iterator[Difference]:
    if not old or not new:
        yield Difference(caption, key, "", " · ".join(old.values()), " · ".join(new.values()))
        return
    for heading in dict.fromkeys([*old, *new]):
        if old.get(heading) != new.get(heading):
            yield Difference(caption, key, heading, old.get(heading, ""), new.get(heading, ""))


def _tables(document: Document) -> dict[str, Table]:
    return {block.caption: block for block in document.blocks if isinstance(block, Table)}


def _rows(table: Table, document: Document) -> dict[str, dict[str, str]]:
    """What is printed under each heading of each row, by the row's first two cells."""
    shown = [_printed(table, row, document) for row in (*table.rows, *([table.total] if table.total else []))]
    return {" · ".join(list(cells.values())[:2]): cells for cells in shown}


def _printed(table: Table, row: Row, document: Document) -> dict[str, str]:
    return {
        column.heading: value_text(value, column.kind, column.decimals, document.settings)
        for column, value in zip(table.columns, row, strict=True)
    }
