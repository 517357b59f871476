"""Functions that look at their arguments before, or instead of, computing them: choices, places, subtotals."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from models.rules.workbook_audit.formula.lookup_functions import LOOKUP_FUNCTIONS
from models.rules.workbook_audit.formula.numbers_functions import Faulty, figure, figures, one
from models.rules.workbook_audit.formula.operators import apply
from models.rules.workbook_audit.formula.source import Here, corners
from models.rules.workbook_audit.formula.statistic_functions import SUBTOTALS, largest, smallest
from models.rules.workbook_audit.formula.tokens import NotComputedError, NotUnderstoodError
from models.rules.workbook_audit.formula.tree import Area, Literal, Node, Ref
from models.rules.workbook_audit.formula.values import NO_REFERENCE, NO_VALUE, Fault, Grid, Scalar, Value, truth

Arguments = tuple[Node, ...]
LazyFunction = Callable[[Arguments, Here], Value]

_NOT_FOUND = Fault("#N/A")
_LARGE, _SMALL = 14, 15
_HIDDEN_TOO = 100
_ALL_OPTIONS = 7


def _chosen(node: Node, here: Here) -> Value:
    """Give the argument that a choice takes; one left out is 0."""
    return Decimal(0) if node == Literal(None) else here.argument(node)


def _met(node: Node, here: Here) -> bool:
    met = truth(one(here.argument(node)))
    if isinstance(met, Fault):
        raise Faulty(met)
    return met


def _if(arguments: Arguments, here: Here) -> Value:
    condition, yes, *others = arguments
    if _met(condition, here):
        return _chosen(yes, here)
    return _chosen(others[0], here) if others else False


def _ifs(arguments: Arguments, here: Here) -> Value:
    for condition, result in zip(arguments[::2], arguments[1::2], strict=True):
        if _met(condition, here):
            return _chosen(result, here)
    return _NOT_FOUND


def _unless(is_bad: Callable[[Scalar], bool]) -> LazyFunction:
    def instead(arguments: Arguments, here: Here) -> Value:
        value, other = arguments
        try:
            found = here.argument(value)
        except Faulty as faulty:
            found = faulty.fault
        return _chosen(other, here) if is_bad(one(found)) else found

    return instead


def _switch(arguments: Arguments, here: Here) -> Value:
    wanted, *pairs = arguments
    value = one(here.argument(wanted))
    for key, result in zip(pairs[::2], pairs[1::2], strict=False):
        same = apply("=", value, one(here.argument(key)))
        if isinstance(same, Fault):
            return same
        if same:
            return _chosen(result, here)
    return _chosen(pairs[-1], here) if len(pairs) % 2 else _NOT_FOUND


def _choose(arguments: Arguments, here: Here) -> Value:
    which, *results = arguments
    at = int(figure(here.argument(which)))
    return _chosen(results[at - 1], here) if 1 <= at <= len(results) else NO_VALUE


def _span(node: Node, here: Here) -> tuple[int, int, int, int]:
    if not isinstance(node, Ref | Area):
        raise NotUnderstoodError("no reference")
    (_, top, left), (bottom, right) = corners(node, here.at)
    return top, left, bottom, right


def _place(axis: int) -> LazyFunction:
    """ROW and COLUMN, of one cell or of the formula's own; an area would give as many numbers as it has rows."""

    def place(arguments: Arguments, here: Here) -> Value:
        if not arguments:
            _, row, column = here.at
            return Decimal((row, column)[axis] + 1)
        (node,) = arguments
        span = _span(node, here)
        if span[axis] != span[axis + 2]:
            raise NotUnderstoodError("more than one cell")
        return Decimal(span[axis] + 1)

    return place


def _size(axis: int) -> LazyFunction:
    def size(arguments: Arguments, here: Here) -> Value:
        (node,) = arguments
        span = _span(node, here)
        return Decimal(span[axis + 2] - span[axis] + 1)

    return size


