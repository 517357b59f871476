"""One row of a foreign table while it is read: its cells at their places, and what the table knows of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from models.rules.cell import Cell, Row, column_letters, fold
from models.rules.cell_source import ColumnRef
from models.rules.headings.heading import normal
from models.rules.mapped_problems import At, MappedProblems
from models.rules.mapping import ReadingRule


@dataclass(slots=True)
class Line:
    """A row with as many cells as its table has columns; `block` has the rows above the data by their numbers.

    Those numbers count from 1 at the first row of the block, or of the sheet where no blocks repeat.
    """

    number: int
    cells: list[Cell]
    block: Mapping[int, Row] = field(default_factory=dict)


@dataclass(slots=True)
class Grid:
    """A table's columns: what stands over each and where a heading leads; and how the text of cells is read."""

    sheet: str
    reading: ReadingRule
    problems: MappedProblems
    headings: list[str] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)
    heading_row: int = 1
    found: dict[ColumnRef, int | None] = field(default_factory=dict)

    def set_headings(self, headings: Sequence[str], row: int) -> None:
        """Take the headings of the columns, from A on."""
        self.headings = list(headings)
        self.heading_row = row
        self.places = {}
        self.found = {}
        for place, heading in enumerate(headings):
            if heading:
                self.places.setdefault(fold(heading), []).append(place)

    def at(self, row: int | None, column: int | None) -> At:
        """Give a place of this table."""
        heading = self.headings[column] if column is not None and column < len(self.headings) else ""
        return At(self.sheet, row, column, heading)

    def find(self, ref: ColumnRef) -> int | None:
        """Give the place of a column; a heading that is missing or stands twice is a problem, and gives None."""
        if ref.index is not None:
            return ref.index
        if ref not in self.found:
            self.found[ref] = self._look_up(ref.heading or "")
        return self.found[ref]

    def _look_up(self, heading: str) -> int | None:
        places = self.places.get(fold(heading)) or self._written_otherwise(heading)
        if len(places) == 1:
            return places[0]
        code = "heading_twice" if places else "heading_missing"
        letters = ", ".join(map(column_letters, places))
        self.problems.add(code, At(self.sheet, self.heading_row, None, heading), heading, letters=letters)
        return None

    def _written_otherwise(self, heading: str) -> list[int]:
        """Give the columns whose headings differ from this one in accents and signs alone."""
        wanted = normal(heading)
        return [place for place, text in enumerate(self.headings) if wanted and wanted == normal(text)]
