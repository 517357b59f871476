"""The levels of the plan's tree in the columns of a table: which has the other, and where their codes stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from models.rules.cell import cell_text, fold, one_line
from models.rules.headings.words import Role, level_rank
from models.rules.propose_mapping.guess import Guess
from models.rules.propose_mapping.look import is_number
from models.rules.propose_mapping.table import FoundTable
from models.rules.sentence import say

_CODE = r"(?:[A-Za-zÁÉÍÓÚÑáéíóúñ]{1,12}[ .\-]?){0,2}[0-9]+(?:[.\-][0-9A-Za-z]+)*"
_SEPARATORS = (". ", ".- ", ") ", ": ", " - ", " – ", ".-", "-", " ")
_NESTED = 0.97
_BESIDE = 3
"""How far to the left of a name its code stands."""


@dataclass(frozen=True, slots=True)
class TreeLevel:
    """A level: the column of its names, that of its codes, or the mark that parts both in one cell.

    `keys` are the names in every row of data, blanks filled from above where `fill_down`. `code_fault` says in Spanish
    why a column of codes cannot be used; `within_parent` that codes begin again below each parent.
    """

    name: Guess
    keys: tuple[str, ...]
    code: Guess | None = None
    separator: str = ""
    fill_down: bool = False
    within_parent: bool = False
    code_fault: str = ""


@dataclass(frozen=True, slots=True)
class Tree:
    """The levels from the widest to the narrowest, and the columns that looked like one and hang on none."""

    levels: tuple[TreeLevel, ...]
    attributes: tuple[Guess, ...]


def find_tree(table: FoundTable, guesses: Sequence[Guess]) -> Tree:
    """Order the columns of levels by how they contain each other; the narrowest is the one that tells rows apart."""
    found = [_level(table, guess) for guess in guesses if guess.role is Role.LEVEL]
    if not found:
        found = [_level(table, guess) for guess in guesses if guess.role is Role.INDICATOR][:1]
    if not found:
        found = _by_words_alone(table, guesses)
    leaf = max(found, key=lambda level: (len(set(level.keys)), level.name.index), default=None)
    if leaf is None:
        return Tree((), ())
    above = [level for level in found if level is not leaf]
    chain, rest = _chain(sorted(above, key=_width), leaf)
    codes = [guess for guess in guesses if guess.role is Role.CODE]
    return Tree(tuple(_with_codes(table, chain, codes)), tuple(level.name for level in rest))


def _by_words_alone(table: FoundTable, guesses: Sequence[Guess]) -> list[TreeLevel]:
    """Without a heading that helps, the column of words with the most different texts names the rows."""
    texts = [guess for guess in guesses if guess.look.is_text and guess.role in {Role.UNKNOWN, Role.DESCRIPTION}]
    best = max(texts, key=lambda guess: guess.look.distinct, default=None)
    best = best or next((guess for guess in guesses if guess.role is Role.CODE), None)
    return [_level(table, best)] if best is not None else []


def _width(level: TreeLevel) -> tuple[int, int, int]:
    rank = level_rank(level.name.heading.text)
    return len(set(level.keys)), 99 if rank is None else rank, level.name.index


def _level(table: FoundTable, guess: Guess) -> TreeLevel:
    keys, last, has_blanks = [], "", False
    for cell in table.cells(guess.index):
        text = fold(cell_text(cell))
        has_blanks = has_blanks or not text
        last = text or last
        keys.append(last)
    return TreeLevel(guess, tuple(keys), fill_down=has_blanks and bool(keys[0]))


def _chain(above: Sequence[TreeLevel], leaf: TreeLevel) -> tuple[list[TreeLevel], list[TreeLevel]]:
    """Keep each level whose items stand below one item of the level before, and above those of the leaf."""
    chain: list[TreeLevel] = []
    rest: list[TreeLevel] = []
    for level in above:
        parents = [tuple(each.keys[row] for each in chain) for row in range(len(level.keys))]
        nests = _contains(level.keys, leaf.keys) and (not chain or _contains(parents, level.keys))
        if nests and not any(_says_the_same(level, other) for other in [*chain, leaf]):
            chain.append(level)
        else:
            rest.append(level)
    return [*chain, leaf], rest


def _says_the_same(level: TreeLevel, other: TreeLevel) -> bool:
    """Two columns under one level's word, of which each value of one has one of the other."""
    ranks = {level_rank(each.name.heading.text) for each in (level, other)}
    return len(ranks) == 1 and _contains(level.keys, other.keys) and _contains(other.keys, level.keys)


def _contains(wide: Sequence[object], narrow: Sequence[str]) -> bool:
    """Tell whether nearly every narrow value stands below one wide value alone, or the wide ones stand together."""
    seen: dict[str, object] = {}
    broken = {key for key, above in zip(narrow, wide, strict=True) if seen.setdefault(key, above) != above}
    if len(broken) <= len(seen) * (1 - _NESTED):
        return True
    runs = 1 + sum(before != after for before, after in pairwise(wide))
    return runs <= len(set(wide)) * 1.1


