"""The money of a table as text of a mapping: columns of a year or a month, and rows that are marked as money."""

from __future__ import annotations

from collections.abc import Iterator

from models.rules.cell import column_letters
from models.rules.headings.marks import row_mark
from models.rules.headings.words import Role
from models.rules.propose_mapping.content import dress_rule
from models.rules.propose_mapping.decided import Decided
from models.rules.propose_mapping.figure_columns import key_order, key_text
from models.rules.propose_mapping.guess import Guess
from models.rules.propose_mapping.toml_text import Value, line, source


def mark_rule(mark: Guess, kind: str) -> dict[str, Value]:
    """Give the rule that finds the rows of a kind."""
    texts = [text for text in mark.look.texts_of() if row_mark(text) == kind]
    return {"column": column_letters(mark.index), "is": texts}


def _marked_money(decided: Decided, year: int) -> Iterator[str]:
    """Rows that a mark calls money: the columns of figures hold what is programmed of it."""
    mark = decided.single.get(Role.MARK)
    rule = mark_rule(mark, "money") if mark is not None else {"is": []}
    for key in decided.figures.keys if rule["is"] else []:
        column = decided.figures.planned.get(key)
        if column is not None:
            period = [line("period", key_text(key, year))] if key[1] is not None else []
            yield from ("", "[[tables.budget]]", line("year", key[0] or year), *period)
            yield line("programmed", column_letters(column), decided.table.heading(column)[:80])
            yield line("when", rule)


def money_lines(decided: Decided, year: int) -> Iterator[str]:
    """Write the budget of each year and period; `year` is the one that columns without a year are of."""
    yield from _marked_money(decided, year)
    for key in sorted(decided.figures.money, key=key_order):
        fields = decided.figures.money[key]
        yield from ("", "[[tables.budget]]", line("year", key[0] or year))
        if key[1] is not None:
            yield line("period", key_text(key, year))
        for name, column in fields.items():
            amount = source(column, **dress_rule(decided.table.looks[column]))
            yield line(name, amount, decided.table.heading(column)[:80])
        for role, name in ((Role.FUNDING, "funding_source"), (Role.PROJECT, "project_code")):
            guess = decided.single.get(role)
            if guess is not None:
                yield line(name, column_letters(guess.index), guess.heading.label[:80])
