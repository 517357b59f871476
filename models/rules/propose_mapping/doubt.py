"""A doubt of a draft: what a person has to decide, at the column or the row where it shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.rules.cell import column_letters
from models.rules.sentence import say


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to decide, in Spanish; `column` is letters, empty where it is of the whole table."""

    code: str
    message: str
    sheet: str = ""
    column: str = ""


@dataclass(slots=True)
class Doubts:
    """Collects the doubts of one table."""

    sheet: str = ""
    found: list[Doubt] = field(default_factory=list)

    def add(self, code: str, message: str, column: int | None = None) -> None:
        """Note a doubt, once."""
        doubt = Doubt(code, message, self.sheet, "" if column is None else column_letters(column))
        if doubt not in self.found:
            self.found.append(doubt)


def letters(*columns: int) -> str:
    """Name columns in a sentence: `B`, `B y C`, `B, C y D`."""
    names = [column_letters(column) for column in columns]
    return names[0] if len(names) == 1 else say("{words} y {last}", words=", ".join(names[:-1]), last=names[-1])


def times(count: int, one: str, many: str) -> str:
    """Give a count with its word."""
    return say("{many} {noun}", many=count, noun=one if count == 1 else many)