def _with_codes(table: FoundTable, chain: Sequence[TreeLevel], codes: Sequence[Guess]) -> list[TreeLevel]:
    left = list(codes)
    found = []
    for place, level in enumerate(chain):
        fitting = [each for each in left if level is chain[-1] or not _is_finer(each, chain, place)]
        code = _own_code(level, chain, fitting)
        if code is not None:
            left.remove(code)
        before = chain[place - 1] if place else None
        found.append(_checked(table, level, code, before))
    return found


def _is_finer(code: Guess, chain: Sequence[TreeLevel], place: int) -> bool:
    """Tell whether a code without a level's name has more values than a level has items: then it is of one below."""
    items = set(zip(*(level.keys for level in chain[: place + 1]), strict=True))
    return level_rank(code.heading.text) is None and code.look.distinct > len(items)


def _own_code(level: TreeLevel, chain: Sequence[TreeLevel], codes: Sequence[Guess]) -> Guess | None:
    """The code that names the same level; else one without a level's name at the left of the name.

    What tells all rows apart is the code of the lowest level, also from further away.
    """
    rank = level_rank(level.name.heading.text)
    named = [code for code in codes if rank is not None and level_rank(code.heading.text) == rank]
    if named:
        return min(named, key=lambda code: abs(code.index - level.name.index))
    others = {each.name.index for each in chain}
    plain = [code for code in codes if level_rank(code.heading.text) is None and code.index < level.name.index]
    beside = [code for code in plain if level.name.index - code.index <= _BESIDE]
    beside = [code for code in beside if not any(code.index < other < level.name.index for other in others)]
    if level is chain[-1] and not beside:
        beside = [code for code in plain if code.look.distinct == len(level.keys)]
    return max(beside, key=lambda code: code.index, default=None)


def _checked(table: FoundTable, level: TreeLevel, code: Guess | None, above: TreeLevel | None) -> TreeLevel:
    """Use a code where it stands for one name and stands everywhere."""
    if code is None:
        return replace(level, separator=_separator(table, level))
    cells = table.cells(code.index)
    pairs = [(fold(cell_text(cell)), key) for cell, key in zip(cells, level.keys, strict=True) if cell is not None]
    blanks = len(cells) - len(pairs)
    if blanks and not level.fill_down:
        return replace(level, code_fault=say("la columna de sus códigos está vacía en {blanks} filas", blanks=blanks))
    if not _is_one_to_one(pairs):
        parents = above.keys if above is not None else ("",) * len(level.keys)
        below = [(f"{parent}\n{text}", key) for (text, key), parent in zip(pairs, parents, strict=False)]
        if above is None or len(below) != len(level.keys) or not _is_one_to_one(below):
            return replace(level, code_fault=say("un mismo código tiene varios nombres, o un nombre varios códigos"))
        return replace(level, code=code, within_parent=True)
    return replace(level, code=code)


def _is_one_to_one(pairs: Sequence[tuple[str, str]]) -> bool:
    names: defaultdict[str, set[str]] = defaultdict(set)
    for code, name in pairs:
        names[code].add(name)
    return all(len(found) == 1 for found in names.values())


def _separator(table: FoundTable, level: TreeLevel) -> str:
    """Find the mark that parts code and name where both share every cell, as in `1. Ambiente`."""
    texts = {one_line(cell_text(cell)) for cell in table.cells(level.name.index) if cell is not None}
    if not texts or any(is_number(cell) for cell in table.cells(level.name.index)):
        return ""
    for mark in _SEPARATORS:
        pattern = re.compile(rf"{_CODE}{re.escape(mark)}\s*\S.*")
        if all(pattern.fullmatch(text) and _may_be_code(text.partition(mark)[0], mark) for text in texts):
            codes = {fold(text.partition(mark)[0]) for text in texts}
            return mark if len(codes) == len({fold(text) for text in texts}) else ""
    return ""


def _may_be_code(text: str, mark: str) -> bool:
    """`4 talleres` has a number in front and no code; `1.2 Talleres` and `P4 Talleres` have one."""
    return len(text) <= 24 and (mark not in {" ", "-"} or not text.isdigit())


def identity(table: FoundTable, tree: Tree) -> list[tuple[str, ...]]:
    """Give for each row what tells its item apart from the others."""
    leaf = tree.levels[-1]
    codes = table.cells(leaf.code.index) if leaf.code is not None else [None] * len(table.rows)
    parents = zip(*(level.keys for level in tree.levels), strict=True)
    return [(*keys, cell_text(code)) for keys, code in zip(parents, codes, strict=True)]
