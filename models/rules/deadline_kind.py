"""The closed choices of a rule of time limits (R 4.1): code branches on these and on nothing else."""

from __future__ import annotations

from enum import StrEnum

from models.rules.period import PeriodKind


class Subject(StrEnum):
    """What is due (rulings 4)."""

    CAPTURE_SHEET = "capture_sheet"
    UPDATE_CHECK_PROJECTS = "update_check_projects"
    UPDATE_CHECK_FUNCTIONS = "update_check_functions"
    EARLY_WARNING = "early_warning"
    NOTICE_ON_SUBMISSION = "notice_on_submission"
    DIGEST = "digest"
    CONSOLIDATION = "consolidation"
    COMPLETENESS_CHECK = "completeness_check"
    BIMONTHLY_REPORT = "bimonthly_report"
    INFORMATION_REQUEST = "information_request"
    EXECUTIVE_REPORT = "executive_report"
    URGENT_MEETING = "urgent_meeting"
    MONITORING_REPORT = "monitoring_report"
    ENDORSEMENT = "endorsement"
    PUBLICATION = "publication"
    MEETING = "meeting"
    MEMO = "memo"
    COMMITMENT = "commitment"
    COMMITMENT_ASSIGNMENT = "commitment_assignment"
    PLAN_INFORMATION = "plan_information"
    PLAN_CHECK = "plan_check"
    PLAN_APPROVAL = "plan_approval"
    SHEET_REVIEW = "sheet_review"
    RESUBMISSION = "resubmission"
    VALIDATION_WINDOW = "validation_window"
    CHANGE_REVIEW = "change_review"
    EVALUATION = "evaluation"


class DoneWhen(StrEnum):
    """What fulfils a deadline of the year in which it is due, where no report or mail does."""

    YEAR_FORMALIZED = "year_formalized"  # S3-T1
    SOCIALIZED = "socialized"  # a socialization was held and every dependency is informed (S3-T2)


class Anchor(StrEnum):
    """From what a limit is counted: the end of each period of a kind, a fixed date of the year, or an event."""

    MONTH_END = "month_end"
    BIMONTH_END = "bimonth_end"
    QUARTER_END = "quarter_end"
    SEMESTER_END = "semester_end"
    YEAR_END = "year_end"
    FIXED_DATE = "fixed_date"
    PROGRESS_SENT = "progress_sent"
    PROGRESS_RETURNED = "progress_returned"
    REPORT_SENT = "report_sent"
    REPORT_ENDORSED = "report_endorsed"
    REPORT_APPROVED = "report_approved"
    PLAN_RECEIVED = "plan_received"
    PLAN_RETURNED = "plan_returned"
    CHANGE_REQUESTED = "change_requested"
    MEETING_HELD = "meeting_held"
    MEMO_SENT = "memo_sent"
    PLAN_ENDED = "plan_ended"
    COMMITMENT_DUE = "commitment_due"

    @property
    def period_kind(self) -> PeriodKind | None:
        """The kind of the periods that the rule runs through; None for an event, which comes when it comes."""
        return PeriodKind.YEAR if self is Anchor.FIXED_DATE else _PERIOD_KINDS.get(self)


_PERIOD_KINDS = {
    Anchor.MONTH_END: PeriodKind.MONTH,
    Anchor.BIMONTH_END: PeriodKind.BIMONTH,
    Anchor.QUARTER_END: PeriodKind.QUARTER,
    Anchor.SEMESTER_END: PeriodKind.SEMESTER,
    Anchor.YEAR_END: PeriodKind.YEAR,
}


class DayType(StrEnum):
    """Business days, calendar days, one date of the year, or a whole month of it."""

    BD = "BD"
    CD = "CD"
    DATE = "date"
    MONTH = "month"


class CountFrom(StrEnum):
    """Whether the anchor's own day is day 1, or the day after it (P)."""

    FIRST_DAY = "first_day"
    DAY_AFTER = "day_after"


class Source(StrEnum):
    """Read in the institution's procedure, or proposed by us and to be confirmed (R 4.2)."""

    STATED = "S"
    PROPOSED = "P"


class Edge(StrEnum):
    """From which end of the window a reminder counts."""

    OPENS = "opens"
    DUE = "due"
