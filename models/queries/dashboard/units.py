"""Dependencies as the consolidation prints them: each the roll-up of its functions (R C-18), in one or more periods."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import and_, select, tuple_

from models.queries.dashboard.trends import TrendPoint, periods_until
from models.queries.known_scores import stored_score
from models.queries.preset_in_use import preset_in_use
from models.queries.scored_items import levels_of
from models.rules.figures import Figures
from models.rules.score_item import ItemInput, ItemScore
from models.rules.score_tree import group
from models.rules.traffic_light import BandKind
from models.tables.base import db
from models.tables.level import Level
from models.tables.org_unit import OrgUnit
from models.tables.plan_item import PlanItem
from models.tables.plan_type import PlanType
from models.tables.plan_version import PlanVersion
from models.tables.score import Score


class UnitLine(NamedTuple):
    """A unit with its roll-up to date; `counts` are its activities by colour."""

    org_unit_id: int
    code: str
    name: str
    plan_type: str
    percent: Decimal | None
    year_percent: Decimal | None
    color: str
    state: str
    reported: int
    expected: int
    counts: Mapping[str, int]


@dataclass(slots=True)
class _Functions:
    """The functions of one unit in one period, and the plan type of the first: its rule makes the unit's figure."""

    code: str
    name: str
    plan_type: str
    scores: list[ItemScore]


def unit_lines(
    institution_id: int, periods: Collection[str], unit_ids: Collection[int] | None = None
) -> dict[str, list[UnitLine]]:
    """Units with stored functions that the reader may see, all or some, by period and worst first; one statement."""
    preset = preset_in_use(institution_id).preset
    found: dict[str, list[UnitLine]] = {period: [] for period in periods}
    for (period, unit_id), own in _functions(institution_id, periods, unit_ids).items():
        shape = preset.plan_type(own.plan_type)
        figures, counts = group(own.scores, shape.score.org_unit, shape.score, shape.bands)
        found[period].append(
            UnitLine(
                *(unit_id, own.code, own.name, own.plan_type, figures.capped_percent, figures.year_percent),
                *(figures.color, figures.state.value, figures.reported, figures.expected, counts.by_color),
            )
        )
    return {period: sorted(lines, key=_severity) for period, lines in found.items()}


def unit_trends(institution_id: int, unit_ids: Collection[int], period: str) -> Mapping[int, Sequence[TrendPoint]]:
    """The roll-ups of some units up to a period, one point a period; one statement."""
    return trends_of(unit_lines(institution_id, periods_until(period), unit_ids), unit_ids)


def trends_of(
    lines: Mapping[str, Collection[UnitLine]], unit_ids: Collection[int]
) -> Mapping[int, Sequence[TrendPoint]]:
    """The same from lines that are known, in the order of their periods."""
    known = {
        (line.org_unit_id, at): TrendPoint(at, line.percent, line.color, line.state)
        for at, of_period in lines.items()
        for line in of_period
    }
    return {unit: [known.get((unit, at), TrendPoint(at)) for at in lines] for unit in unit_ids}


def _severity(line: UnitLine) -> tuple[int, Decimal, str]:
    """As WORST_FIRST orders items."""
    rank = 0 if line.color == "red" else 2 if line.percent is None else 1
    return rank, Decimal(-1) if line.percent is None else line.percent, line.code


def _functions(
    institution_id: int, periods: Collection[str], unit_ids: Collection[int] | None
) -> dict[tuple[str, int], _Functions]:
    levels = levels_of(institution_id, BandKind.FUNCTION)
    question = (
        select(
            *(Score.period, OrgUnit.id, OrgUnit.code, OrgUnit.name, PlanType.code, PlanItem.id, PlanItem.parent_id),
            *(Level.code, PlanItem.weight, *(getattr(Score, name) for name in Figures._fields)),
            *(Score.counts, Score.basis),
        )
        .join(PlanItem, and_(PlanItem.id == Score.plan_item_id, PlanItem.plan_version_id == Score.plan_version_id))
        .join(PlanVersion, and_(PlanVersion.id == Score.plan_version_id, PlanVersion.state == "in_force"))
        .join(Level, Level.id == PlanItem.level_id)
        .join(PlanType, PlanType.id == Level.plan_type_id)
        .join(OrgUnit, OrgUnit.id == PlanItem.org_unit_id)
        .where(Score.institution_id == institution_id, Score.period.in_(periods))
        .where(tuple_(PlanType.code, Level.code).in_(levels))
        .order_by(PlanItem.ordinal, PlanItem.code)
    )
    if unit_ids is not None:
        question = question.where(PlanItem.org_unit_id.in_(unit_ids))
    found: defaultdict[tuple[str, int], list[ItemScore]] = defaultdict(list)
    names: dict[tuple[str, int], tuple[str, str, str]] = {}
    for (
        period,
        unit_id,
        code,
        name,
        plan_type,
        *item,
    ) in db.session.execute(question) if levels else ():
        names.setdefault((period, unit_id), (code, name, plan_type))
        figures, counts, _ = stored_score(item[4:])
        found[period, unit_id].append(ItemScore(ItemInput(*item[:4]), figures, counts))
    return {key: _Functions(*names[key], scores) for key, scores in found.items()}
