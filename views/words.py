"""The words for closed choices, by the choice; those that mails and workbooks share stand in `models.rules.wording`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from models.rules.alert import AlertKind, AlertState, Ending, Severity
from models.rules.calendar import DayKind
from models.rules.chain_words import (
    ACTION_STATE_WORDS,
    ALERT_KIND_WORDS,
    ALERT_STATE_WORDS,
    ENDING_WORDS,
    SEVERITY_WORDS,
)
from models.rules.commitment import CommitmentState, Standing, StepKind
from models.rules.corrective_action import ActionState
from models.rules.deadline_kind import Subject
from models.rules.document.file_format import FileFormat
from models.rules.edition_step import EditionState
from models.rules.incoherence import Fact
from models.rules.indicator_kind import IndicatorKind
from models.rules.language import Language
from models.rules.measure import Accumulation, Direction, State
from models.rules.meeting import Attendance, Capacity, MeetingKind, MeetingState
from models.rules.meeting_words import (
    ATTENDANCE_WORDS,
    CAPACITY_WORDS,
    COMMITMENT_STATE_WORDS,
    COMMITMENT_STEP_WORDS,
    MEETING_KIND_WORDS,
    MEETING_STATE_WORDS,
)
from models.rules.period import PeriodKind
from models.rules.procedure import GuidelineState, ProcedureState, ProposalState
from models.rules.procedure_words import PROCEDURE_STATE_WORDS
from models.rules.punctuality import Timeliness
from models.rules.report_kind import Advice
from models.rules.roles import Role
from models.rules.update_kind import UpdateKind
from models.rules.wording import (
    ADVICE_WORDS,
    EDITION_STATE_WORDS,
    FACT_WORDS,
    PERIOD_STATE_WORDS,
    PLAN_YEAR_STATE_WORDS,
    ROLE_WORDS,
    SHEET_STATE_WORDS,
    STATE_WORDS,
    TIMELINESS_WORDS,
)
from models.rules.workflow import MailState, PeriodState, PlanState, PlanYearState, SheetState
from views.reader_language import in_reader_language

Words = Mapping[str, Any]

CHOICE_WORDS: Mapping[type[Enum], Words] = {
    Role: ROLE_WORDS,
    SheetState: SHEET_STATE_WORDS,
    PeriodState: PERIOD_STATE_WORDS,
    PlanYearState: PLAN_YEAR_STATE_WORDS,
    EditionState: EDITION_STATE_WORDS,
    ProcedureState: PROCEDURE_STATE_WORDS,
    ProposalState: PROCEDURE_STATE_WORDS,
    GuidelineState: PROCEDURE_STATE_WORDS,
    Advice: ADVICE_WORDS,
    FileFormat: {"xlsx": "Excel", "docx": "Word", "pdf": "PDF"},
    State: STATE_WORDS,
    Timeliness: TIMELINESS_WORDS,
    Fact: FACT_WORDS,
    AlertKind: ALERT_KIND_WORDS,
    AlertState: ALERT_STATE_WORDS,
    Severity: SEVERITY_WORDS,
    Ending: ENDING_WORDS,
    ActionState: ACTION_STATE_WORDS,
    MeetingKind: MEETING_KIND_WORDS,
    MeetingState: MEETING_STATE_WORDS,
    Capacity: CAPACITY_WORDS,
    Attendance: ATTENDANCE_WORDS,
    CommitmentState: COMMITMENT_STATE_WORDS,
    Standing: COMMITMENT_STATE_WORDS,
    StepKind: COMMITMENT_STEP_WORDS,
    PlanState: {
        "draft": _("draft"),
        "submitted": _("sent"),
        "received": _("received"),
        "returned": _("returned"),
        "checked": _("checked"),
        "consolidated": _("consolidated"),
        "presented": _("presented"),
        "approved": _("approved"),
        "enacted": _("enacted"),
        "published": _("published"),
        "in_force": _("in force"),
        "superseded": _("superseded"),
        "closed": _("closed"),
    },
    MailState: {
        "queued": _("waiting to be sent"),
        "sending": _("being sent"),
        "sent": _("sent"),
        "failed": _("failed"),
        "superseded": _("replaced by a later one"),
        "suppressed": _("not sent any more"),
    },
    DayKind: {
        "national": _("national"),
        "institutional": _("of the institution"),
        "local": _("local"),
        "decree": _("by decree"),
    },
    IndicatorKind: {
        "outcome": _("outcome"),
        "output": _("output"),
        "process": _("process"),
        "input": _("input"),
        "performance": _("performance"),
        "management": _("management"),
        "impact": _("impact"),
    },
    Direction: {
        "up": _("the more, the better"),
        "down": _("the less, the better"),
        "keep": _("stay at the value"),
        "milestone": _("milestone: done or not"),
    },
    Accumulation: {
        "sum": _("is added up"),
        "last": _("the last value counts"),
        "average": _("mean of the periods"),
        "max": _("the highest value counts"),
        "average_percent": _("not accumulated"),
    },
    PeriodKind: {
        "month": _("monthly"),
        "bimonth": _("every two months"),
        "quarter": _("quarterly"),
        "semester": _("every six months"),
        "year": _("yearly"),
        "horizon": _("whole plan"),
    },
    Language: {"es": _("Spanish"), "en": _("English")},
    UpdateKind: {"projects": _("strategic projects"), "functions": _("functions")},
    Subject: {
        "capture_sheet": _("monthly report"),
        "update_check_projects": _("check of the update of projects"),
        "update_check_functions": _("check of the update of functions"),
        "early_warning": _("early warning"),
        "notice_on_submission": _("notice of sending"),
        "digest": _("daily digest"),
        "consolidation": _("consolidation"),
        "completeness_check": _("check of completeness"),
        "bimonthly_report": _("report of projects every two months"),
        "information_request": _("request for information"),
        "executive_report": _("executive report"),
        "urgent_meeting": _("urgent meeting"),
        "monitoring_report": _("monitoring report"),
        "endorsement": _("endorsement"),
        "publication": _("publication"),
        "meeting": _("meeting"),
        "memo": _("memorandum"),
        "commitment": _("commitment"),
        "commitment_assignment": _("assignment of commitments"),
        "plan_information": _("information for the plan"),
        "plan_check": _("check of the plan"),
        "plan_approval": _("approval of the plan"),
        "sheet_review": _("review of the report"),
        "resubmission": _("sending again"),
        "validation_window": _("validation"),
        "change_review": _("review of a change"),
        "evaluation": _("evaluation"),
    },
}
"""Choice → member's value → word. A structure test wants every member of every choice that a table keeps."""


def word_of(choice: type[StrEnum], value: str) -> str:
    """The word for a member of a choice; the value itself where there is none."""
    return spoken(CHOICE_WORDS.get(choice, {}).get(value, value))


def spoken(word: Any) -> str:  # noqa: ANN401 -- a sentence, or a text of a screen that is not said yet
    """A word of these as the reader reads it."""
    return in_reader_language(word) if isinstance(word, str) else str(word)
