"""Findings of one pattern put together: what an office decides on once, however many cells it is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from models.rules.cell import cell_name, column_letters
from models.rules.sentence import say
from models.rules.wording import counted
from models.rules.workbook_audit.finding import KINDS, Finding
from models.rules.workbook_audit.spoken import listed

_OF_A_SHEET = {
    "number_as_text",
    "error_value",
    "duplicate_heading",
    "date_for_code",
    "stale_value",
    "circular_reference",
    "unlabelled_total",
}
"""Kinds with one remedy for the whole sheet; of the others each column has its own story."""
_FIRST_CELLS = 5


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one kind in a sheet, or in one column of it; `findings` has the worst first, the sure before all."""

    kind: str
    sheet: str
    findings: tuple[Finding, ...]

    @property
    def worst(self) -> Finding:
        """The finding that tells the whole: sure if any is, with the largest effect."""
        return self.findings[0]

    @property
    def title(self) -> str:
        """What is wrong, in Spanish."""
        return KINDS[self.kind]

    @property
    def count(self) -> int:
        """How many cells."""
        return len(self.findings)

    @property
    def sure(self) -> int:
        """How many of them are faults for sure."""
        return sum(finding.sure for finding in self.findings)

    @property
    def columns(self) -> tuple[str, ...]:
        """The letters of the columns, from left to right."""
        return tuple(column_letters(at) for at in sorted({finding.where.column for finding in self.findings}))

    @property
    def cells(self) -> tuple[str, ...]:
        """All cells by name, from the top down."""
        places = sorted({finding.where for finding in self.findings})
        return tuple(cell_name(place.row + 1, place.column) for place in places)

    @property
    def first_cells(self) -> str:
        """The first cells, and how many more: `AT4, AT9, AT12, AT31, AT40 y 83 más`."""
        return listed(self.cells, _FIRST_CELLS)

    @property
    def how_sure(self) -> str:
        """How much of it is certain: `Seguro`, `Revise`, or `17 seguros, 71 por revisar`."""
        if self.sure in {0, self.count}:
            return say("Seguro") if self.sure else say("Revise")
        return say(
            "{sure}, {count} por revisar",
            sure=counted(self.sure, say("seguro"), say("seguros")),
            count=self.count - self.sure,
        )


def grouped(findings: Iterable[Finding]) -> tuple[Group, ...]:
    """Give the groups: those with anything sure first, then by the share of a result that moves, then by cells."""
    parts: dict[tuple[str, str, int], list[Finding]] = defaultdict(list)
    for finding in findings:
        column = -1 if finding.kind in _OF_A_SHEET else finding.where.column
        parts[finding.kind, finding.where.sheet, column].append(finding)
    groups = [Group(kind, sheet, tuple(sorted(found, key=_rank))) for (kind, sheet, _), found in parts.items()]
    return tuple(sorted(groups, key=lambda group: (*_rank(group.worst), -group.count)))


def _rank(finding: Finding) -> tuple[bool, Decimal]:
    return not finding.sure, -finding.size
