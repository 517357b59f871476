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
from sqlalchemy import ColumnElement, or_, select, true

from models.rules.roles import ASSIGNABLE, READS_ALL, Role
from models.scope.policy import (
    Policy,
    Rows,
    all_readers,
    among,
    every_row,
    for_roles,
    no_row,
    of_readable_indicator,
    of_readable_item,
    of_readable_sheet,
    of_readable_unit,
    plan_is_readable,
    unless_all,
)
from models.scope.reader import Reader
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
from models.tables.deadline_extension import DeadlineExtension
from models.tables.evidence import Evidence
from models.tables.export_run import ExportRun
from models.tables.import_run import ImportRun
from models.tables.indicator import Indicator
from models.tables.institution import Institution
from models.tables.internal_activity import InternalActivity
from models.tables.job_run import JobRun
from models.tables.level import Level
from models.tables.login_failure import LoginFailure
from models.tables.non_working_day import NonWorkingDay
from models.tables.occurrence import Occurrence
from models.tables.org_unit import OrgUnit
from models.tables.outbox_mail import OutboxMail
from models.tables.participation import Participation
from models.tables.person import Person
from models.tables.plan import Plan
from models.tables.plan_item import PlanItem
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion
from models.tables.preset_version import PresetVersion
from models.tables.progress import Progress
from models.tables.remark import Remark
from models.tables.reporting_period import ReportingPeriod
from models.tables.score import Score
from models.tables.score_run import ScoreRun
from models.tables.target import Target
from models.tables.update_check import UpdateCheck
from models.tables.value_change import ValueChange

LIAISON, HEAD = Role.LIAISON, Role.DEPARTMENT_HEAD
ANALYST, PLANNING_HEAD, DIRECTOR = Role.PLANNING_ANALYST, Role.PLANNING_HEAD, Role.PLANNING_DIRECTOR
CONTROL, FINANCE, ADMINISTRATOR = Role.INTERNAL_CONTROL, Role.FINANCE, Role.ADMINISTRATOR

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


def own_mails(reader: Reader) -> ColumnElement[bool]:
    """The mails of the institution for those who answer for them, one's own for the others (R 3.2 mail log)."""
    log_readers = (ANALYST, PLANNING_HEAD, DIRECTOR, CONTROL, Role.SECRETARY, ADMINISTRATOR)
    if reader.is_system or reader.roles.intersection(log_readers):
        return true()
    return OutboxMail.recipient_id == reader.user_id


def own_feed(reader: Reader) -> ColumnElement[bool]:
    """One's own calendar and nobody else's."""
    return CalendarFeed.user_id == reader.user_id


def own_assignments(reader: Reader) -> ColumnElement[bool]:
    """All for those who see the institution or keep its users; else those of the units read, and one's own."""
    if reader.reads_all or ADMINISTRATOR in reader.roles:
        return true()
    return or_(among(Assignment.org_unit_id, reader.readable_units), Assignment.user_id == reader.user_id)


def visible_plans(reader: Reader) -> ColumnElement[bool]:
    """Institutional plans for all who work with plans; a unit's for who reads the unit or has items in it (R 3.2)."""
    return all_or_units(reader) & unless_all(reader, lambda: plan_is_readable(Plan.id, Plan.org_unit_id, reader))


def all_or_units(reader: Reader) -> ColumnElement[bool]:
    """Everybody but the administrator, who keeps the system and not the plans (rulings 18)."""
    return all_readers(reader) if not reader.readable_units else true()


def visible_versions(reader: Reader) -> ColumnElement[bool]:
    """Versions of the plans that are seen."""
    plan = Plan.__table__.alias("scope_plan")
    of_plan = plan_is_readable(plan.c.id, plan.c.org_unit_id, reader)
    versions = PlanVersion.plan_id.in_(select(plan.c.id).where(of_plan).correlate(None))
    return all_or_units(reader) & unless_all(reader, lambda: versions)


def visible_items(reader: Reader) -> ColumnElement[bool]:
    """Items of units that are read, projects in which they take part, what they carry out, and the headings above."""
    ids = reader.participating_items | reader.shared_items | reader.ancestor_items
    return unless_all(reader, lambda: or_(among(PlanItem.org_unit_id, reader.readable_units), among(PlanItem.id, ids)))


