"""The lines of capture sheets: every activity that a unit answers for, programmed in the month or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, and_, exists, func, or_, select, union
from sqlalchemy.orm import aliased

from models.queries.requests.requesting import is_requested
from models.rules.measure import Direction, Measure
from models.rules.period import FREQUENCIES, Period
from models.rules.planned import planned_in
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.evidence import Evidence
from models.tables.indicator import Indicator
from models.tables.information_request import InformationRequest
from models.tables.level import Level
from models.tables.plan_item import PlanItem
from models.tables.plan_version import PlanVersion
from models.tables.progress import Progress
from models.tables.request_line import RequestLine
from models.tables.target import Target

Parent = aliased(PlanItem)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One indicator of one activity on a sheet, with its target of the period and what was entered so far.

    `progress_id` and `row_version` are None until something was entered. Texts are never None.
    """

    sheet_id: int
    plan_version_id: int
    item_id: int
    item_code: str
    item_name: str
    group_code: str
    group_name: str
    indicator_id: int
    indicator_name: str
    unit: str
    direction: Direction
    decimals: int
    planned: Decimal | None
    does_not_apply: bool
    progress_id: int | None
    row_version: int | None
    actual: Decimal | None
    no_report_reason: str
    cause: str
    corrective_action: str
    note: str
    evidence_count: int

    @property
    def is_programmed(self) -> bool:
        """A target of the period that asks for a value: zero asks only where zero is a true target (R C-11)."""
        return self.planned is not None and (self.planned != 0 or self.direction is Direction.DOWN)

    @property
    def is_missing(self) -> bool:
        """Programmed, and neither a value nor a justified no-report is there (R C-30)."""
        return self.is_programmed and self.actual is None and not self.no_report_reason


def sheet_lines(sheets: Collection[CaptureSheet]) -> list[SheetLine]:
    """Lines of all `sheets`, which share one period, in the order of the plan.

    One statement; one more for periods longer than a month, whose targets may stand on its parts.
    """
    if not sheets:
        return []
    period = Period.parse(next(iter(sheets)).period)
    asked: list[ColumnElement[bool]] = [and_(Level.reports, Indicator.frequency == period.kind)]
    if is_requested(next(iter(sheets)).institution_id, str(period)):
        asked.append(_is_requested())
    rows = db.session.execute(_statement([sheet.id for sheet in sheets], asked)).all()
    units = {sheet.id: sheet.org_unit_id for sheet in sheets}
    planned = _planned_by_parts([(row[3], units[row[0]]) for row in rows if row[4] is None], period)
    return [_line(row, planned.get((row[3].id, units[row[0]]))) for row in rows]


def _planned_by_parts(cells: Sequence[tuple[Indicator, int]], period: Period) -> dict[tuple[int, int], Decimal | None]:
    """What the targets of shorter periods make of this one, by indicator and unit; nothing is asked for a month.

    Of an indicator of longer periods, which a request asks for when one of these ends, it is the target of that one.
    """
    ending = [Period.containing(period.end, kind) for kind in FREQUENCIES[FREQUENCIES.index(period.kind) + 1 :]]
    around = {str(longer): longer for longer in ending if longer.end == period.end}
    parts = {str(part): part for part in period.shorter()} | around
    if not cells or not period.shorter():
        return {}
    targets: defaultdict[tuple[int, int], dict[Period, Decimal]] = defaultdict(dict)
    for indicator_id, unit_id, part, value in db.session.execute(
        select(Target.indicator_id, Target.org_unit_id, Target.period, Target.planned).where(
            Target.indicator_id.in_({indicator.id for indicator, _ in cells}),
            Target.org_unit_id.in_({unit_id for _, unit_id in cells}),
            Target.period.in_(parts),
        )
    ):
        if value is not None:
            targets[indicator_id, unit_id][parts[part]] = value
    return {
        (indicator.id, unit_id): _planned(indicator, targets[indicator.id, unit_id], period)
        for indicator, unit_id in cells
        if (indicator.id, unit_id) in targets
    }


