"""Everything that the sections of a report ask for, of one institution and period, at one moment."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select, text

from models.queries.consolidation.head import A4_COUNTRIES
from models.queries.local_day import zone_of
from models.queries.money_at_cut import LineAtCut, lines_at_cut, money_by, money_of_items
from models.queries.preset_in_use import preset_in_use
from models.queries.report.answered import answered_lines
from models.queries.report.lines import Wanted, report_lines
from models.queries.report.source import FigureSource, cut_figures, scored_figures
from models.queries.versions_in_force import versions_in_force
from models.rules.period import Period, PeriodKind
from models.rules.preset import Preset
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
    """What is to be read: of which institution, kind and period, of one unit and those below it or of all."""

    institution_id: int
    kind: str
    period: str
    org_unit_id: int | None = None


def figures_period(period: Period) -> str:
    """Give the period whose figures are read: of the years of a plan the last one, to date."""
    return str(Period.containing(period.end, PeriodKind.YEAR) if period.kind is PeriodKind.HORIZON else period)


def report_versions(institution_id: int, kind: ReportKind, period: str) -> list[Version]:
    """Give version, plan type, code and name of the plans in force that a report speaks of, in the preset's order."""
    versions = versions_in_force(institution_id, period)
    rows = db.session.execute(
        select(PlanVersion.id, PlanType.code, Plan.code, Plan.name)
        .join(Plan, Plan.id == PlanVersion.plan_id)
        .join(PlanType, PlanType.id == Plan.plan_type_id)
        .where(PlanVersion.institution_id == institution_id, PlanVersion.id.in_(versions))
        .order_by(PlanType.ordinal, Plan.code)
    )
    return [(version, of, code, name) for version, of, code, name in rows if not kind.plans or of in kind.plans]


def read_report(order: ReportOrder, now: datetime) -> Reading:
    """Read it all. Raises RuleBroken for an unknown kind and for a period of which there is no such report."""
    in_use = preset_in_use(order.institution_id)
    kind, period = in_use.preset.report_kind(order.kind), Period.parse(order.period)
    kind.check_takes(period)
    units = _units(order)
    versions = report_versions(order.institution_id, kind, order.period)
    plans, lines, frozen = [], list[ReportLine](), []
    for version_id, plan_type, code, name in versions:
        source = cut_figures(version_id, period, now)
        source = source or scored_figures(order.institution_id, version_id, figures_period(period))
        frozen.append(source is not None and source.is_frozen)
        if source is None:
            continue
        wanted = Wanted(order.institution_id, version_id, in_use.preset.plan_type(plan_type), period, units, now)
        lines += report_lines(wanted, source, money_of_items(order.institution_id, version_id, str(source.period)))
        plans.append(_plan(code, name, source, in_use.preset.locale))
    money = _money(order, kind, versions, units)
    names = _unit_names(order.institution_id)
    return Reading(
        preset=in_use.preset,
        kind=kind,
        unit_name="" if order.org_unit_id is None else names[order.org_unit_id][1],
        period_name=str(period_name(order.period, in_use.preset.locale)),
        read_at=now.astimezone(zone_of(order.institution_id)).replace(microsecond=0),
        is_provisional=not (frozen and all(frozen)),
        paper="a4" if in_use.preset.country in A4_COUNTRIES else "letter",
        plans=plans,
        lines=lines,
        answered=list(answered_lines(order.institution_id, period, units)),
        silent=list(_silent(order.institution_id, [code for _, _, code, _ in versions], period, units, in_use.preset)),
        money_by_source=money_by(money, lambda line: line.funding_source),
        money_by_unit=money_by(
            (line for line in money if line.org_unit_id in names), lambda line: names[line.org_unit_id or 0][0]
        ),
    )


def _plan(code: str, name: str, source: FigureSource, locale: str) -> PlanLine:
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


def _money(
    order: ReportOrder, kind: ReportKind, versions: Iterable[Version], units: Collection[int] | None
) -> list[LineAtCut]:
    """The lines of the year of the cut, of a report on several years those of all; with some plans theirs alone."""
    period = Period.parse(order.period)
    cuts = period.parts(PeriodKind.YEAR) if period.kind is PeriodKind.HORIZON else (period,)
    plans = [version for version, *_ in versions] if kind.plans else [None]
    lines = (line for plan in plans for cut in cuts for line in lines_at_cut(order.institution_id, str(cut), plan))
    return [line for line in lines if units is None or line.org_unit_id in units]


def _silent(
    institution_id: int, plans: Collection[str], period: Period, units: Collection[int] | None, preset: Preset
) -> Iterator[SilentLine]:
    """Sheets inside the span that never came."""
    inside = [str(each) for each in (*period.shorter(), period)]
    rows = db.session.execute(
        select(OrgUnit.id, OrgUnit.code, OrgUnit.name, Plan.code, CaptureSheet.period)
        .join(OrgUnit, OrgUnit.id == CaptureSheet.org_unit_id)
        .join(Plan, Plan.id == CaptureSheet.plan_id)
        .where(
            CaptureSheet.institution_id == institution_id,
            CaptureSheet.state == SheetState.NO_REPORT,
            CaptureSheet.exempt_reason == "",
            CaptureSheet.period.in_(inside),
            Plan.code.in_(plans),
        )
        .order_by(OrgUnit.code, Plan.code, CaptureSheet.period)
    )
    for unit_id, code, name, plan, month in rows:
        if units is None or unit_id in units:
            yield SilentLine(code, name, plan, str(period_name(month, preset.locale)))


def _unit_names(institution_id: int) -> dict[int, tuple[str, str]]:
    rows = db.session.execute(
        select(OrgUnit.id, OrgUnit.code, OrgUnit.name).where(OrgUnit.institution_id == institution_id)
    )
    return {key: (code, name) for key, code, name in rows}


_BELOW = text(
    """
    WITH RECURSIVE below AS (
        SELECT id FROM org_unit WHERE institution_id = :institution_id AND id = :org_unit_id
         UNION
        SELECT unit.id FROM org_unit unit JOIN below ON unit.parent_id = below.id)
    SELECT id FROM below
    """
)


def _units(order: ReportOrder) -> frozenset[int] | None:
    """The unit and all below it; None for the whole institution."""
    if order.org_unit_id is None:
        return None
    bound = {"institution_id": order.institution_id, "org_unit_id": order.org_unit_id}
    return frozenset(db.session.scalars(_BELOW, bound))
