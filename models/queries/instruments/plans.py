"""The plans in force whose type declares instruments."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import select

from models.queries.preset_in_use import preset_in_use
from models.rules.workflow import PlanState
from models.tables.base import db
from models.tables.plan import Plan
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion


class InstrumentPlan(NamedTuple):
    """A plan with its version in force."""

    plan_id: int
    plan_version_id: int
    code: str
    name: str
    type_code: str
    first_year: int
    last_year: int

    @property
    def years(self) -> range:
        """The years of the plan."""
        return range(self.first_year, self.last_year + 1)


def instrument_plans(institution_id: int) -> list[InstrumentPlan]:
    """Those that the reader sees, the newest first; one statement, none for an institution without instruments."""
    types = [shape.code for shape in preset_in_use(institution_id).preset.plan_types if shape.instruments]
    if not types:
        return []
    rows = db.session.execute(
        select(Plan.id, PlanVersion.id, Plan.code, Plan.name, PlanType.code, Plan.starts_on, Plan.ends_on)
        .join(PlanVersion, PlanVersion.plan_id == Plan.id)
        .join(PlanType, PlanType.id == Plan.plan_type_id)
        .where(Plan.institution_id == institution_id, PlanVersion.state == PlanState.IN_FORCE, PlanType.code.in_(types))
        .order_by(Plan.starts_on.desc(), Plan.code)
    )
    return [InstrumentPlan(*row[:5], row[5].year, row[6].year) for row in rows]
