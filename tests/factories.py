"""Persisted rows with sensible defaults, one plain function a table. The caller commits where others must see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select
from werkzeug.security import generate_password_hash

from models.rules.indicator_kind import IndicatorKind
from models.rules.measure import Accumulation, Direction
from models.rules.period import PeriodKind
from models.rules.roles import Role
from models.rules.workflow import PlanState
from models.tables.assignment import Assignment
from models.tables.base import db
from models.tables.indicator import Indicator
from models.tables.institution import Institution
from models.tables.level import Level
from models.tables.org_unit import OrgUnit
from models.tables.person import Person
from models.tables.plan import Plan
from models.tables.plan_item import PlanItem
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion
from models.tables.target import Target

PASSWORD = "rumbo-de-prueba-2027"
# One cheap hash for all throw-away users: scrypt's default costs 60 ms each.
PASSWORD_HASH = generate_password_hash(PASSWORD, method="pbkdf2:sha256:1")
_numbers = count(1)


def institution(code: str = "hacienda_sv") -> Institution:
    """The institution that the shipped preset made."""
    return db.session.scalars(select(Institution).where(Institution.code == code)).one()


def make_unit(
    code: str = "", *, parent: OrgUnit | None = None, kind: str = "direccion", of: str = "hacienda_sv"
) -> OrgUnit:
    """An org unit in scope."""
    code = code or f"U{next(_numbers):03d}"
    unit = OrgUnit(
        institution_id=institution(of).id,
        code=code,
        name=f"Dirección {code}",
        kind=kind,
        in_scope=True,
        parent_id=parent.id if parent else None,
        valid_from=date(2020, 1, 1),
    )
    db.session.add(unit)
    db.session.flush()
    return unit


def make_user(username: str, *held: tuple[Role, OrgUnit], of: str = "hacienda_sv", acting: bool = False) -> User:
    """A person of the institution who holds roles in units since 2020; `acting`: beside the holder of the post."""
    user = User(
        username=username,
        first_name=username.capitalize(),
        last_name="de prueba",
        email=f"{username}@ministerio.example",
        active=True,
        password=PASSWORD_HASH,
    )
    db.session.add(user)
    db.session.flush()
    where = institution(of).id
    db.session.add(Person(user_id=user.id, institution_id=where))
    db.session.flush()
    for role, unit in held:
        db.session.add(
            Assignment(
                institution_id=where,
                user_id=user.id,
                org_unit_id=unit.id,
                role=role,
                starts_on=date(2020, 1, 1),
                is_acting=acting,
            )
        )
    db.session.flush()
    return user


def make_plan(
    code: str = "",
    *,
    plan_type: str = "POA",
    year: int = 2027,
    of: str = "hacienda_sv",
    state: PlanState = PlanState.IN_FORCE,
) -> PlanVersion:
    """A plan with one version, in force unless it is said otherwise, for whole calendar years."""
    home = institution(of)
    kind = db.session.scalars(
        select(PlanType).where(PlanType.institution_id == home.id, PlanType.code == plan_type)
    ).one()
    code = code or f"{plan_type}-{next(_numbers)}"
    last_year = year + 4 if plan_type == "PEI" else year
    plan = Plan(
        institution_id=home.id,
        plan_type_id=kind.id,
        code=code,
        name=f"Plan {code}",
        starts_on=date(year, 1, 1),
        ends_on=date(last_year, 12, 31),
    )
    db.session.add(plan)
    db.session.flush()
    version = PlanVersion(
        institution_id=home.id,
        plan_id=plan.id,
        number=1,
        state=state,
    )
    if state is PlanState.IN_FORCE:
        version.act, version.in_force_on, version.put_in_force_by = "Acuerdo 1", date(year, 1, 1), "sistema"
    db.session.add(version)
    db.session.flush()
    return version


@dataclass(frozen=True, slots=True)
class ItemSpec:
    """Where an item hangs and what it weighs."""

    level: str
    unit: OrgUnit
    parent: PlanItem | None = None
    weight: Decimal | None = None


def make_item(version: PlanVersion, code: str, spec: ItemSpec) -> PlanItem:
    """An item of a plan's version at a level of its plan type."""
    plan = db.session.get_one(Plan, version.plan_id)
    level = db.session.scalars(
        select(Level).where(Level.plan_type_id == plan.plan_type_id, Level.code == spec.level)
    ).one()
    item = PlanItem(
        institution_id=version.institution_id,
        plan_version_id=version.id,
        parent_id=spec.parent.id if spec.parent else None,
        level_id=level.id,
        org_unit_id=spec.unit.id,
        code=code,
        name=f"Elemento {code}",
        weight=spec.weight,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
    )
    db.session.add(item)
    db.session.flush()
    return item


def make_indicator(
    item: PlanItem, targets: Mapping[str, int | str | Decimal], *, accumulation: Accumulation = Accumulation.SUM
) -> Indicator:
    """An increasing indicator of `item` with its targets by period code, for the item's own unit."""
    indicator = Indicator(
        institution_id=item.institution_id,
        plan_version_id=item.plan_version_id,
        plan_item_id=item.id,
        code=f"{item.code}-IND",
        name=f"Indicador de {item.code}",
        unit="informe",
        kind=IndicatorKind.OUTPUT,
        direction=Direction.UP,
        accumulation=accumulation,
        frequency=PeriodKind.MONTH,
    )
    db.session.add(indicator)
    db.session.flush()
    for period, planned in targets.items():
        db.session.add(
            Target(
                institution_id=item.institution_id,
                indicator_id=indicator.id,
                org_unit_id=item.org_unit_id,
                period=period,
                planned=Decimal(planned),
            )
        )
    db.session.flush()
    return indicator
