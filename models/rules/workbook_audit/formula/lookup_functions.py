"""Functions that look a value up by an exact match; nearest matches depend on an order that nobody promised."""

from __future__ import annotations

import re
from decimal import Decimal

from models.rules.workbook_audit.formula.numbers_functions import Function, figure, one
from models.rules.workbook_audit.formula.operators import order
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError
from models.rules.workbook_audit.formula.values import NO_REFERENCE, Fault, Grid, Scalar, Value

_NOT_FOUND = Fault("#N/A")


def _is_exact(mode: Value) -> bool:
    return one(mode) in {False, Decimal(0), None}


def _position(wanted: Scalar, values: list[Scalar]) -> int | None:
    """Give the place of the first equal value, texts without regard to their letters' size."""
    if isinstance(wanted, str) and re.search("[*?~]", wanted):
        raise NotUnderstoodError("wildcards")
    for at, value in enumerate(values):
        same_kind = isinstance(value, str) == isinstance(wanted, str) and value is not None
        if same_kind and not isinstance(value, Fault) and order(value, wanted) == 0:
            return at
    return None


def _vlookup(wanted: Value, table: Value, column: Value, mode: Value = True) -> Value:  # noqa: FBT002 -- a value
    if not isinstance(table, Grid) or not _is_exact(mode):
        raise NotUnderstoodError("nearest match")
    key = one(wanted)
    if isinstance(key, Fault):
        return key
    at = _position(key, [row[0] for row in table.rows])
    place = int(figure(column)) - 1
    if not 0 <= place < table.size[1]:
        return NO_REFERENCE
    if at is None:
        return _NOT_FOUND
    found = table.rows[at][place]
    return Decimal(0) if found is None else found


def _match(wanted: Value, values: Value, mode: Value = Decimal(1)) -> Value:
    if not isinstance(values, Grid) or not _is_exact(mode):
        raise NotUnderstoodError("nearest match")
    key = one(wanted)
    at = None if isinstance(key, Fault) else _position(key, list(values))
    return _NOT_FOUND if at is None else Decimal(at + 1)


def _index(table: Value, row: Value, column: Value = None) -> Value:
    if not isinstance(table, Grid):
        raise NotUnderstoodError("no range")
    at, place = int(figure(row)) - 1, int(figure(column)) - 1 if column is not None else 0
    if column is None and table.size[0] == 1:
        at, place = 0, at
    if not (0 <= at < table.size[0] and 0 <= place < table.size[1]):
        raise NotUnderstoodError("whole rows, or outside")
    found = table.rows[at][place]
    return Decimal(0) if found is None else found


LOOKUP_FUNCTIONS: dict[str, Function] = {"VLOOKUP": _vlookup, "MATCH": _match, "INDEX": _index}