def _subtotal(arguments: Arguments, here: Here) -> Value:
    """What other subtotals gave is not counted again; from 101 on nor is what hidden rows hold."""
    first, *areas = arguments
    code = int(figure(here.argument(first)))
    hidden, kind = code < _HIDDEN_TOO, code % _HIDDEN_TOO
    if kind not in SUBTOTALS or not areas:
        return NO_VALUE
    return SUBTOTALS[kind](*(_visible(area, here, hidden=hidden, subtotals=False) for area in areas))


def _aggregate(arguments: Arguments, here: Here) -> Value:
    """As SUBTOTAL, and with an option that passes over errors."""
    first, second, *parts = arguments
    code, option = (int(figure(here.argument(node))) for node in (first, second))
    if not 0 <= option <= _ALL_OPTIONS or not parts:
        return NO_VALUE
    areas = parts[:1] if code in {_LARGE, _SMALL} else parts
    grids = [_visible(area, here, hidden=not option % 2, subtotals=option > 3) for area in areas]
    if option in {2, 3, 6, 7}:
        grids = [_without_errors(grid) for grid in grids]
    if code in {_LARGE, _SMALL}:
        at = int(figure(here.argument(parts[1])))
        return (largest if code == _LARGE else smallest)(figures(grids), at)
    if code not in SUBTOTALS:
        raise NotComputedError("AGGREGATE")
    return SUBTOTALS[code](*grids)


def _visible(node: Node, here: Here, *, hidden: bool, subtotals: bool) -> Grid:
    if isinstance(node, Ref | Area):
        return here.source.shown(*corners(node, here.at), hidden=hidden, subtotals=subtotals)
    value = here.argument(node)
    return value if isinstance(value, Grid) else Grid(((value,),))


def _without_errors(grid: Grid) -> Grid:
    rows = (tuple(None if isinstance(value, Fault) else value for value in row) for row in grid.rows)
    return Grid(tuple(rows), grid.from_cells)


def _vlookup(arguments: Arguments, here: Here) -> Value:
    """Read only the two columns of the table that are needed: a workbook looks thousands of rows up."""
    wanted, table, column, *mode = arguments
    values = [here.argument(node) for node in (wanted, column, *mode)]
    shift = int(figure(values[1])) - 1
    if isinstance(table, Area):
        _, left, _, right = _span(table, here)
        if not 0 <= shift <= right - left:
            return NO_REFERENCE
        keys, results = (here.value(_only_column(table, at)) for at in (0, shift))
        pairs = Grid(tuple((*key, *result) for key, result in zip(_rows(keys), _rows(results), strict=True)))
        return _looked_up(values[0], pairs, Decimal(2), *values[2:])
    return _looked_up(values[0], here.argument(table), *values[1:])


def _looked_up(*arguments: Value) -> Value:
    try:
        return LOOKUP_FUNCTIONS["VLOOKUP"](*arguments)
    except NotUnderstoodError as wrong:
        raise NotComputedError("VLOOKUP") from wrong


def _rows(value: Value) -> tuple[tuple[Scalar, ...], ...]:
    return value.rows if isinstance(value, Grid) else ((value,),)


def _only_column(table: Area, shift: int) -> Area:
    column, fixed = table.first.column + shift, table.first.column_fixed
    first, last = (corner._replace(column=column, column_fixed=fixed) for corner in (table.first, table.last))
    return Area(table.sheet, first, last)


LAZY_FUNCTIONS: dict[str, LazyFunction] = {
    "IF": _if,
    "IFS": _ifs,
    "IFERROR": _unless(lambda value: isinstance(value, Fault)),
    "IFNA": _unless(lambda value: value == _NOT_FOUND),
    "SWITCH": _switch,
    "CHOOSE": _choose,
    "ROW": _place(0),
    "COLUMN": _place(1),
    "ROWS": _size(0),
    "COLUMNS": _size(1),
    "SUBTOTAL": _subtotal,
    "AGGREGATE": _aggregate,
    "VLOOKUP": _vlookup,
}
