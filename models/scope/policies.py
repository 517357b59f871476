"""The policy of every table: R 3.2 and 3.3 as far as rows are concerned (rulings 16 to 18)."""

from __future__ import annotations

from typing import Any

from flask_appbuilder import Model
from flask_appbuilder.security.sqla.models import (
    ApiKey,
    Group,
    Permission,
    PermissionView,
    RegisterUser,
    User,
    ViewMenu,
)
from flask_appbuilder.security.sqla.models import Role as FabRole

from models.rules.edition_step import OBSERVERS, SENDERS, WRITERS
from models.rules.meeting import KEEPERS as MEETING_KEEPERS
from models.rules.roles import ASSIGNABLE, READS_ALL, Role
from models.scope.policy import (
    Policy,
    all_readers,
    every_row,
    for_roles,
    no_row,
    of_readable_item,
    of_readable_sheet,
    of_readable_unit,
)
from models.scope.visible_meetings import (
    of_readable_commitment,
    of_readable_meeting,
    visible_commitments,
    visible_meetings,
)
from models.scope.visible_rows import (
    of_visible_edition,
    own_assignments,
    own_cells,
    own_feed,
    own_mails,
    visible_editions,
    visible_evidence,
    visible_indicators,
    visible_items,
    visible_money,
    visible_months,
    visible_participations,
    visible_plans,
    visible_requests,
    visible_versions,
)
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

LIAISON, HEAD = Role.LIAISON, Role.DEPARTMENT_HEAD
ANALYST, PLANNING_HEAD, DIRECTOR = Role.PLANNING_ANALYST, Role.PLANNING_HEAD, Role.PLANNING_DIRECTOR
CONTROL, FINANCE, ADMINISTRATOR = Role.INTERNAL_CONTROL, Role.FINANCE, Role.ADMINISTRATOR
VICE_MINISTER, SECRETARY = Role.VICE_MINISTER, Role.SECRETARY

EVERYBODY = frozenset(ASSIGNABLE)
PLANNING = frozenset({ANALYST, PLANNING_HEAD})
UNITS = frozenset({LIAISON, HEAD})
CHECKERS = PLANNING | {HEAD}
KEEPERS = frozenset({PLANNING_HEAD, ADMINISTRATOR})

PUBLIC: frozenset[type[Model]] = frozenset(
    {
        AuditSeal,  # hashes of trail lines, no content
        BusinessClock,
        FabRole,
        Group,
        JobRun,  # names and times of jobs of all institutions; the health page shows them
        Permission,
        PermissionView,
        ViewMenu,
    }
)
"""Tables without data of any institution: neither scoped nor guarded."""


