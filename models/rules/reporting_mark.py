"""How the report of a unit stands in a period, as one mark a cell of the control room shows (ux 3.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.rules.punctuality import Timeliness
from models.rules.workflow import PeriodState, SheetState


class ReportingMark(StrEnum):
    """From what needs somebody most to what needs nobody: of several reports in one cell the first one shows."""

    NO_REPORT = "no_report"
    RETURNED = "returned"
    NOT_STARTED = "not_started"
    IN_CAPTURE = "in_capture"
    IN_REVIEW = "in_review"
    VERIFIED = "verified"
    VALIDATED = "validated"
    CLOSED = "closed"
    EXEMPT = "exempt"
    NOT_OPEN = "not_open"
    NOT_ASKED = "not_asked"


_MARKS = {
    SheetState.NO_REPORT: ReportingMark.NO_REPORT,
    SheetState.RETURNED: ReportingMark.RETURNED,
    SheetState.NOT_STARTED: ReportingMark.NOT_STARTED,
    SheetState.DRAFT: ReportingMark.IN_CAPTURE,
    SheetState.SUBMITTED: ReportingMark.IN_REVIEW,
    SheetState.SUPERVISED: ReportingMark.IN_REVIEW,
    SheetState.VERIFIED: ReportingMark.VERIFIED,
    SheetState.VALIDATED: ReportingMark.VALIDATED,
    SheetState.CLOSED: ReportingMark.CLOSED,
}
_ORDER = {mark: place for place, mark in enumerate(ReportingMark)}

WAITED_FOR = frozenset(
    {ReportingMark.NO_REPORT, ReportingMark.RETURNED, ReportingMark.NOT_STARTED, ReportingMark.IN_CAPTURE}
)
"""The unit has something to send: whoever is reminded."""

DUE_STATES = frozenset({PeriodState.UNDER_REVIEW, PeriodState.CLOSED, PeriodState.REOPENED})
"""The window of such a period has ended."""


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """One report: its state, how often it was sent, whether first late, and whether it was waived."""

    state: SheetState
    round: int
    is_late: bool
    is_exempt: bool

    @property
    def mark(self) -> ReportingMark:
        """Its mark alone; a waiver counts while nothing was sent."""
        return ReportingMark.EXEMPT if self.is_exempt and self.round == 0 else _MARKS[self.state]

    def timeliness(self, *, is_over: bool) -> Timeliness:
        """How it stands to its due moment (R C-29), `is_over` telling whether that moment has passed for its unit.

        The first sending decides: a correction after a return makes a timely report no late one. What was waived is
        not due.
        """
        if self.round > 0:
            return Timeliness.LATE if self.is_late else Timeliness.ON_TIME
        return Timeliness.MISSING if is_over and not self.is_exempt else Timeliness.NOT_DUE


def mark_of(reports: Sequence[ReportFacts], period: PeriodState) -> ReportingMark:
    """Give the mark of all reports of a unit in a period: that of the one that needs most."""
    if not reports:
        return ReportingMark.NOT_OPEN if period is PeriodState.FUTURE else ReportingMark.NOT_ASKED
    return worst(report.mark for report in reports)


def worst(marks: Iterable[ReportingMark]) -> ReportingMark:
    """Give the mark that needs somebody most."""
    return min(marks, key=_ORDER.__getitem__)
