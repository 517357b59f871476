"""Columns that stay out of a mapping, or may be kept as text of the item."""

from __future__ import annotations

from models.rules.cell import cell_text, fold
from models.rules.headings.words import Role
from models.rules.propose_mapping.decided import Decided
from models.rules.propose_mapping.doubt import letters, times
from models.rules.propose_mapping.guess import Guess
from models.rules.propose_mapping.tree import identity
from models.rules.sentence import say


def leave_what_cannot_be_text(found: Decided) -> None:
    """Keep as text what says one thing of an item; what does not is left out, and what nobody knows is asked about."""
    kept = []
    for guess in sorted(found.descriptions, key=lambda guess: guess.index):
        if guess.look.unreadable:
            found.left_out[guess.index] = say("tiene celdas con error")
        elif _varies(found, guess):
            found.left_out[guess.index] = say("cambia de una fila a otra del mismo elemento")
            message = say(
                "«{label}» cambia de una fila a otra del mismo elemento y no se lee.", label=guess.heading.label
            )
            found.doubts.add("attribute_varies", message, guess.index)
        else:
            kept.append(guess)
    found.descriptions = kept
    named = [guess for guess in found.guesses if guess.role is Role.UNKNOWN and guess.index in found.left_out]
    if named:
        where = ", ".join(f"{letters(guess.index)} («{guess.heading.label[:40]}»)" for guess in named[:12])
        message = say(
            "{columns} fuera: {where}. Léalas o confirme que sobran.",
            columns=times(len(named), say("columna con datos queda"), say("columnas con datos quedan")),
            where=where,
        )
        found.doubts.add("unknown_columns", message, named[0].index)


def _varies(found: Decided, guess: Guess) -> bool:
    """Tell whether the rows of one item say different things in a column."""
    first: dict[tuple[str, ...], str] = {}
    texts = [fold(cell_text(cell)) for cell in found.table.cells(guess.index)]
    pairs = zip(identity(found.table, found.tree), texts, strict=True)
    return any(text and first.setdefault(item, text) != text for item, text in pairs)
