"""Formalize the structure of a year of a plan by an act; from then on only an adjustment changes it (S3-GEN, S3-T1)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.actions.hold_sheet import central_roles
from models.actions.queue_mail import MailOrder, queue_mail
from models.actions.record_act import Act, record_act
from models.queries.instruments import instrument_reading
from models.queries.local_day import local_day
from models.queries.role_holders import role_holders
from models.queries.rule_of import rule_of
from models.rules.deadline_kind import Subject
from models.rules.errors import RuleBroken
from models.rules.instrument import PLAN_YEAR
from models.rules.instrument_view.readiness import readiness
from models.rules.roles import Role
from models.rules.sentence import in_a_row, say
from models.rules.workflow import Action, PlanState, PlanYearState, check_note, find_step
from models.scope import Reader
from models.tables.base import db
from models.tables.plan import Plan
from models.tables.plan_version import PlanVersion
from models.tables.plan_year import PlanYear


def open_plan_years(plan: Plan) -> None:
    """Make the years of a plan that was put in force, those that there are not; the caller commits (S3-ALC)."""
    known = set(db.session.scalars(select(PlanYear.year).where(PlanYear.plan_id == plan.id)))
    for year in range(plan.starts_on.year, plan.ends_on.year + 1):
        if year not in known:
            db.session.add(PlanYear(institution_id=plan.institution_id, plan_id=plan.id, year=year))


def formalize_year(version: PlanVersion, year: int, act: str, actor: Reader, now: datetime) -> PlanYear:
    """Take the step; the caller commits.

    Raises RuleBroken: 409 for a plan that is not in force, a year that is formalized already and instruments that are
    empty or contradict each other; 403 for whoever is not the head of planning; 404 for a year that the plan has not;
    422 without an act.
    """
    row = _held(version, year)
    step = find_step(PLAN_YEAR, row.state, Action.FORMALIZE, central_roles(actor))
    check_note(step, act)
    if version.state is not PlanState.IN_FORCE:
        raise RuleBroken(
            "plan_not_in_force",
            "El plan aún no está vigente: registre antes el acto que lo aprueba.",
            status=409,
        )
    faults = [gap.message for gap in readiness(instrument_reading(version.id, year, now)) if gap.refuses]
    if faults:
        reasons = in_a_row(faults)
        raise RuleBroken(
            "year_not_ready", say("El año no se puede formalizar. {reasons}", reasons=reasons), field="act", status=409
        )
    row.state, row.act = PlanYearState(step.to), act.strip()
    row.formalized_at, row.formalized_by_id = now, actor.user_id
    db.session.flush()
    detail = {"plan": version.plan.code, "year": year, "act": row.act}
    record_act(actor, Act("formalize_year", "plan_year", row.id, detail), now)
    _tell_planning(row, version.plan, now)
    return row


def _tell_planning(row: PlanYear, plan: Plan, now: datetime) -> None:
    """Every analyst once."""
    rule, today = rule_of(plan.institution_id, Subject.PLAN_INFORMATION), local_day(plan.institution_id, now)
    data = {"code": plan.code, "plan": plan.name, "act": row.act}
    for person in {each.user_id for each in role_holders(plan.institution_id, {Role.PLANNING_ANALYST}, today)}:
        order = MailOrder(
            plan.institution_id, rule, row.state.value, "year_formalized", person, plan.code, str(row.year), data=data
        )
        queue_mail(order, now)


def _held(version: PlanVersion, year: int) -> PlanYear:
    """The year, locked; one of a plan that was in force before years were kept is made now."""
    if not version.plan.starts_on.year <= year <= version.plan.ends_on.year:
        raise RuleBroken("year_not_in_plan", say("El plan no abarca el año {year}.", year=year), status=404)
    question = select(PlanYear).where(PlanYear.plan_id == version.plan_id, PlanYear.year == year).with_for_update()
    row = db.session.scalars(question).one_or_none()
    if row is None:
        row = PlanYear(institution_id=version.institution_id, plan_id=version.plan_id, year=year)
        row.state, row.act = PlanYearState.IN_PREPARATION, ""
        db.session.add(row)
    return row
