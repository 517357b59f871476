"""Weights that do not sum to 100: of all rows, of the rows of each group, or of each group once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import TypeVar

from models.rules.cell import cell_name
from models.rules.sentence import say
from models.rules.workbook_audit.consequence import moved
from models.rules.workbook_audit.finding import Finding
from models.rules.workbook_audit.formula.values import Scalar
from models.rules.workbook_audit.look import Look
from models.rules.workbook_audit.say import Told, finding
from models.rules.workbook_audit.spoken import figure_text, value_text
from models.rules.workbook_audit.tables import Column

_Key = TypeVar("_Key", bound=Hashable)
_MARGIN = Decimal("0.0005")


@dataclass(frozen=True, slots=True)
class _Group:
    """Rows whose weights belong together, and how a message names them."""

    name: str
    rows: tuple[int, ...]


def check_weights(look: Look) -> Iterator[Finding]:
    """Yield `weights_not_100` for each group of siblings whose weights do not sum to 100 (or to 1)."""
    for column in look.table.columns:
        if not (column.heading.is_weight or column.index in look.hints.weights) or not look.is_figures(column):
            continue
        weights = {row: value for row, value in look.numbers(column.index).items() if value >= 0}
        if len(weights) < 2 or max(weights.values()) > 100 or not any(weights.values()):
            continue
        whole = Decimal(1) if max(weights.values()) <= 1 else Decimal(100)
        groups, sure = _grouped(look, column, weights, whole)
        for group in groups:
            if not _fits(weights, group, whole):
                yield _told(look, column, group, (weights, whole), sure=sure)


def _grouped(look: Look, column: Column, weights: dict[int, Decimal], whole: Decimal) -> tuple[list[_Group], bool]:
    """Give the grouping in which the weights make sense: the one that most groups confirm, else the plainest."""
    everything = [_Group("", tuple(weights))]
    if _fits(weights, everything[0], whole):
        return everything, True
    once = _each_once(look, column, weights)
    if once is not None:
        return [once], True
    for groups in _groupings(look, column, list(weights)):
        right = sum(_fits(weights, group, whole) for group in groups)
        if right * 2 >= len(groups) > 1:
            return groups, True
    added = sum(weights.values(), Decimal(0))
    return everything, whole * Decimal("0.5") < added < whole * Decimal("1.5")


def _fits(weights: dict[int, Decimal], group: _Group, whole: Decimal) -> bool:
    values = [weights[row] for row in group.rows if row in weights]
    added = sum(values, Decimal(0))
    places = max((-exponent for value in values if isinstance(exponent := value.as_tuple().exponent, int)), default=0)
    decimals = places if whole == 100 else places - 2
    rounding = Decimal(len(values)) / 2 * whole / 100 * Decimal(10) ** -decimals if 0 < decimals < 6 else Decimal(0)
    return not added or abs(added - whole) <= max(whole * _MARGIN, rounding)


def _keys(look: Look, column: Column) -> list[Column]:
    """Give the columns left of the weights, nearest first, that may name what is weighed or what it belongs to."""
    before = [other for other in look.table.columns if other.index < column.index and not other.heading.is_weight]
    after = [other for other in look.table.columns if other.index == column.index + 1]
    return [*reversed(before), *after]


def _filled_down(look: Look, column: Column) -> dict[int, Scalar]:
    """Give the value of each row, the blank cells of merged ones filled from above."""
    found: dict[int, Scalar] = {}
    last: Scalar = None
    for row in look.table.rows:
        value = look.value(row, column.index)
        last = last if value is None else value
        found[row] = last
    return found


def _each_once(look: Look, column: Column, weights: dict[int, Decimal]) -> _Group | None:
    """Where a weight is repeated in every row of what it weighs, give the first row of each."""
    for key in _keys(look, column):
        by_key: dict[Hashable, set[Decimal]] = defaultdict(set)
        first: dict[Hashable, int] = {}
        named = _filled_down(look, key)
        for row, weight in weights.items():
            by_key[named[row]].add(weight)
            first.setdefault(named[row], row)
        repeated = 1 < len(by_key) * 2 <= len(weights)
        if repeated and all(len(values) == 1 for values in by_key.values()) and None not in by_key:
            return _Group(say("cada {title} una vez", title=key.title), tuple(first.values()))
    return None


def _groupings(look: Look, column: Column, rows: list[int]) -> Iterator[list[_Group]]:
    """Give the ways to part the rows: by titles between them, then by each column to the left, nearest first."""
    titles = dict(zip(look.table.rows, look.table.sections, strict=True))
    yield _parted(rows, titles, _section_name)
    for key in _keys(look, column):
        if key.index < column.index:
            yield _parted(rows, _filled_down(look, key), partial(_key_name, key.title))


def _section_name(title: int) -> str:
    if title < 0:
        return say("las filas que no son de una sección")
    return say("la sección de la fila {row}", row=title + 1)


def _key_name(title: str, value: Scalar) -> str:
    return say("{title} = {value}", title=title, value=value_text(value))


def _parted(rows: list[int], keys: dict[int, _Key], named: Callable[[_Key], str]) -> list[_Group]:
    groups: dict[_Key, list[int]] = defaultdict(list)
    for row in rows:
        groups[keys[row]].append(row)
    return [_Group(named(key), tuple(found)) for key, found in groups.items()]


def _told(
    look: Look, column: Column, group: _Group, scale: tuple[dict[int, Decimal], Decimal], *, sure: bool
) -> Finding:
    weights, whole = scale
    added = sum((weights[row] for row in group.rows), Decimal(0))
    of_whom = say(" ({name})", name=group.name) if group.name else ""
    should = figure_text(whole)
    message = say(
        "Los {count} pesos de {title}{of_whom} suman {added} y deben sumar {should}.",
        count=len(group.rows),
        title=column.title,
        of_whom=of_whom,
        added=figure_text(added),
        should=should,
    )
    reached = figure_text(added / whole, percent=True)
    way = say("más bajo de lo que es") if added < whole else say("más alto de lo que es")
    effect = say(
        "Con estos pesos, cumplirlo todo daría {reached} y no 100 %: cada resultado ponderado sale {way}.",
        reached=reached, way=way,
    )  # fmt: skip
    first, last = group.rows[0], group.rows[-1]
    cells = f"{cell_name(first + 1, column.index)}:{cell_name(last + 1, column.index)}"
    related = tuple(cell_name(row + 1, column.index) for row in group.rows[1:20])
    told = Told(message, effect, should, sure, related, cells, size=moved(added, whole))
    return finding(look, "weights_not_100", (first, column.index), told)
