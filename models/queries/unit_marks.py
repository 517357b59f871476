"""What became of the sheets of each unit: which were sent, which were waived, and how firm their figures are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from models.queries.follow_up import SheetRow
from models.rules.period import Period
from models.rules.workflow import SheetState

CAPTURED, VERIFIED, FROZEN = "captured", "verified", "frozen"
BASES = (CAPTURED, VERIFIED, FROZEN)
"""From the least firm to the firmest (rulings 6)."""

_VERIFIED_STATES = frozenset({SheetState.VERIFIED, SheetState.VALIDATED})


@dataclass(slots=True)
class UnitMarks:
    """Periods by what became of the unit's sheet. A returned sheet stays sent (rulings 6).

    Of the `extended` ones the window is still open for this unit.
    """

    sent: dict[Period, str] = field(default_factory=dict)
    waived: set[Period] = field(default_factory=set)
    extended: set[Period] = field(default_factory=set)

    @property
    def reported(self) -> frozenset[Period]:
        """Periods whose sheet was sent at least once."""
        return frozenset(self.sent)

    def basis(self, cut: Period) -> str | None:
        """Give the lowest basis of the sheets of the fiscal year up to a cut; None where none was sent."""
        year = cut.last_month // 12
        feeding = {
            basis
            for period, basis in self.sent.items()
            if period.last_month // 12 == year and period.last_month <= cut.last_month
        }
        return next((basis for basis in BASES if basis in feeding), None)


def unit_marks(sheets: Iterable[SheetRow]) -> dict[int, UnitMarks]:
    """Sort the sheets of one plan by unit."""
    marks: defaultdict[int, UnitMarks] = defaultdict(UnitMarks)
    for sheet in sheets:
        unit, period = marks[sheet.org_unit_id], Period.parse(sheet.period)
        if sheet.round > 0:
            unit.sent[period] = _basis(sheet.state)
        if sheet.is_exempt:
            unit.waived.add(period)
        if sheet.is_extended:
            unit.extended.add(period)
    return marks


def lowest_basis(bases: Iterable[str | None]) -> str | None:
    """Give the least firm of several bases, passing over what has none."""
    found = set(bases)
    return next((basis for basis in BASES if basis in found), None)


def _basis(state: str) -> str:
    if state == SheetState.CLOSED:
        return FROZEN
    return VERIFIED if state in _VERIFIED_STATES else CAPTURED
