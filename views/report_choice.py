"""What the wizard of reports has been told so far: kind, period, unit, part of the plans, only what is not green."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flask import abort, request
from sqlalchemy import or_, select

from models.queries.plan_spans import plan_horizons
from models.queries.preset_in_use import preset_in_use
from models.queries.report.reading import ReportOrder, figures_period, report_versions
from models.rules.period import Period, PeriodKind
from models.rules.report.filters import ReportFilters
from models.rules.report_kind import ReportKind
from models.rules.traffic_light import BandKind
from models.tables.base import db
from models.tables.level import Level
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from views.base import acting_reader

MOST_PERIODS, MOST_PARTS = 8, 400
"""How many periods back a report is offered; how many parts of plans."""
SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Choice:
    """As it stands in the address, or in the form that was refused; `part` is a plan, or « plan|item »."""

    kind: ReportKind | None
    period: str
    unit: OrgUnit | None
    part: str
    only_not_green: bool

    @property
    def filters(self) -> ReportFilters:
        """What the report is narrowed to."""
        plan, _, item = self.part.partition(SEPARATOR)
        return ReportFilters(plan, item, self.only_not_green)

    @property
    def is_repeated(self) -> bool:
        """Nothing is left out, and the clock prepares such a report by itself."""
        return self.kind is not None and bool(self.kind.rule) and self.unit is None and not self.filters.kept

    def order(self) -> ReportOrder:
        """What would be made; 400 while no kind is chosen."""
        if self.kind is None:
            abort(400)
        unit_id = None if self.unit is None else self.unit.id
        return ReportOrder(acting_reader().institution_id or 0, self.kind.code, self.period, unit_id, self.filters)


class PlanPart(NamedTuple):
    """One option: a whole plan, or one of its items."""

    value: str
    label: str


def report_choice() -> Choice:
    """Read it; 404 for a unit that there is not."""
    asked: Mapping[str, str] = request.form if request.method == "POST" else request.args
    kinds = preset_in_use(acting_reader().institution_id or 0).preset.report_kinds
    kind = next((each for each in kinds if each.code == asked.get("kind", "")), None)
    unit = asked.get("unit", "")
    return Choice(
        kind,
        asked.get("period", ""),
        _unit(unit) if unit else None,
        asked.get("part", ""),
        asked.get("only_not_green") == "1",
    )


def offered_periods(institution_id: int, kind: ReportKind | None, today: date) -> list[str]:
    """The periods that the kind is made of, the one in course first."""
    if kind is None:
        return []
    if kind.frequency is PeriodKind.HORIZON:
        return [str(horizon) for horizon in plan_horizons(institution_id) if kind.takes(horizon)]
    found, period = list[str](), Period.containing(today, kind.frequency)
    while len(found) < MOST_PERIODS and period.year > today.year - MOST_PERIODS:
        found += [str(period)] if kind.takes(period) else []
        period = period.previous()
    return found


def suggested_period(periods: Sequence[str], today: date) -> str:
    """The newest of them that is over, of which a report is final; else the first, "" where there is none."""
    over = (period for period in periods if Period.parse(period).end < today)
    return next(over, periods[0] if periods else "")


def offered_parts(institution_id: int, kind: ReportKind | None, periods: list[str]) -> list[PlanPart]:
    """The plans of the newest period that is offered, each with its uppermost items and those coloured as projects."""
    if kind is None or not periods:
        return []
    parts, preset = list[PlanPart](), preset_in_use(institution_id).preset
    for version, plan_type, code, name in report_versions(
        institution_id, kind, figures_period(Period.parse(periods[0]))
    ):
        levels = preset.plan_type(plan_type).score.levels
        colored = [level for level, rule in levels.items() if rule.bands is BandKind.PROJECT]
        items = db.session.execute(
            select(PlanItem.code, PlanItem.name)
            .join(Level, Level.id == PlanItem.level_id)
            .where(PlanItem.plan_version_id == version, ~Level.reports)
            .where(or_(PlanItem.parent_id.is_(None), Level.code.in_(colored)))
            .order_by(Level.ordinal, PlanItem.ordinal, PlanItem.code)
            .limit(MOST_PARTS)
        )
        parts.append(PlanPart(code, f"{code} · {name}"))
        parts += [PlanPart(f"{code}{SEPARATOR}{item}", f"{code} › {item} {called}") for item, called in items]
    return parts


def _unit(code: str) -> OrgUnit:
    unit = db.session.scalars(select(OrgUnit).where(OrgUnit.code == code)).one_or_none()
    if unit is None:
        abort(404)
    return unit
