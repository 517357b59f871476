"""The years that the plans in force cover."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from models.queries.preset_in_use import preset_in_use
from models.rules.period import Period, PeriodKind
from models.rules.workflow import PlanState
from models.tables.base import db
from models.tables.plan import Plan
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion


@dataclass(frozen=True, slots=True)
class PlanSpan:
    """First and last month of a plan, the day since when it binds, and in which periods its indicators may report."""

    first: Period
    last: Period
    in_force_on: date
    captured: tuple[PeriodKind, ...]

    def asks_for(self, period: Period, due: date) -> bool:
        """The plan covers the period, and was in force before its report was due: nobody is late for what was not."""
        return self.first.start <= period.start and period.end <= self.last.end and self.in_force_on <= due


def plan_spans(institution_id: int) -> list[PlanSpan]:
    """The spans of the plans in force."""
    preset = preset_in_use(institution_id).preset
    rows = db.session.execute(
        select(Plan.starts_on, Plan.ends_on, PlanVersion.in_force_on, PlanType.code)
        .join(PlanVersion, PlanVersion.plan_id == Plan.id)
        .join(PlanType, PlanType.id == Plan.plan_type_id)
        .where(Plan.institution_id == institution_id, PlanVersion.state == PlanState.IN_FORCE)
        .distinct()
    )
    return [
        PlanSpan(
            Period.containing(first, PeriodKind.MONTH),
            Period.containing(last, PeriodKind.MONTH),
            since or first,
            preset.plan_type(code).indicator_frequencies,
        )
        for first, last, since, code in rows
    ]


def plan_horizons(institution_id: int) -> list[Period]:
    """The spans of whole years that the plans in force cover, each once, in order."""
    return sorted({Period.horizon(span.first.year, span.last.year) for span in plan_spans(institution_id)})
