"""What a person sees; one file a screen. `register_views` is the whole list."""

from __future__ import annotations

from flask import current_app
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import BaseView

from views.alerts import AlertsView
from views.alignment import AlignmentView
from views.announced_deadline import AnnouncedDeadlineView
from views.assignment import AssignmentView
from views.audit_entry import AuditEntryView
from views.budget import BudgetLineView, BudgetMonthView
from views.calendar_feed import CalendarFeedView
from views.calendar_subscription import CalendarSubscriptionView
from views.capture_sheet import CaptureSheetView
from views.capture_workbook import CaptureWorkbookView
from views.caught_mails import CaughtMailsView
from views.chain import ChainView
from views.color_bands import ColorBandsView
from views.commitments import CommitmentsView
from views.consolidation import ConsolidationView
from views.control import ControlView
from views.control_extension import ControlExtensionView
from views.control_jobs import ControlJobsView
from views.control_period import ControlPeriodView
from views.control_queue import ControlQueueView
from views.control_reminder import ControlReminderView
from views.control_year import ControlYearView
from views.corrective_actions import CorrectiveActionsView
from views.cuts import CutsView
from views.dashboard import DashboardView
from views.dashboard_detail import DashboardDetailView
from views.deadlines import DeadlinesView
from views.demo_clock import DemoClockView
from views.edition import EditionView
from views.editions import EditionsView
from views.evidence import EvidenceView
from views.execution import ExecutionView
from views.execution_file import ExecutionFileView
from views.explore import ExploreView
from views.guideline import GuidelineView
from views.import_audit import ImportAuditView
from views.import_run import ImportRunView
from views.import_workbook import ImportWorkbookView
from views.improvement_proposal import ImprovementProposalView
from views.inbox import InboxView
from views.indicator import IndicatorView
from views.instruments import InstrumentsView
from views.job_run import JobRunView
from views.language import LanguageView
from views.login import LogoutView
from views.look_back import LookBackView
from views.look_up import LookUpView
from views.meeting import MeetingView
from views.meeting_notes import MeetingNotesView
from views.meetings import MeetingsView
from views.minutes import MinutesView
from views.my_month import MyMonthView
from views.my_month_line import MyMonthLineView
from views.my_notices import MyNoticesView
from views.non_working_day import NonWorkingDayView
from views.norm_reference import NormReferenceView, ReferenceUseView
from views.org_unit import OrgUnitView
from views.outbox_mail import OutboxMailView
from views.participation import ParticipationView
from views.password import PasswordView
from views.person import PersonView
from views.plan import PlanVersionView, PlanView
from views.plan_item import PlanItemView
from views.plan_type import LevelView, PlanTypeView
from views.procedure_document import ProcedureDocumentView
from views.public import PublicView
from views.recipients import RecipientsView
from views.registers import RegistersView
from views.reporting_period import ReportingPeriodView
from views.requests import RequestsView
from views.scheduled_reports import ScheduledReportsView
from views.search import SearchView
from views.target import TargetView
from views.theme import ThemeView
from views.trial_mail import TrialMailView
from views.update_check import UpdateCheckView
from views.value_change import ValueChangeView
from views.view_as import ViewAsView
from views.vocabulary import VocabularyView
from views.word_templates import WordTemplatesView

SCREENS: tuple[type[BaseView], ...] = (
    LogoutView,
    PasswordView,
    ThemeView,
    LanguageView,
    SearchView,
    LookBackView,
    LookUpView,
    MyNoticesView,
    MyMonthView,
    MyMonthLineView,
    CaptureWorkbookView,
    InboxView,
    ControlView,
    ControlExtensionView,
    ControlPeriodView,
    ControlYearView,
    ControlReminderView,
    ControlQueueView,
    ControlJobsView,
    DashboardView,
    DashboardDetailView,
    ExploreView,
    ExecutionView,
    ExecutionFileView,
    InstrumentsView,
    EditionsView,
    EditionView,
    WordTemplatesView,
    ScheduledReportsView,
    PublicView,
    RequestsView,
    ConsolidationView,
    CutsView,
    EvidenceView,
    ChainView,
    AlertsView,
    CorrectiveActionsView,
    MeetingsView,
    MeetingView,
    MeetingNotesView,
    MinutesView,
    CommitmentsView,
    OrgUnitView,
    NonWorkingDayView,
    RegistersView,
    VocabularyView,
    ColorBandsView,
    RecipientsView,
    TrialMailView,
    ViewAsView,
    AssignmentView,
    PersonView,
    LevelView,
    PlanTypeView,
    DeadlinesView,
    CalendarSubscriptionView,
    CalendarFeedView,
    AnnouncedDeadlineView,
    ReportingPeriodView,
    PlanVersionView,
    PlanView,
    TargetView,
    IndicatorView,
    ParticipationView,
    AlignmentView,
    PlanItemView,
    BudgetMonthView,
    BudgetLineView,
    CaptureSheetView,
    UpdateCheckView,
    ImportRunView,
    ImportWorkbookView,
    ImportAuditView,
    OutboxMailView,
    JobRunView,
    AuditEntryView,
    ValueChangeView,
    ReferenceUseView,
    NormReferenceView,
    ImprovementProposalView,
    ProcedureDocumentView,
    GuidelineView,
    CaughtMailsView,
    DemoClockView,
)


def register_views(appbuilder: AppBuilder) -> None:
    """Register every screen; the menu is another matter (`app.menu`)."""
    for screen in SCREENS:
        appbuilder.add_view_no_menu(screen)
    open_to_all = {screen.__name__ for screen in SCREENS if getattr(screen, "open_to_all", False)}
    endpoints = {endpoint for endpoint in current_app.view_functions if endpoint.split(".")[0] in open_to_all}
    current_app.config["OPEN_ENDPOINTS"] |= endpoints
