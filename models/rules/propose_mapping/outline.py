"""A tree in one column: `1`, `1.1` and `1.1.1` stand below each other, and only the deepest have figures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from models.rules.cell import Row, cell_text, column_letters, fold, one_line
from models.rules.headings.words import Role, level_rank
from models.rules.propose_mapping.guess import Guess
from models.rules.propose_mapping.sample import cell_at
from models.rules.propose_mapping.table import FoundTable, look_at_rows
from models.rules.propose_mapping.titles import first_word
from models.rules.propose_mapping.toml_text import line

_CODE = re.compile(r"[A-Za-z]{0,6}[ .\-]?[0-9]+(?:[.\-][0-9]+)*\.?")
_MOST_CODES = 120
_DEEPEST = 5


@dataclass(frozen=True, slots=True)
class OutlineLevel:
    """A level above the deepest: the columns of code and name, its codes as they are written, a word of its names."""

    code: int
    name: int
    codes: tuple[str, ...]
    heading: str


def split_outline(table: FoundTable, guesses: Sequence[Guess]) -> tuple[FoundTable, tuple[OutlineLevel, ...]]:
    """Give the table with its deepest rows alone, and the levels above them; the table as it is without an outline."""
    for code in (guess for guess in guesses if guess.role is Role.CODE and guess.look.filled == len(table.rows)):
        name = next((each for each in guesses if each.index > code.index and each.look.is_text), None)
        by_depth = _depths(table, code.index)
        if name is None or not 2 <= len(by_depth) <= _DEEPEST or not _is_outline(by_depth, code.index):
            continue
        *above, deepest = [by_depth[depth] for depth in sorted(by_depth)]
        levels = tuple(_level(rows, code.index, name.index) for rows in above)
        if all(len(level.codes) <= _MOST_CODES for level in levels):
            width = len(table.looks)
            return replace(table, rows=tuple(deepest), looks=look_at_rows(deepest, width)), levels
    return table, ()


def _depths(table: FoundTable, column: int) -> dict[int, list[Row]]:
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in table.rows:
        text = _code(row, column)
        if not _CODE.fullmatch(text):
            return {}
        found[len(_parts(text))].append(row)
    return dict(found)


def _code(row: Row, column: int) -> str:
    return one_line(cell_text(cell_at(row, column)))


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"[.\-]", text) if part]


def _is_outline(by_depth: dict[int, list[Row]], column: int) -> bool:
    """Each code begins with the code of a row of the depth above, and no code stands twice."""
    depths = sorted(by_depth)
    codes = {depth: [tuple(_parts(fold(_code(row, column)))) for row in by_depth[depth]] for depth in depths}
    if any(len(set(each)) != len(each) for each in codes.values()):
        return False
    pairs = pairwise(depths)
    return all(code[:upper] in set(codes[upper]) for upper, lower in pairs for code in codes[lower])


def _level(rows: Sequence[Row], code: int, name: int) -> OutlineLevel:
    words = {first_word(_code(row, name)) for row in rows}
    word = words.pop() if len(words) == 1 else ""
    heading = word if level_rank(word) is not None else "grupo"
    return OutlineLevel(code, name, tuple(_code(row, code) for row in rows), heading)


def outline_lines(level: OutlineLevel, code: str) -> list[str]:
    """Write a level whose rows are told by their codes."""
    letters = column_letters(level.code)
    rule = {"column": letters, "is": level.codes}
    found = ["", "[[tables.levels]]", line("level", code), line("code", letters)]
    return [*found, line("name", column_letters(level.name)), line("heading", rule)]
