"""A table with the use of each of its columns."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.rules.headings.words import Role
from models.rules.propose_mapping.doubt import Doubts
from models.rules.propose_mapping.figure_columns import Figures
from models.rules.propose_mapping.guess import Guess
from models.rules.propose_mapping.office import Fit
from models.rules.propose_mapping.outline import OutlineLevel
from models.rules.propose_mapping.table import FoundTable
from models.rules.propose_mapping.tree import Tree, TreeLevel


@dataclass(slots=True)
class Decided:
    """A table with the use of its columns; `single` has the one column of each kind that stands once.

    `group_codes` are the levels of the kinds of titles above rows, None where the plan type has no place for them;
    so are those of an `outline`.
    """

    table: FoundTable
    guesses: list[Guess]
    tree: Tree
    fit: Fit
    figures: Figures
    doubts: Doubts
    single: dict[Role, Guess] = field(default_factory=dict)
    weights: dict[int, Guess] = field(default_factory=dict)
    descriptions: list[Guess] = field(default_factory=list)
    left_out: dict[int, str] = field(default_factory=dict)
    group_codes: tuple[str | None, ...] = ()
    outline: tuple[tuple[OutlineLevel, str | None], ...] = ()

    @property
    def levels(self) -> list[tuple[TreeLevel, str]]:
        """The levels that have a place in the plan type, with their codes."""
        pairs = zip(self.tree.levels, self.fit.codes, strict=True)
        return [(level, code) for level, code in pairs if code is not None]

    @property
    def leaf(self) -> TreeLevel:
        """The level whose items the figures belong to."""
        return self.tree.levels[-1]

    @property
    def indicator(self) -> Guess | None:
        """The column of the names of indicators."""
        return self.single.get(Role.INDICATOR)
