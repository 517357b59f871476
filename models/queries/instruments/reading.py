"""One reading of a plan and a year for all its instruments: a handful of statements, whatever the size of the plan."""

from __future__ import annotations

from datetime import datetime

from models.clock import looking_back
from models.queries.consolidation.head import A4_COUNTRIES
from models.queries.cuts import cut_of
from models.queries.instruments.money import plan_money, spent_money
from models.queries.instruments.standing import standing_at
from models.queries.instruments.structure import item_lines, target_lines, units_of
from models.queries.local_day import zone_of
from models.queries.preset_in_use import preset_in_use
from models.rules.instrument_view.reading import InstrumentReading
from models.tables.base import db
from models.tables.plan import Plan
from models.tables.plan_version import PlanVersion


def instrument_reading(plan_version_id: int, year: int, now: datetime, period: str | None = None) -> InstrumentReading:
    """Read a version as its reader sees it; with a `period` also the figures at that cut."""
    version = db.session.get_one(PlanVersion, plan_version_id)
    plan = db.session.get_one(Plan, version.plan_id)
    preset = preset_in_use(plan.institution_id).preset
    years = range(plan.starts_on.year, plan.ends_on.year + 1)
    units = units_of(plan.institution_id)
    standing = None
    if period is not None:
        cut = cut_of(version.id, period, looking_back.get())
        money = spent_money(version, period, cut.frozen_at if cut else None, units)
        standing = standing_at(version, period, money, cut)
    return InstrumentReading(
        preset=preset,
        shape=preset.plan_type(plan.plan_type.code),
        plan_code=plan.code,
        plan_name=plan.name,
        years=years,
        year=year,
        read_at=now.astimezone(zone_of(plan.institution_id)),
        lines=item_lines(version, units),
        targets=target_lines(version, years, units),
        money=plan_money(version, years, units),
        standing=standing,
        paper="a4" if preset.country in A4_COUNTRIES else "letter",
    )
