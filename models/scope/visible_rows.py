"""The rows that a reader sees of the tables whose rule is their own: R 3.2 and 3.3 (rulings 16 to 18)."""

from __future__ import annotations

from functools import partial

from sqlalchemy import ColumnElement, or_, select, true

from models.rules.edition_step import HANDED_OVER
from models.rules.roles import Role
from models.scope.policy import (
    Column,
    Rows,
    all_readers,
    among,
    of_readable_indicator,
    of_readable_item,
    of_readable_sheet,
    of_readable_unit,
    plan_is_readable,
    unless_all,
)
from models.scope.reader import Reader
from models.scope.visible_meetings import of_readable_meeting, of_readable_step
from models.tables.assignment import Assignment
from models.tables.budget_line import BudgetLine
from models.tables.budget_month import BudgetMonth
from models.tables.calendar_feed import CalendarFeed
from models.tables.corrective_action import CorrectiveAction
from models.tables.edition import Edition
from models.tables.evidence import Evidence
from models.tables.indicator import Indicator
from models.tables.information_request import InformationRequest
from models.tables.internal_activity import InternalActivity
from models.tables.outbox_mail import OutboxMail
from models.tables.participation import Participation
from models.tables.plan import Plan
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion
from models.tables.progress import Progress
from models.tables.request_line import RequestLine
from models.tables.target import Target

MAIL_LOG_READERS = frozenset(
    {
        Role.PLANNING_ANALYST,
        Role.PLANNING_HEAD,
        Role.PLANNING_DIRECTOR,
        Role.INTERNAL_CONTROL,
        Role.SECRETARY,
        Role.ADMINISTRATOR,
    }
)


def own_mails(reader: Reader) -> ColumnElement[bool]:
    """The mails of the institution for those who answer for them, one's own for the others (R 3.2 mail log)."""
    if reader.is_system or reader.roles & MAIL_LOG_READERS:
        return true()
    return OutboxMail.recipient_id == reader.user_id


def own_feed(reader: Reader) -> ColumnElement[bool]:
    """One's own calendar and nobody else's."""
    return CalendarFeed.user_id == reader.user_id


def own_assignments(reader: Reader) -> ColumnElement[bool]:
    """All for those who see the institution or keep its users; else those of the units read, and one's own."""
    if reader.reads_all or Role.ADMINISTRATOR in reader.roles:
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
    """Files of lines and actions that are read, of internal activities of own sheets, of meetings, of commitments."""
    return or_(
        of_lines(reader),
        of_internal_activities(reader),
        of_actions(reader),
        of_readable_meeting(Evidence.meeting_id)(reader),
        of_readable_step(Evidence.commitment_step_id)(reader),
    )


def of_lines(reader: Reader) -> ColumnElement[bool]:
    """Files of progress lines that are read."""
    line = Progress.__table__.alias("scope_progress")
    readable = of_readable_indicator(line.c.indicator_id)(reader)
    if reader.shared_items:
        readable = or_(readable, among(line.c.org_unit_id, reader.readable_units))
    all_of_them = Evidence.progress_id.is_not(None)
    return (
        all_of_them if reader.reads_all else Evidence.progress_id.in_(select(line.c.id).where(readable).correlate(None))
    )


def of_internal_activities(reader: Reader) -> ColumnElement[bool]:
    """Files of the internal activities of own sheets."""
    activity = InternalActivity.__table__.alias("scope_internal_activity")
    readable = of_readable_sheet(activity.c.capture_sheet_id)(reader)
    ids = select(activity.c.id).where(readable).correlate(None)
    all_of_them = Evidence.internal_activity_id.is_not(None)
    return all_of_them if reader.reads_all else Evidence.internal_activity_id.in_(ids)


def of_actions(reader: Reader) -> ColumnElement[bool]:
    """Files of the corrective actions of readable items."""
    action = CorrectiveAction.__table__.alias("scope_corrective_action")
    ids = select(action.c.id).where(of_readable_item(action.c.plan_item_id)(reader)).correlate(None)
    all_of_them = Evidence.corrective_action_id.is_not(None)
    return all_of_them if reader.reads_all else Evidence.corrective_action_id.in_(ids)


def visible_editions(reader: Reader) -> ColumnElement[bool]:
    """All for those who see the institution; for liaisons and heads what was sent, of all or of own units (R 3.2)."""
    sent = partial(_handed_over, Edition.state, Edition.org_unit_id, reader)
    return all_or_units(reader) & unless_all(reader, sent)


def of_visible_edition(column: Column) -> Rows:
    """Rows of editions that are seen."""
    edition = Edition.__table__.alias("scope_edition").c

    def rows(reader: Reader) -> ColumnElement[bool]:
        seen = select(edition.id).where(_handed_over(edition.state, edition.org_unit_id, reader)).correlate(None)
        return all_or_units(reader) & unless_all(reader, lambda: column.in_(seen))

    return rows


def visible_requests(reader: Reader) -> ColumnElement[bool]:
    """All for those who see the institution; else those that ask something of units that are read."""
    line = RequestLine.__table__.alias("scope_request_line").c
    asked = select(line.information_request_id).where(among(line.org_unit_id, reader.readable_units))
    return unless_all(reader, lambda: InformationRequest.id.in_(asked.correlate(None)))


def _handed_over(state: Column, org_unit_id: Column, reader: Reader) -> ColumnElement[bool]:
    return state.in_(sorted(HANDED_OVER)) & or_(org_unit_id.is_(None), among(org_unit_id, reader.readable_units))
