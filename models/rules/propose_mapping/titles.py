"""Rows that only name a group: of which kinds they are, and whether each begins a block under its own heading."""

from __future__ import annotations

from dataclasses import dataclass

from models.rules.cell import cell_text, is_blank, one_line
from models.rules.headings.heading import normal
from models.rules.headings.words import level_rank
from models.rules.propose_mapping.table import FoundTable, OddRow, odd

_MOST_KINDS = 3


@dataclass(frozen=True, slots=True)
class TitleKind:
    """Titles of one kind: their first word where it tells them from the others, else `""`."""

    word: str
    rows: tuple[OddRow, ...]

    @property
    def heading(self) -> str:
        """What stands for the heading that such a level has not."""
        return self.word or "grupo"


@dataclass(frozen=True, slots=True)
class Block:
    """Blocks in which the heading stands again below a title: the first title's row, its column, the first words."""

    first: int
    column: int
    starts: tuple[str, ...]
    texts: tuple[str, ...]


def title_kinds(table: FoundTable) -> list[TitleKind]:
    """Give the kinds of titles from the widest; titles with the same first word are one kind."""
    rows = table.sections
    if not rows:
        return []
    block = find_block(table)
    if block is not None:
        return [TitleKind(first_word(block.texts[0]), rows)]
    words = {first_word(row.text) for row in rows}
    if not all(level_rank(word) is not None for word in words) or len(words) > _MOST_KINDS:
        return [TitleKind("", rows)]
    by_rank = sorted(words, key=lambda word: level_rank(word) or 0)
    return [TitleKind(word, tuple(row for row in rows if first_word(row.text) == word)) for word in by_rank]


def first_word(text: str) -> str:
    """Give the first word of letters, compared without accents."""
    return next((word for word in normal(text).split() if word.isalpha()), "")


def find_block(table: FoundTable) -> Block | None:
    """Find that a title stands at the same distance above every heading, the first one too, each with the same word."""
    before = [row for row in table.sheet.rows if row.number < table.header_rows[0]]
    if not table.repeats or not table.sections or not before:
        return None
    title = odd(before[-1])
    texts = [title.text, *(row.text for row in table.sections)]
    words = {first_word(text) for text in texts}
    away = table.header_rows[-1] - title.number
    at = {row.number for row in table.sections}
    if title.column is None or sum(not is_blank(cell) for cell in before[-1].cells) > 1 or len(words) != 1:
        return None
    if at != {number - away for number in table.repeats} or not next(iter(words)):
        return None
    starts = tuple(sorted({one_line(text).split()[0] for text in texts}))
    cells = [one_line(cell_text(cell)) for cell in table.cells(title.column)]
    in_data = any(text.startswith(starts) for text in cells)
    return None if in_data else Block(title.number, title.column, starts, tuple(map(one_line, texts)))
