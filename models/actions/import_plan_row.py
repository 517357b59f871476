"""The plan that a package brings, and the version that its content goes into."""

from __future__ import annotations

from sqlalchemy import select

from models.actions.plan_import import PlanImport
from models.actions.put_rows import Counts
from models.actions.refuse_in_force import note_in_force
from models.queries.plan_years import formalized_years
from models.rules.package_problems import Place
from models.rules.sentence import say
from models.rules.workflow import PlanState
from models.tables.base import db
from models.tables.plan import Plan
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion


def import_plan_row(work: PlanImport) -> None:
    """Make or change the plan and find its version: the one in force, else the newest draft, else a first one."""
    row, session = work.package.plan, db.session
    unit_id = None if row.org_unit is None else work.unit_ids[row.org_unit]
    fields = {"name": row.name, "starts_on": row.starts_on, "ends_on": row.ends_on, "org_unit_id": unit_id}
    same = select(Plan).where(Plan.institution_id == work.institution_id, Plan.code == row.code)
    plan = session.scalars(same).one_or_none()
    is_new, is_changed = plan is None, False
    if plan is None:
        kind = select(PlanType).where(PlanType.institution_id == work.institution_id, PlanType.code == row.type)
        plan_type_id = session.scalars(kind).one().id
        plan = Plan(institution_id=work.institution_id, plan_type_id=plan_type_id, code=row.code, **fields)
        session.add(plan)
    elif plan.plan_type.code != row.type:
        standing = plan.plan_type.code
        work.problems.add("plan_type_changed", Place("plan", row.row, "type"), row.code, standing=standing)
    else:
        is_changed = any(getattr(plan, field) != value for field, value in fields.items())
        for field, value in fields.items():
            setattr(plan, field, value)
    session.flush()
    version = None if is_new else _standing_version(plan)
    if version is not None:
        work.version_before = (version.id,)
    else:
        version = _further_version(plan, 1 if is_new else _next_number(plan))
    work.plan_id, work.plan_version_id = plan.id, version.id
    work.formalized = formalized_years(plan.id)
    work.count("plan", Counts(int(is_new), int(is_changed), int(not is_new and not is_changed)))
    if work.is_in_force and is_changed:
        note_in_force(work, Place("plan", row.row), row.code, say("cambiar"))


def is_in_force(institution_id: int, code: str) -> bool:
    """Tell whether a plan has a version in force, which an import may not change."""
    question = (
        select(PlanVersion.id)
        .join(Plan, Plan.id == PlanVersion.plan_id)
        .where(Plan.institution_id == institution_id, Plan.code == code, PlanVersion.state == PlanState.IN_FORCE)
    )
    return db.session.scalar(question) is not None


def _standing_version(plan: Plan) -> PlanVersion | None:
    newest_first = PlanVersion.number.desc()
    in_force_first = (PlanVersion.state == PlanState.IN_FORCE).desc()
    question = select(PlanVersion).where(
        PlanVersion.plan_id == plan.id, PlanVersion.state.in_((PlanState.IN_FORCE, PlanState.DRAFT))
    )
    return db.session.scalars(question.order_by(in_force_first, newest_first).limit(1)).one_or_none()


def _further_version(plan: Plan, number: int) -> PlanVersion:
    version = PlanVersion(institution_id=plan.institution_id, plan_id=plan.id, number=number, state=PlanState.DRAFT)
    db.session.add(version)
    db.session.flush()
    return version


def _next_number(plan: Plan) -> int:
    question = select(PlanVersion.number).where(PlanVersion.plan_id == plan.id).order_by(PlanVersion.number.desc())
    return (db.session.scalars(question.limit(1)).one_or_none() or 0) + 1
