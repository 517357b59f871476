"""Everything that the sections of a report ask for, of one institution and period, at one moment."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from models.queries.consolidation.head import A4_COUNTRIES
from models.queries.local_day import local_day, zone_of
from models.queries.money_at_cut import money_by
from models.queries.preset_in_use import preset_in_use
from models.queries.procedures import procedure_on
from models.queries.report.answered import answered_lines
from models.queries.report.lines import Wanted, report_lines
from models.queries.report.money import budget_lines, items_money
from models.queries.report.part import ReportPart, report_part
from models.queries.report.source import FigureSource, cut_figures, frozen_at, scored_figures
from models.queries.versions_in_force import versions_in_force
from models.rules.period import Period, PeriodKind
from models.rules.report.filters import WHOLE, ReportFilters
from models.rules.report.reading import PlanLine, Reading, ReportLine, SilentLine
from models.rules.report_kind import ReportKind
from models.rules.wording import period_name
from models.rules.workflow import SheetState
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.org_unit import OrgUnit
from models.tables.plan import Plan
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion

PERCENTS = ("percent", "year_percent", "plan_percent", "plan_expected_percent")
Version = tuple[int, str, str, str]
"""Id, code of the plan type, code and name of the plan."""


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """What is to be read: of which institution, kind and period, of one unit and those below it or of all, and what."""

    institution_id: int
    kind: str
    period: str
    org_unit_id: int | None = None
    filters: ReportFilters = WHOLE


def figures_period(period: Period) -> str:
    """Give the period whose figures are read: of the years of a plan the last one, to date."""
    return str(Period.containing(period.end, PeriodKind.YEAR) if period.kind is PeriodKind.HORIZON else period)


def report_versions(institution_id: int, kind: ReportKind, period: str, plan: str = "") -> list[Version]:
    """Give version, plan type, code and name of the plans in force that a report speaks of, in the preset's order.

    `plan` is the code of the one that is wanted; empty: all.
    """
    versions = versions_in_force(institution_id, period)
    rows = db.session.execute(
        select(PlanVersion.id, PlanType.code, Plan.code, Plan.name)
        .join(Plan, Plan.id == PlanVersion.plan_id)
        .join(PlanType, PlanType.id == Plan.plan_type_id)
        .where(PlanVersion.institution_id == institution_id, PlanVersion.id.in_(versions))
        .order_by(PlanType.ordinal, Plan.code)
    )
    return [
        (version, of, code, name)
        for version, of, code, name in rows
        if (not kind.plans or of in kind.plans) and plan in ("", code)
    ]


def read_report(order: ReportOrder, now: datetime) -> Reading:
    """Read it all. Raises RuleBroken for an unknown kind or item, and a period of which there is no such report."""
    in_use = preset_in_use(order.institution_id)
    kind, period = in_use.preset.report_kind(order.kind), Period.parse(order.period)
    kind.check_takes(period)
    versions = report_versions(order.institution_id, kind, order.period, order.filters.plan)
    version_ids = [version for version, *_ in versions]
    part = report_part(order.institution_id, order.org_unit_id, version_ids, order.filters.item)
    found = [(version, *_figures(order, version, part, now)) for version in versions]
    sources = [source for _, source, _ in found]
    of_plans = version_ids if kind.plans or order.filters.plan else [None]
    money = budget_lines(order.institution_id, period, of_plans, part, frozen_at(sources))
    names = _unit_names(order.institution_id)
    locale = in_use.preset.locale
    return Reading(
        preset=in_use.preset,
        kind=kind,
        unit_name="" if order.org_unit_id is None else names[order.org_unit_id][1],
        period_name=str(period_name(order.period, locale)),
        read_at=now.astimezone(zone_of(order.institution_id)).replace(microsecond=0),
        is_provisional=not (sources and all(source is not None and source.is_frozen for source in sources)),
        paper="a4" if in_use.preset.country in A4_COUNTRIES else "letter",
        plans=[_plan(version, source, locale) for version, source, _ in found if source is not None],
        lines=[line for _, _, lines in found for line in lines],
        silent=list(_silent(order, {code for _, _, code, _ in versions}, part, locale)),
        answered=list(answered_lines(order.institution_id, period, part.units, order.filters)),
        money_by_source=money_by(money, lambda line: line.funding_source),
        money_by_unit=money_by(
            (line for line in money if line.org_unit_id in names), lambda line: names[line.org_unit_id or 0][0]
        ),
        filters=order.filters,
        procedure=procedure_on(order.institution_id, kind.procedure, local_day(order.institution_id, now)),
    )


def _figures(
    order: ReportOrder, version: Version, part: ReportPart, now: datetime
) -> tuple[FigureSource | None, list[ReportLine]]:
    """Where the figures of a plan stand, and its lines."""
    version_id, plan_type, *_ = version
    period, shape = Period.parse(order.period), preset_in_use(order.institution_id).preset.plan_type(plan_type)
    source = cut_figures(version_id, period, now)
    source = source or scored_figures(order.institution_id, version_id, figures_period(period))
    if source is None:
        return None, []
    wanted = Wanted(order.institution_id, version_id, shape, period, part, now)
    return source, report_lines(wanted, source, items_money(order.institution_id, version_id, source))


def _plan(version: Version, source: FigureSource, locale: str) -> PlanLine:
    _, _, code, name = version
    summary = source.summary
    percents = {key: _decimal(summary[key]) for key in PERCENTS}
    last_month = Period.containing(source.period.end, PeriodKind.MONTH)
    return PlanLine(
        figures_to=str(period_name(str(last_month), locale)),
        code=code,
        name=name,
        **percents,
        color=summary["color"],
        state=summary["state"],
        counts=summary["activities"]["by_color"],
        reported=summary["reported"],
        expected=summary["expected"],
    )


def _decimal(number: str | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _silent(order: ReportOrder, plans: Collection[str], part: ReportPart, locale: str) -> Iterator[SilentLine]:
    """Sheets inside the span that never came."""
    period = Period.parse(order.period)
    inside = [str(each) for each in (*period.shorter(), period)]
    rows = db.session.execute(
        select(OrgUnit.id, OrgUnit.code, OrgUnit.name, Plan.code, CaptureSheet.period)
        .join(OrgUnit, OrgUnit.id == CaptureSheet.org_unit_id)
        .join(Plan, Plan.id == CaptureSheet.plan_id)
        .where(
            CaptureSheet.institution_id == order.institution_id,
            CaptureSheet.state == SheetState.NO_REPORT,
            CaptureSheet.exempt_reason == "",
            CaptureSheet.period.in_(inside),
            Plan.code.in_(plans),
        )
        .order_by(OrgUnit.code, Plan.code, CaptureSheet.period)
    )
    for unit_id, code, name, plan, month in rows:
        if part.units is None or unit_id in part.units:
            yield SilentLine(code, name, plan, str(period_name(month, locale)))


def _unit_names(institution_id: int) -> dict[int, tuple[str, str]]:
    rows = db.session.execute(
        select(OrgUnit.id, OrgUnit.code, OrgUnit.name).where(OrgUnit.institution_id == institution_id)
    )
    return {key: (code, name) for key, code, name in rows}
