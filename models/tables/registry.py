"""Every table, imported in one place: migrations, scope and structure tests walk this list."""

from __future__ import annotations

from models.tables.agenda_point import AgendaPoint
from models.tables.alert import Alert
from models.tables.alignment import Alignment
from models.tables.announced_deadline import AnnouncedDeadline
from models.tables.assignment import Assignment
from models.tables.audit_entry import AuditEntry
from models.tables.audit_seal import AuditSeal
from models.tables.budget_line import BudgetLine
from models.tables.budget_month import BudgetMonth
from models.tables.business_clock import BusinessClock
from models.tables.calendar_feed import CalendarFeed
from models.tables.capture_sheet import CaptureSheet
from models.tables.commitment import Commitment
from models.tables.commitment_step import CommitmentStep
from models.tables.corrective_action import CorrectiveAction
from models.tables.cut import Cut
from models.tables.cut_item import CutItem
from models.tables.cut_sheet import CutSheet
from models.tables.deadline_extension import DeadlineExtension
from models.tables.decision import Decision
from models.tables.edition import Edition
from models.tables.edition_data import EditionData
from models.tables.edition_feedback import EditionFeedback
from models.tables.edition_file import EditionFile
from models.tables.edition_remark import EditionRemark
from models.tables.edition_schedule import EditionSchedule
from models.tables.evidence import Evidence
from models.tables.export_run import ExportRun
from models.tables.guideline import Guideline
from models.tables.import_run import ImportRun
from models.tables.improvement_proposal import ImprovementProposal
from models.tables.indicator import Indicator
from models.tables.information_request import InformationRequest
from models.tables.institution import Institution
from models.tables.internal_activity import InternalActivity
from models.tables.invitee import Invitee
from models.tables.job_run import JobRun
from models.tables.level import Level
from models.tables.login_failure import LoginFailure
from models.tables.meeting import Meeting
from models.tables.meeting_remark import MeetingRemark
from models.tables.minutes import Minutes
from models.tables.non_working_day import NonWorkingDay
from models.tables.norm_reference import NormReference
from models.tables.occurrence import Occurrence
from models.tables.org_unit import OrgUnit
from models.tables.outbox_mail import OutboxMail
from models.tables.participation import Participation
from models.tables.person import Person
from models.tables.plan import Plan
from models.tables.plan_item import PlanItem
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion
from models.tables.plan_year import PlanYear
from models.tables.preset_version import PresetVersion
from models.tables.procedure_document import ProcedureDocument
from models.tables.progress import Progress
from models.tables.reference_use import ReferenceUse
from models.tables.remark import Remark
from models.tables.reporting_period import ReportingPeriod
from models.tables.request_line import RequestLine
from models.tables.score import Score
from models.tables.score_run import ScoreRun
from models.tables.target import Target
from models.tables.update_check import UpdateCheck
from models.tables.value_change import ValueChange
from models.tables.word_template import WordTemplate

TABLES = (
    AgendaPoint,
    Alert,
    Alignment,
    AnnouncedDeadline,
    Assignment,
    AuditEntry,
    AuditSeal,
    BudgetLine,
    BudgetMonth,
    BusinessClock,
    CalendarFeed,
    CaptureSheet,
    Commitment,
    CommitmentStep,
    CorrectiveAction,
    Cut,
    CutItem,
    CutSheet,
    DeadlineExtension,
    Decision,
    Edition,
    EditionData,
    EditionFeedback,
    EditionFile,
    EditionRemark,
    EditionSchedule,
    Evidence,
    ExportRun,
    Guideline,
    ImportRun,
    ImprovementProposal,
    Indicator,
    InformationRequest,
    Institution,
    InternalActivity,
    Invitee,
    JobRun,
    Level,
    LoginFailure,
    Meeting,
    MeetingRemark,
    Minutes,
    NonWorkingDay,
    NormReference,
    Occurrence,
    OrgUnit,
    OutboxMail,
    Participation,
    Person,
    Plan,
    PlanItem,
    PlanType,
    PlanVersion,
    PlanYear,
    PresetVersion,
    ProcedureDocument,
    Progress,
    ReferenceUse,
    Remark,
    ReportingPeriod,
    RequestLine,
    Score,
    ScoreRun,
    Target,
    UpdateCheck,
    ValueChange,
    WordTemplate,
)
