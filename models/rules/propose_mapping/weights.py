"""Which level each column of weights belongs to."""

from __future__ import annotations

from models.rules.cell import cell_text
from models.rules.headings.words import Role, level_rank
from models.rules.propose_mapping.decided import Decided
from models.rules.propose_mapping.guess import Guess


def place_weights(found: Decided) -> None:
    """A weight belongs to the level that its heading names, else to the last level before it that has one each."""
    for guess in (guess for guess in found.guesses if guess.role is Role.WEIGHT):
        rank = level_rank(guess.heading.text)
        levels = [level for level, _code in found.levels]
        named = [place for place, level in enumerate(levels) if rank == level_rank(level.name.heading.text) is not None]
        before = [place for place, level in enumerate(levels) if level.name.index < guess.index]
        place = (named or before[-1:] or [len(levels) - 1])[0]
        place = _where_constant(found, guess, place)
        if place in found.weights:
            found.descriptions.append(guess)
        else:
            found.weights[place] = guess


def _where_constant(found: Decided, guess: Guess, place: int) -> int:
    """Go down to the first level whose items have one weight each."""
    cells = [cell_text(cell) for cell in found.table.cells(guess.index)]
    levels = found.levels
    for at in range(place, len(levels) - 1):
        keys = levels[at][0].keys
        if len({(key, cell) for key, cell in zip(keys, cells, strict=True) if cell}) <= len(set(keys)):
            return at
    return max(place, len(levels) - 1) if levels else place
