"""Put a draft in force by an act: from then on its structure, targets and weights are read-only (rulings 22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.actions.ensure_sheets import ensure_sheets
from models.actions.formalize_year import open_plan_years
from models.actions.hold_sheet import central_roles
from models.actions.record_act import Act, record_act
from models.queries.local_day import local_day
from models.queries.plan_package import plan_package
from models.queries.preset_in_use import preset_in_use
from models.queries.unaligned_items import unaligned_items
from models.rules.errors import RuleBroken
from models.rules.plan_checks import faults_of, is_refused_in_force
from models.rules.preset import PlanTypeShape
from models.rules.sentence import in_a_row, say
from models.rules.workflow import Action, PeriodState, PlanState, check_note, find_step
from models.scope import Reader
from models.tables.base import db
from models.tables.plan import Plan
from models.tables.plan_version import PlanVersion
from models.tables.reporting_period import ReportingPeriod

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class InForce:
    """A version in force; `unaligned` are the top items that serve nothing of the plan above (S0-DEF-06)."""

    plan_version_id: int
    unaligned: tuple[str, ...] = ()


def put_in_force(version: PlanVersion, act: str, actor: Reader, now: datetime) -> InForce:
    """Check the draft and put it in force in the place of the version that was; the caller commits.

    Raises RuleBroken: 403 and 409 as the workflow says, 422 without an act, and `plan_not_ready` for weights that do
    not sum to 100 and years that differ from their parts.
    """
    plan = db.session.get_one(Plan, version.plan_id)
    preset = preset_in_use(version.institution_id).preset
    workflow = preset.plan_workflow(plan.plan_type.code)
    step = find_step(workflow, version.state, Action.PUT_IN_FORCE, central_roles(actor))
    check_note(step, act)
    db.session.flush()
    shape = preset.plan_type(plan.plan_type.code)
    _check_ready(version, shape)
    _supersede(plan)
    today = local_day(version.institution_id, now)  # asked before: a question in between would flush half a change
    version.state, version.act = PlanState(step.to), act.strip()
    version.in_force_on, version.put_in_force_by = today, actor.name
    if shape.instruments:
        open_plan_years(plan)
    db.session.flush()
    _lay_out_open_sheets(version.institution_id)
    detail = {"plan": plan.code, "number": version.number, "act": version.act}
    record_act(actor, Act("put_in_force", "plan_version", version.id, detail), now)
    unaligned = unaligned_items(version.institution_id, version.id) if shape.needs_alignment else []
    return InForce(version.id, tuple(unaligned))


def _check_ready(version: PlanVersion, shape: PlanTypeShape) -> None:
    package = plan_package(version.institution_id, version.plan_id, version.id)
    if not package.items:
        raise RuleBroken("plan_not_ready", "El plan no tiene elementos: agréguelos antes de ponerlo en vigencia.")
    faults = [problem for problem in faults_of(package, shape) if is_refused_in_force(problem, shape)]
    if faults:
        listed = in_a_row(fault.message for fault in faults[:_SHOWN])
        more = say(" Y {count} más.", count=len(faults) - _SHOWN) if len(faults) > _SHOWN else ""
        raise RuleBroken(
            "plan_not_ready",
            say("El plan no se puede poner en vigencia. {listed}{more}", listed=listed, more=more),
            status=409,
        )


def _supersede(plan: Plan) -> None:
    """The version in force until now makes room."""
    question = select(PlanVersion).where(PlanVersion.plan_id == plan.id, PlanVersion.state == PlanState.IN_FORCE)
    for before in db.session.scalars(question):
        before.state = PlanState.SUPERSEDED
    db.session.flush()


def _lay_out_open_sheets(institution_id: int) -> None:
    """Windows that are open already get the sheets of the plan."""
    question = select(ReportingPeriod.period).where(
        ReportingPeriod.institution_id == institution_id,
        ReportingPeriod.state.in_((PeriodState.OPEN, PeriodState.UNDER_REVIEW, PeriodState.REOPENED)),
    )
    for period in list(db.session.scalars(question)):
        ensure_sheets(institution_id, period)
