"""The execution of the budget as people look at it: by source, class, top level, dependency or code.

Amounts are added up before any percent (R C-21); where an advance is known it stands beside them (R C-22, C-23, C-25).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import select, text

from models.queries.dashboard.units import unit_lines
from models.queries.money_at_cut import LineAtCut, lines_at_cut, money_by
from models.queries.preset_in_use import preset_in_use
from models.rules.incoherence import Fact, money_facts
from models.rules.money import (
    ChainBreak,
    Comparison,
    ExecutedPercents,
    Money,
    chain_breaks,
    compare,
    executed_percents,
    financial_color,
    programmed_execution_percent,
    total_money,
)
from models.rules.period import Period
from models.rules.preset import PlanTypeShape
from models.rules.traffic_light import combined_color
from models.tables.base import db
from models.tables.org_unit import OrgUnit
from models.tables.score import Score


class Grouping(StrEnum):
    """By what the lines are added up."""

    SOURCE = "source"
    CLASS = "class"
    TOP = "top"
    UNIT = "unit"
    CODE = "code"


# The items of some lines with everything above them.
_ABOVE = text(
    """
    WITH RECURSIVE above AS (
        SELECT id, parent_id, code, name, level_id FROM plan_item
         WHERE institution_id = :institution_id AND id = ANY(:ids)
        UNION
        SELECT item.id, item.parent_id, item.code, item.name, item.level_id
          FROM plan_item item JOIN above ON item.id = above.parent_id
    )
    SELECT above.id, above.parent_id, above.code, above.name, plan_type.code
      FROM above JOIN level ON level.id = above.level_id JOIN plan_type ON plan_type.id = level.plan_type_id
    """
)


class _Item(NamedTuple):
    parent: int | None
    code: str
    name: str
    plan_type: str


@dataclass(frozen=True, slots=True)
class ExecutionQuestion:
    """What is asked: a cut, a grouping, and lines of one source, one unit or one branch of the plan alone."""

    institution_id: int
    period: str
    grouping: Grouping
    source: str | None = None
    unit: int | None = None
    item: int | None = None


class ExecutionRow(NamedTuple):
    """A group of lines. `key` finds it again in an address; what has no advance of its own has no comparison."""

    key: str
    code: str
    name: str
    money: Money
    percents: ExecutedPercents
    programmed: Decimal | None
    financial: str | None
    breaks: tuple[ChainBreak, ...]
    physical: str | None = None
    combined: str | None = None
    comparison: Comparison | None = None
    facts: tuple[Fact, ...] = ()


class ExecutionTable(NamedTuple):
    """The groups, their total, the branch that is looked at from the top down, and how many lines are of no item."""

    rows: Sequence[ExecutionRow]
    total: ExecutionRow
    path: Sequence[tuple[int, str, str]]
    unlinked: int


class _Advance(NamedTuple):
    percent: Decimal | None
    color: str
    plan_type: str


def execution_table(question: ExecutionQuestion) -> ExecutionTable:
    """Answer with the lines that the reader sees; four statements at most."""
    every = lines_at_cut(question.institution_id, question.period)
    tree = _tree(question.institution_id, {line.plan_item_id for line in every if line.plan_item_id is not None})
    lines = [line for line in every if _is_asked(line, question, tree)]
    names, advances = _named(question, lines, tree)
    key = _key(question, tree)
    preset = preset_in_use(question.institution_id).preset
    rows = []
    for each, money in money_by(lines, key).items():
        code, name = names(each)
        advance = advances.get(each)
        shape = preset.plan_type(advance.plan_type) if advance else preset.plan_types[0]
        rows.append(_row((str(each), code, name), money, question.period, shape, advance))
    rows.sort(key=lambda row: (not row.key or row.key == "None", row.code or row.name))
    total = _row(("", "", ""), total_money([line.money for line in lines]), question.period, preset.plan_types[0], None)
    path = [(item, tree[item].code, tree[item].name) for item in reversed(_chain(question.item, tree))]
    return ExecutionTable(rows, total, path, sum(line.plan_item_id is None for line in every))


def _row(
    told: tuple[str, str, str], money: Money, period: str, shape: PlanTypeShape, advance: _Advance | None
) -> ExecutionRow:
    cut = Period.parse(period)
    programmed = programmed_execution_percent(money, cut, shape.score.execution_stage)
    financial = financial_color(programmed, shape.bands)
    plain = ExecutionRow(*told, money, executed_percents(money), programmed, financial, chain_breaks(money))
    if advance is None:
        return plain
    return plain._replace(
        physical=advance.color,
        combined=combined_color(advance.color, financial if shape.score.combines_money else None, shape.bands.default),
        comparison=compare(advance.percent, money, shape.score),
        facts=tuple(money_facts(advance.percent, money)),
    )


def _tree(institution_id: int, ids: Collection[int]) -> dict[int, _Item]:
    bound = {"institution_id": institution_id, "ids": list(ids)}
    return {row[0]: _Item(*row[1:]) for row in db.session.execute(_ABOVE, bound)} if ids else {}


def _chain(item: int | None, tree: Mapping[int, _Item]) -> list[int]:
    """The item and everything above it, from below."""
    found: list[int] = []
    while item is not None and item in tree:
        found.append(item)
        item = tree[item].parent
    return found


def _is_asked(line: LineAtCut, question: ExecutionQuestion, tree: Mapping[int, _Item]) -> bool:
    if question.source is not None and line.funding_source != question.source:
        return False
    if question.unit is not None and line.org_unit_id != (question.unit or None):
        return False
    if question.grouping is Grouping.CODE:
        return line.plan_item_id is None
    return question.item is None or question.item in _chain(line.plan_item_id, tree)


def _key(question: ExecutionQuestion, tree: Mapping[int, _Item]) -> Callable[[LineAtCut], str | int | None]:
    def branch(line: LineAtCut) -> int | None:
        chain = _chain(line.plan_item_id, tree)
        if question.item is None:
            return chain[-1] if chain else None
        at = chain.index(question.item)
        return chain[max(at - 1, 0)]

    keys: dict[Grouping, Callable[[LineAtCut], str | int | None]] = {
        Grouping.SOURCE: lambda line: line.funding_source,
        Grouping.CLASS: lambda line: line.expense_class,
        Grouping.UNIT: lambda line: line.org_unit_id,
        Grouping.CODE: lambda line: line.budget_code,
        Grouping.TOP: branch,
    }
    return keys[question.grouping]


def _named(
    question: ExecutionQuestion, lines: Iterable[LineAtCut], tree: Mapping[int, _Item]
) -> tuple[Callable[[str | int | None], tuple[str, str]], Mapping[str | int | None, _Advance]]:
    """Give what names a group by its key, and the advance of those that have one."""
    if question.grouping is Grouping.TOP:
        return (lambda key: tree[key][1:3] if isinstance(key, int) else ("", "")), _item_advances(question, tree)
    if question.grouping is Grouping.UNIT:
        asked = select(OrgUnit.id, OrgUnit.name).where(OrgUnit.institution_id == question.institution_id)
        units = {row.id: row.name for row in db.session.execute(asked)}
        return (lambda key: ("", units.get(key, ""))), _unit_advances(question)
    names = {line.budget_code: line.name for line in lines}
    if question.grouping is Grouping.CODE:
        return (lambda key: (str(key), names.get(str(key), ""))), {}
    return (lambda key: ("", str(key or ""))), {}


def _item_advances(question: ExecutionQuestion, tree: Mapping[int, _Item]) -> dict[str | int | None, _Advance]:
    scores = select(Score.plan_item_id, Score.year_percent, Score.color).where(
        Score.institution_id == question.institution_id, Score.period == question.period, Score.plan_item_id.in_(tree)
    )
    return {item: _Advance(percent, color, tree[item].plan_type) for item, percent, color in db.session.execute(scores)}


def _unit_advances(question: ExecutionQuestion) -> dict[str | int | None, _Advance]:
    lines = unit_lines(question.institution_id, [question.period])[question.period]
    return {line.org_unit_id: _Advance(line.year_percent, line.color, line.plan_type) for line in lines}
