"""What stands in a document, in reading order."""

from __future__ import annotations

from dataclasses import dataclass

from models.rules.document.cells import Fact
from models.rules.document.charts import BarChart, LineChart, StackedChart
from models.rules.document.table import Table


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of `level` 1 to 3; the document's title stands above all of them."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        """Refuse a level that no writer has, and a heading without words, which nobody finds."""
        if not self.text.strip():
            raise ValueError("a heading needs words")
        if self.level not in (1, 2, 3):
            raise ValueError(f"no heading has the level {self.level}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; line breaks in it are kept. A `remark` is set smaller, as a note under a table."""

    text: str
    remark: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points, numbered when `ordered`."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, one a line."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page; a workbook has none."""


Block = Heading | Paragraph | Bullets | Facts | Table | BarChart | StackedChart | LineChart | PageBreak