POLICIES: dict[type[Any], Policy] = {
    # A. Institution, organisation, time
    Institution: Policy(every_row, KEEPERS),
    PresetVersion: Policy(every_row, KEEPERS),
    PlanType: Policy(every_row, KEEPERS | PLANNING),
    Level: Policy(every_row, KEEPERS | PLANNING),
    OrgUnit: Policy(every_row, KEEPERS),
    User: Policy(every_row, frozenset({ADMINISTRATOR})),
    Person: Policy(every_row, frozenset({ADMINISTRATOR})),
    Assignment: Policy(own_assignments, frozenset({ADMINISTRATOR, HEAD}), ("org_unit",)),
    NonWorkingDay: Policy(every_row, KEEPERS),
    ReportingPeriod: Policy(every_row, frozenset({PLANNING_HEAD, DIRECTOR})),
    AnnouncedDeadline: Policy(every_row, KEEPERS | frozenset({DIRECTOR})),
    DeadlineExtension: Policy(of_readable_unit(DeadlineExtension.org_unit_id), frozenset({PLANNING_HEAD})),
    CalendarFeed: Policy(own_feed),  # written by its action alone, for whoever it belongs to
    # B. Planning
    Plan: Policy(visible_plans, UNITS | PLANNING, ("org_unit",)),
    PlanVersion: Policy(visible_versions, UNITS | PLANNING, ("plan.org_unit",)),
    PlanYear: Policy(every_row, frozenset({PLANNING_HEAD, DIRECTOR})),
    PlanItem: Policy(visible_items, UNITS | PLANNING, ("org_unit",)),
    Alignment: Policy(of_readable_item(Alignment.plan_item_id), UNITS | PLANNING, ("plan_item.org_unit",)),
    Participation: Policy(visible_participations, UNITS | PLANNING, ("plan_item.org_unit",)),
    Indicator: Policy(visible_indicators, UNITS | PLANNING, ("plan_item.org_unit",)),
    Target: Policy(own_cells(Target), UNITS | PLANNING, ("org_unit",)),
    BudgetLine: Policy(visible_money, UNITS | PLANNING | frozenset({FINANCE}), ("org_unit",)),
    BudgetMonth: Policy(visible_months, frozenset({FINANCE})),  # SoD-6: only finance loads execution
    # C. Follow-up
    # The director gives the sheets of a closed quarter back when he opens it again (SoD-9).
    CaptureSheet: Policy(of_readable_unit(CaptureSheet.org_unit_id), UNITS | PLANNING | {DIRECTOR}, ("org_unit",)),
    Progress: Policy(own_cells(Progress), UNITS, ("org_unit",)),
    InternalActivity: Policy(of_readable_sheet(InternalActivity.capture_sheet_id), UNITS, ("capture_sheet.org_unit",)),
    Remark: Policy(of_readable_sheet(Remark.capture_sheet_id), CHECKERS, ("capture_sheet.org_unit",)),
    Evidence: Policy(
        visible_evidence,
        UNITS | {ANALYST, FINANCE, SECRETARY},
        (
            "progress.org_unit",
            "internal_activity.capture_sheet.org_unit",
            "commitment_step.commitment.org_unit",
            "corrective_action.org_unit",
        ),
    ),
    UpdateCheck: Policy(of_readable_unit(UpdateCheck.org_unit_id), PLANNING),
    # Requests are sent by the clock or by planning's head, and answered on the sheets of their period
    InformationRequest: Policy(visible_requests, frozenset({PLANNING_HEAD})),
    RequestLine: Policy(of_readable_unit(RequestLine.org_unit_id), frozenset({PLANNING_HEAD})),
    Score: Policy(of_readable_item(Score.plan_item_id)),  # derived: written for the system only
    ScoreRun: Policy(all_readers),
    Alert: Policy(of_readable_item(Alert.plan_item_id), UNITS | PLANNING | {DIRECTOR}, ("plan_item.org_unit",)),
    # Follows the unit on whose sheet the activity stands (rulings 17)
    CorrectiveAction: Policy(
        of_readable_item(CorrectiveAction.plan_item_id), UNITS | PLANNING | {DIRECTOR}, ("org_unit",)
    ),
    # D. Governance
    # A unit's people prepare its own (S3-T7)
    Meeting: Policy(visible_meetings, MEETING_KEEPERS | UNITS, ("org_unit",)),
    AgendaPoint: Policy(of_readable_meeting(AgendaPoint.meeting_id), MEETING_KEEPERS | UNITS, ("meeting.org_unit",)),
    # A unit's people say themselves that they were informed (S3-T2)
    Invitee: Policy(of_readable_meeting(Invitee.meeting_id), MEETING_KEEPERS | UNITS, ("org_unit",)),
    MeetingRemark: Policy(of_readable_meeting(MeetingRemark.meeting_id), MEETING_KEEPERS),
    Decision: Policy(of_readable_meeting(Decision.meeting_id), frozenset({VICE_MINISTER, SECRETARY})),
    Minutes: Policy(of_readable_meeting(Minutes.meeting_id), MEETING_KEEPERS),
    Commitment: Policy(visible_commitments, MEETING_KEEPERS | UNITS, ("org_unit",)),
    CommitmentStep: Policy(
        of_readable_commitment(CommitmentStep.commitment_id), MEETING_KEEPERS | UNITS, ("commitment.org_unit",)
    ),
    # Registers of the procedures: everybody reads them, and may propose (R 3.2)
    NormReference: Policy(every_row, PLANNING),
    ReferenceUse: Policy(every_row, PLANNING),
    ProcedureDocument: Policy(every_row, PLANNING | {DIRECTOR}),
    ImprovementProposal: Policy(every_row, EVERYBODY - {CONTROL}),
    Guideline: Policy(every_row, PLANNING | {DIRECTOR}),
    # Reports
    Edition: Policy(visible_editions, OBSERVERS),
    EditionData: Policy(of_visible_edition(EditionData.edition_id), WRITERS),
    EditionFile: Policy(of_visible_edition(EditionFile.edition_id)),  # the job writes it, as the system
    EditionRemark: Policy(all_readers, OBSERVERS),
    EditionSchedule: Policy(every_row, WRITERS),
    EditionFeedback: Policy(of_readable_unit(EditionFeedback.org_unit_id), UNITS | SENDERS, ("org_unit",)),
    WordTemplate: Policy(every_row, KEEPERS),
    Cut: Policy(every_row),  # the head of a plan's frozen tree: derived, as what follows
    CutItem: Policy(of_readable_item(CutItem.plan_item_id)),
    CutSheet: Policy(of_readable_unit(CutSheet.org_unit_id)),
    # What happens without a person, and the trail
    Occurrence: Policy(every_row),
    ImportRun: Policy(all_readers, PLANNING | {FINANCE}),
    ExportRun: Policy(all_readers, READS_ALL),
    OutboxMail: Policy(own_mails, EVERYBODY),
    AuditEntry: Policy(for_roles(PLANNING_HEAD, DIRECTOR, CONTROL, ADMINISTRATOR), EVERYBODY),
    ValueChange: Policy(for_roles(PLANNING_HEAD, DIRECTOR, CONTROL)),
    LoginFailure: Policy(no_row),
    ApiKey: Policy(no_row),
    RegisterUser: Policy(no_row),
}
"""Every other table. A model that is neither here nor in PUBLIC is seen and written by nobody (a test finds it)."""