def visible_indicators(reader: Reader) -> ColumnElement[bool]:
    """Those of readable items, and of the activities of others that own units carry out too."""
    return or_(of_readable_item(Indicator.plan_item_id)(reader), among(Indicator.plan_item_id, reader.shared_items))


def own_cells(table: type[Target | Progress]) -> Rows:
    """Rows of readable indicators; of a shared activity those of own units alone."""

    def rows(reader: Reader) -> ColumnElement[bool]:
        readable = of_readable_indicator(table.indicator_id)(reader)
        return or_(readable, among(table.org_unit_id, reader.readable_units)) if reader.shared_items else readable

    return rows


def visible_money(reader: Reader) -> ColumnElement[bool]:
    """Lines of own units and of projects in which they take part."""
    own = among(BudgetLine.org_unit_id, reader.readable_units)
    return unless_all(reader, lambda: or_(own, among(BudgetLine.plan_item_id, reader.participating_items)))


def visible_months(reader: Reader) -> ColumnElement[bool]:
    """Months of those lines."""
    line = BudgetLine.__table__.alias("scope_line")
    own = among(line.c.org_unit_id, reader.readable_units)
    lines = select(line.c.id).where(or_(own, among(line.c.plan_item_id, reader.participating_items)))
    return unless_all(reader, lambda: BudgetMonth.budget_line_id.in_(lines.correlate(None)))


def visible_participations(reader: Reader) -> ColumnElement[bool]:
    """Who takes part with own units or in own items."""
    return or_(
        of_readable_unit(Participation.org_unit_id)(reader), of_readable_item(Participation.plan_item_id)(reader)
    )


def visible_evidence(reader: Reader) -> ColumnElement[bool]:
    """Files of lines that are read, and of the internal activities of own sheets."""
    return or_(of_lines(reader), of_internal_activities(reader))


def of_lines(reader: Reader) -> ColumnElement[bool]:
    """Files of progress lines that are read."""
    line = Progress.__table__.alias("scope_progress")
    readable = of_readable_indicator(line.c.indicator_id)(reader)
    if reader.shared_items:
        readable = or_(readable, among(line.c.org_unit_id, reader.readable_units))
    return unless_all(reader, lambda: Evidence.progress_id.in_(select(line.c.id).where(readable).correlate(None)))


def of_internal_activities(reader: Reader) -> ColumnElement[bool]:
    """Files of the internal activities of own sheets."""
    activity = InternalActivity.__table__.alias("scope_internal_activity")
    readable = of_readable_sheet(activity.c.capture_sheet_id)(reader)
    ids = select(activity.c.id).where(readable).correlate(None)
    return unless_all(reader, lambda: Evidence.internal_activity_id.in_(ids))


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
    PlanItem: Policy(visible_items, UNITS | PLANNING, ("org_unit",)),
    Alignment: Policy(of_readable_item(Alignment.plan_item_id), UNITS | PLANNING, ("plan_item.org_unit",)),
    Participation: Policy(visible_participations, UNITS | PLANNING, ("plan_item.org_unit",)),
    Indicator: Policy(visible_indicators, UNITS | PLANNING, ("plan_item.org_unit",)),
    Target: Policy(own_cells(Target), UNITS | PLANNING, ("org_unit",)),
    BudgetLine: Policy(visible_money, UNITS | PLANNING | frozenset({FINANCE}), ("org_unit",)),
    BudgetMonth: Policy(visible_months, frozenset({FINANCE})),  # SoD-6: only finance loads execution
    # C. Follow-up
    CaptureSheet: Policy(of_readable_unit(CaptureSheet.org_unit_id), UNITS | PLANNING, ("org_unit",)),
    Progress: Policy(own_cells(Progress), UNITS, ("org_unit",)),
    InternalActivity: Policy(of_readable_sheet(InternalActivity.capture_sheet_id), UNITS, ("capture_sheet.org_unit",)),
    Remark: Policy(of_readable_sheet(Remark.capture_sheet_id), CHECKERS, ("capture_sheet.org_unit",)),
    Evidence: Policy(
        visible_evidence,
        UNITS | {ANALYST, FINANCE, Role.SECRETARY},
        ("progress.org_unit", "internal_activity.capture_sheet.org_unit"),
    ),
    UpdateCheck: Policy(of_readable_unit(UpdateCheck.org_unit_id), PLANNING),
    Score: Policy(of_readable_item(Score.plan_item_id)),  # derived: written for the system only
    ScoreRun: Policy(all_readers),
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
