"""The plan as a tree: no circle, each level where it may stand, weights that sum to 100, a unit for every item."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from models.rules.numbers import unambiguous
from models.rules.package_contents import Contents
from models.rules.package_known import Known, LevelRule
from models.rules.package_problems import Place, Problems
from models.rules.package_rows import IndicatorRow, ItemRow, OrgUnitRow
from models.rules.sentence import say

_CENT = Decimal("0.01")


def check_tree(contents: Contents, units: dict[str, str | None], known: Known, problems: Problems) -> None:
    """Note circles, levels in the wrong place, items that nobody answers for and weights that do not sum to 100."""
    _check_circles("org_units", contents.org_units, problems)
    _check_circles("items", contents.items, problems)
    levels = known.plan_types.get(contents.plan.type) if contents.plan else None
    if levels is not None:
        _check_levels(contents.items, levels, problems)
    for item in contents.items:
        if contents.plan and units.get(item.code) is None:
            problems.add("org_unit_missing", Place("items", item.row, "org_unit"), item.code)
    check_weights(contents, problems)


def _check_circles(sheet: str, rows: Iterable[OrgUnitRow | ItemRow], problems: Problems) -> None:
    parents = {row.code: row.parent for row in rows}
    place_of = {row.code: row.row for row in rows}
    for circle in _circles(parents):
        path = " → ".join([*circle, circle[0]])
        problems.add("cycle", Place(sheet, place_of[circle[0]], "parent"), parents[circle[0]] or "", path=path)


def _circles(parents: dict[str, str | None]) -> Iterator[list[str]]:
    """Give each circle once, from the first of its members in the file."""
    done: set[str] = set()
    for start in parents:
        path: dict[str, None] = {}
        code: str | None = start
        while code is not None and code in parents and code not in done and code not in path:
            path[code] = None
            code = parents[code]
        if code in path:
            members = list(path)
            yield members[members.index(code) :]
        done.update(path)


def _check_levels(items: list[ItemRow], levels: Mapping[str, LevelRule], problems: Problems) -> None:
    level_of = {item.code: item.level for item in items}
    for item in items:
        rule = levels.get(item.level)
        if rule is None:
            problems.add("unknown_level", Place("items", item.row, "level"), item.level, choices=", ".join(levels))
            continue
        above = None if item.parent is None else level_of.get(item.parent)
        if item.parent is None and not rule.at_top:
            below = say("sin padre")
        elif above is not None and above not in rule.parents:
            below = say("debajo de un «{above}»", above=above)
        else:
            continue
        place = Place("items", item.row, "parent")
        problems.add("parent_level_not_allowed", place, item.parent or "", level=item.level, where=below)


def check_weights(contents: Contents, problems: Problems) -> None:
    """Siblings that carry weights sum to 100; siblings without any are left alone (rulings 22)."""
    children: dict[str | None, list[ItemRow | IndicatorRow]] = defaultdict(list)
    own: dict[str | None, list[ItemRow | IndicatorRow]] = defaultdict(list)
    for item in contents.items:
        children[item.parent].append(item)
    for indicator in contents.indicators:
        own[indicator.item].append(indicator)
    for sheet, families in (("items", children), ("indicators", own)):
        for parent, family in () if sheet in contents.thinned else families.items():
            _check_family(sheet, parent, family, problems)


def _check_family(sheet: str, parent: str | None, family: list[ItemRow | IndicatorRow], problems: Problems) -> None:
    weights = [row.weight for row in family if row.weight is not None]
    total = sum(weights, Decimal(0))
    if weights and total.quantize(_CENT, ROUND_HALF_UP) != 100:
        name = parent if parent is not None else say("el plan")
        problems.add("weights_not_100", Place(sheet, family[0].row, "weight"), name, total=unambiguous(total))
