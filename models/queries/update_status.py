"""The state of the update: who entered, who is late, who never did, unit by unit (S0-I-01, S0-II-01, S0-RES-1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import and_, distinct, func, or_, select

from models.queries.preset_in_use import preset_in_use
from models.queries.sheet_board import BoardRow
from models.rules.measure import Direction
from models.rules.period import Period
from models.rules.preset import PlanTypeShape
from models.rules.traffic_light import BandKind
from models.rules.update_kind import UpdateKind
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.indicator import Indicator
from models.tables.org_unit import OrgUnit
from models.tables.plan import Plan
from models.tables.plan_item import PlanItem
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion
from models.tables.progress import Progress
from models.tables.target import Target
from models.tables.update_check import UpdateCheck


@dataclass(frozen=True, slots=True)
class Check:
    """Planning's mark: when and by whom."""

    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One sheet of the board: what it should hold, what it holds that counts, and planning's mark if there is one."""

    sheet: BoardRow
    kind: UpdateKind
    expected: int
    reported: int
    check: Check | None

    @property
    def is_updated(self) -> bool:
        """Every programmed line has a value or a reason."""
        return self.reported >= self.expected


def kind_of(plan_type: PlanTypeShape) -> UpdateKind:
    """Plans with strategic projects are checked as projects, all others as functions."""
    has_projects = any(rule.bands is BandKind.PROJECT for rule in plan_type.score.levels.values())
    return UpdateKind.PROJECTS if has_projects else UpdateKind.FUNCTIONS


def update_status(institution_id: int, period: str) -> list[StatusRow]:
    """All sheets of the period by unit and plan; three statements whatever their number."""
    preset = preset_in_use(institution_id).preset
    counts = _counts(institution_id, period)
    checks = update_checks(institution_id, period)
    rows = db.session.execute(
        select(CaptureSheet, OrgUnit.code, OrgUnit.name, Plan.code, PlanType.code)
        .join(OrgUnit, OrgUnit.id == CaptureSheet.org_unit_id)
        .join(Plan, Plan.id == CaptureSheet.plan_id)
        .join(PlanType, PlanType.id == Plan.plan_type_id)
        .where(CaptureSheet.institution_id == institution_id, CaptureSheet.period == period)
        .order_by(OrgUnit.code, Plan.code)
    )
    found = []
    for sheet, unit_code, unit_name, plan_code, type_code in rows:
        kind = kind_of(preset.plan_type(type_code))
        expected, reported = counts.get((sheet.plan_id, sheet.org_unit_id), (0, 0))
        board = BoardRow.of(sheet, unit_code, unit_name, plan_code)
        found.append(StatusRow(board, kind, expected, reported, checks.get((sheet.org_unit_id, kind))))
    return found


def _counts(institution_id: int, period: str) -> dict[tuple[int, int], tuple[int, int]]:
    """Programmed lines and those of them that count a value or a reason, by plan and unit."""
    span = Period.parse(period)
    counted = and_(
        Progress.indicator_id == Target.indicator_id,
        Progress.org_unit_id == Target.org_unit_id,
        Progress.period == period,
        or_(Progress.counted_actual.is_not(None), Progress.counted_reason != ""),
    )
    rows = db.session.execute(
        select(
            PlanVersion.plan_id,
            Target.org_unit_id,
            func.count(distinct(Target.indicator_id)),
            func.count(distinct(Progress.indicator_id)),
        )
        .join(Indicator, Indicator.id == Target.indicator_id)
        .join(PlanItem, PlanItem.id == Indicator.plan_item_id)
        .join(PlanVersion, and_(PlanVersion.id == PlanItem.plan_version_id, PlanVersion.state == "in_force"))
        .outerjoin(Progress, counted)
        .where(
            Target.institution_id == institution_id,
            Target.period.in_([period, *map(str, span.shorter())]),
            Indicator.frequency == span.kind,
            or_(Target.planned > 0, and_(Target.planned == 0, Indicator.direction == Direction.DOWN)),
        )
        .group_by(PlanVersion.plan_id, Target.org_unit_id)
    )
    return {(plan, unit): (expected, reported) for plan, unit, expected, reported in rows}


def update_checks(institution_id: int, period: str) -> dict[tuple[int, UpdateKind], Check]:
    """Give planning's marks of a period by unit and kind; one statement."""
    rows = db.session.execute(
        select(UpdateCheck, User.first_name, User.last_name)
        .join(User, User.id == UpdateCheck.checked_by_id)
        .where(UpdateCheck.institution_id == institution_id, UpdateCheck.period == period)
    )
    return {
        (check.org_unit_id, check.kind): Check(check.checked_at, f"{first} {last}".strip())
        for check, first, last in rows
    }
