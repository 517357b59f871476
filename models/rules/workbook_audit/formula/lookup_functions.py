"""Functions that look a value up: equal, like a pattern, or the nearest in what is sorted."""

from __future__ import annotations

from decimal import Decimal

from models.rules.workbook_audit.formula.criteria import has_wildcards, wildcards
from models.rules.workbook_audit.formula.nearest import nearest, next_to
from models.rules.workbook_audit.formula.numbers_functions import Faulty, Function, figure, one
from models.rules.workbook_audit.formula.operators import order
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError
from models.rules.workbook_audit.formula.values import NO_REFERENCE, Fault, Grid, Scalar, Value, truth

NOT_FOUND = Fault("#N/A")
_EXACT, _PATTERN = 0, 2


def _grid(value: Value) -> Grid:
    if isinstance(value, Fault):
        raise Faulty(value)
    if not isinstance(value, Grid):
        raise NotUnderstoodError("no range")
    return value


def _vector(value: Value) -> list[Scalar]:
    grid = _grid(value)
    if 1 not in grid.size:
        raise NotUnderstoodError("more than one row and column")
    return list(grid)


def _key(value: Value) -> Scalar:
    key = one(value)
    if isinstance(key, Fault):
        raise Faulty(key)
    return Decimal(0) if key is None else key


def _position(wanted: Scalar, values: list[Scalar], *, patterns: bool = True) -> int | None:
    """Give the place of the first equal value, texts without regard to their letters' size."""
    like = wildcards(wanted) if isinstance(wanted, str) and patterns and has_wildcards(wanted) else None
    for at, value in enumerate(values):
        if type(value) is not type(wanted):
            continue
        if like is not None and isinstance(value, str):
            if like.fullmatch(value):
                return at
        elif order(value, wanted) == 0:
            return at
    return None


def _sorted_or_not(mode: Value) -> bool:
    """Whether the fourth argument asks for the nearest value of a sorted table."""
    asked = truth(one(mode))
    if isinstance(asked, Fault):
        raise Faulty(asked)
    return asked


def _vlookup(wanted: Value, table: Value, column: Value, mode: Value = True) -> Value:  # noqa: FBT002 -- a value
    key, grid, place = _key(wanted), _grid(table), int(figure(column)) - 1
    if not 0 <= place < grid.size[1]:
        return NO_REFERENCE
    first = [row[0] for row in grid.rows]
    at = nearest(key, first) if _sorted_or_not(mode) else _position(key, first)
    return NOT_FOUND if at is None else grid.rows[at][place]


def _hlookup(wanted: Value, table: Value, row: Value, mode: Value = True) -> Value:  # noqa: FBT002 -- a value
    return _vlookup(wanted, _turned(_grid(table)), row, mode)


def _turned(grid: Grid) -> Grid:
    return Grid(tuple(zip(*grid.rows, strict=True)), grid.from_cells)


def _lookup(wanted: Value, values: Value, results: Value = None) -> Value:
    """Of a table the longer side is searched, and the other end of it given."""
    key, grid = _key(wanted), _grid(values)
    if results is None and grid.size[1] > grid.size[0]:
        grid = _turned(grid)
    searched = [row[0] for row in grid.rows] if results is None else _vector(values)
    given = [row[-1] for row in grid.rows] if results is None else _vector(results)
    at = nearest(key, searched)
    if at is None:
        return NOT_FOUND
    if at >= len(given):
        raise NotUnderstoodError("ranges of different size")
    return given[at]


def _match(wanted: Value, values: Value, mode: Value = Decimal(1)) -> Value:
    key, searched, kind = _key(wanted), _vector(values), int(figure(mode))
    at = nearest(key, searched, falling=kind < 0) if kind else _position(key, searched)
    return NOT_FOUND if at is None else Decimal(at + 1)


def _found(key: Scalar, values: list[Scalar], mode: Value = Decimal(0), way: Value = Decimal(1)) -> int | None:
    """Give the place that XLOOKUP finds: equal, or the next smaller (-1) or larger (1), or like a pattern (2)."""
    kind, direction = int(figure(mode)), int(figure(way))
    if direction not in {1, -1}:
        raise NotUnderstoodError("a search in halves")
    searched = values if direction == 1 else values[::-1]
    at = _position(key, searched, patterns=kind == _PATTERN)
    if at is None and kind not in {_EXACT, _PATTERN}:
        at = next_to(key, searched, larger=kind > 0)
    return at if at is None or direction == 1 else len(values) - 1 - at


def _xlookup(wanted: Value, values: Value, results: Value, missing: Value = None, *how: Value) -> Value:
    searched, grid = _vector(values), _grid(results)
    across = _grid(values).size[0] == 1 and len(searched) > 1
    given = _turned(grid) if across else grid
    if given.size[0] != len(searched):
        raise NotUnderstoodError("ranges of different size")
    at = _found(_key(wanted), searched, *how)
    if at is None:
        return NOT_FOUND if missing is None else missing
    found = Grid((given.rows[at],), given.from_cells)
    return _turned(found) if across else found


def _xmatch(wanted: Value, values: Value, *how: Value) -> Value:
    at = _found(_key(wanted), _vector(values), *how)
    return NOT_FOUND if at is None else Decimal(at + 1)


def _index(table: Value, row: Value, column: Value = None) -> Value:
    """Give a cell, or with 0 a whole row or column; with one number, the place in a single row or column."""
    grid = _grid(table)
    at, place = int(figure(row)), 0 if column is None else int(figure(column))
    if column is None and grid.size[0] == 1:
        at, place = 1, at
    elif column is None and grid.size[1] == 1:
        place = 1
    if not (0 <= at <= grid.size[0] and 0 <= place <= grid.size[1]):
        return NO_REFERENCE
    rows = grid.rows if at == 0 else grid.rows[at - 1 : at]
    return Grid(tuple(line if place == 0 else line[place - 1 : place] for line in rows), grid.from_cells)


LOOKUP_FUNCTIONS: dict[str, Function] = {
    "VLOOKUP": _vlookup,
    "HLOOKUP": _hlookup,
    "LOOKUP": _lookup,
    "MATCH": _match,
    "XLOOKUP": _xlookup,
    "XMATCH": _xmatch,
    "INDEX": _index,
}