def _planned(indicator: Indicator, targets: Mapping[Period, Decimal], period: Period) -> Decimal | None:
    own = Period.containing(period.end, indicator.frequency)
    if own.months > period.months:
        return targets.get(own)
    return planned_in(Measure(indicator.direction, indicator.accumulation), targets, period)


def _line(row: Row[Any], planned: Decimal | None) -> SheetLine:
    sheet_id, item, group, indicator, target, progress, evidence = tuple(row)
    return SheetLine(
        sheet_id=sheet_id,
        plan_version_id=indicator.plan_version_id,
        item_id=item.id,
        item_code=item.code,
        item_name=item.name,
        group_code=group.code if group else "",
        group_name=group.name if group else "",
        indicator_id=indicator.id,
        indicator_name=indicator.name,
        unit=indicator.unit,
        direction=indicator.direction,
        decimals=indicator.decimals,
        planned=target.planned if target else planned,
        does_not_apply=bool(target and target.does_not_apply),
        progress_id=progress.id if progress else None,
        row_version=progress.row_version if progress else None,
        actual=progress.actual if progress else None,
        no_report_reason=progress.no_report_reason if progress else "",
        cause=progress.cause if progress else "",
        corrective_action=progress.corrective_action if progress else "",
        note=progress.note if progress else "",
        evidence_count=evidence,
    )


def _is_requested() -> ColumnElement[bool]:
    """The indicator is asked of the sheet's unit by a request about its period, on whatever level it stands."""
    of_period = and_(
        InformationRequest.id == RequestLine.information_request_id, InformationRequest.period == CaptureSheet.period
    )
    return exists().where(
        of_period, RequestLine.org_unit_id == CaptureSheet.org_unit_id, RequestLine.indicator_id == Indicator.id
    )


def _statement(sheet_ids: Sequence[int], asked: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """The lines with their cells of the period; the whole plan is never read, however many sheets are asked."""
    answered = _answered(select(CaptureSheet.org_unit_id).where(CaptureSheet.id.in_(sheet_ids)))
    evidence = (
        select(func.count())
        .where(Evidence.progress_id == Progress.id, Evidence.is_current)
        .correlate(Progress)
        .scalar_subquery()
    )
    return (
        select(CaptureSheet.id, PlanItem, Parent, Indicator, Target, Progress, evidence)
        .join(answered, answered.c.org_unit_id == CaptureSheet.org_unit_id)
        .join(Indicator, Indicator.id == answered.c.indicator_id)
        .join(PlanItem, PlanItem.id == Indicator.plan_item_id)
        .join(Level, Level.id == PlanItem.level_id)
        .join(
            PlanVersion,
            and_(
                PlanVersion.id == PlanItem.plan_version_id,
                PlanVersion.plan_id == CaptureSheet.plan_id,
                PlanVersion.state == "in_force",
            ),
        )
        .outerjoin(Parent, Parent.id == PlanItem.parent_id)
        .outerjoin(Target, _same_cell(Target))
        .outerjoin(Progress, _same_cell(Progress))
        .where(CaptureSheet.id.in_(sheet_ids), or_(*asked))
        .order_by(CaptureSheet.id, Parent.ordinal, Parent.code, PlanItem.ordinal, PlanItem.code, Indicator.code)
    )


def _answered(units: Select[Any]) -> Subquery:
    """Which indicators units answer for: those with targets of their own, and their items' that have none at all."""
    targeted = select(Target.indicator_id, Target.org_unit_id).where(Target.org_unit_id.in_(units))
    untargeted = (
        select(Indicator.id, PlanItem.org_unit_id)
        .join(PlanItem, PlanItem.id == Indicator.plan_item_id)
        .where(PlanItem.org_unit_id.in_(units), ~exists().where(Target.indicator_id == Indicator.id))
    )
    return union(targeted, untargeted).subquery("answered")


def _same_cell(table: type[Target | Progress]) -> ColumnElement[bool]:
    return and_(
        table.indicator_id == Indicator.id,
        table.org_unit_id == CaptureSheet.org_unit_id,
        table.period == CaptureSheet.period,
    )
