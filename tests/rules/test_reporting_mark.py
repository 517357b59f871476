"""One mark for the reports of a unit in a period, and whether each came on time."""

from __future__ import annotations

import pytest

from models.rules.punctuality import Timeliness
from models.rules.reporting_mark import ReportFacts, ReportingMark, mark_of
from models.rules.workflow import PeriodState, SheetState

VERIFIED = ReportFacts(SheetState.VERIFIED, round=1, is_late=False, is_exempt=False)
DRAFT = ReportFacts(SheetState.DRAFT, round=0, is_late=False, is_exempt=False)
SILENT = ReportFacts(SheetState.NO_REPORT, round=0, is_late=False, is_exempt=False)
EXEMPT = ReportFacts(SheetState.NO_REPORT, round=0, is_late=False, is_exempt=True)
SENT_LATE = ReportFacts(SheetState.SUBMITTED, round=1, is_late=True, is_exempt=False)
WAIVED_YET_SENT = ReportFacts(SheetState.SUBMITTED, round=1, is_late=False, is_exempt=True)


@pytest.mark.parametrize(
    ("reports", "period", "mark"),
    [
        ([VERIFIED], PeriodState.OPEN, ReportingMark.VERIFIED),
        ([VERIFIED, DRAFT], PeriodState.OPEN, ReportingMark.IN_CAPTURE),  # what needs somebody shows
        ([DRAFT, SILENT, VERIFIED], PeriodState.UNDER_REVIEW, ReportingMark.NO_REPORT),
        ([EXEMPT], PeriodState.UNDER_REVIEW, ReportingMark.EXEMPT),  # let off, hence not silent
        ([WAIVED_YET_SENT], PeriodState.OPEN, ReportingMark.IN_REVIEW),  # the waiver came to nothing
        ([], PeriodState.FUTURE, ReportingMark.NOT_OPEN),
        ([], PeriodState.OPEN, ReportingMark.NOT_ASKED),
    ],
)
def test_it_shows_what_needs_somebody_most(
    reports: list[ReportFacts], period: PeriodState, mark: ReportingMark
) -> None:
    assert mark_of(reports, period) is mark


@pytest.mark.parametrize("state", SheetState)
def test_every_state_of_a_sheet_has_a_mark(state: SheetState) -> None:
    assert ReportFacts(state, round=1, is_late=False, is_exempt=False).mark in ReportingMark


@pytest.mark.parametrize(
    ("report", "is_over", "expected"),
    [
        (VERIFIED, True, Timeliness.ON_TIME),
        (SENT_LATE, True, Timeliness.LATE),
        (SILENT, True, Timeliness.MISSING),
        (DRAFT, False, Timeliness.NOT_DUE),  # it still has time
        (EXEMPT, True, Timeliness.NOT_DUE),  # it is not asked for
    ],
)
def test_it_tells_how_a_report_stands_to_its_due_moment(
    report: ReportFacts, *, is_over: bool, expected: Timeliness
) -> None:
    assert report.timeliness(is_over=is_over) is expected
