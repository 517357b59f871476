"""The nearest value: in a sorted list as VLOOKUP and MATCH find it, in any list as XLOOKUP does."""

from __future__ import annotations

import re
from itertools import pairwise

from models.rules.workbook_audit.formula.operators import order
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError
from models.rules.workbook_audit.formula.values import Scalar

_PLAIN = re.compile(r"[A-Za-z0-9 ]*")
"""Texts that every language sorts alike."""


def nearest(wanted: Scalar, values: list[Scalar], *, falling: bool = False) -> int | None:
    """Give the place of the last value that is not beyond the wanted one, or None where the first one is.

    Values of another kind, errors and empty cells are passed over. Raises NotUnderstoodError where the others are not
    sorted, since then each spreadsheet finds something else.
    """
    sign = -1 if falling else 1
    places = _of_its_kind(wanted, values)
    if any(sign * order(values[one], values[other]) > 0 for one, other in pairwise(places)):
        raise NotUnderstoodError("not sorted")
    found = None
    for at in places:
        apart = sign * order(values[at], wanted)
        if apart > 0:
            break
        if falling and found is not None and order(values[found], values[at]) == 0:
            raise NotUnderstoodError("equal values")  # Excel gives the first, LibreOffice the last
        found = at
    return found


def next_to(wanted: Scalar, values: list[Scalar], *, larger: bool) -> int | None:
    """Give the place of the first of the values next above, or below, the wanted one in a list of any order."""
    found = None
    for at in _of_its_kind(wanted, values):
        beyond = order(values[at], wanted) > 0
        if beyond is larger and (found is None or (order(values[at], values[found]) < 0) is larger):
            found = at if found is None or order(values[at], values[found]) else found
    return found


def _of_its_kind(wanted: Scalar, values: list[Scalar]) -> list[int]:
    places = [at for at, value in enumerate(values) if type(value) is type(wanted)]
    texts = [wanted, *(values[at] for at in places)]
    if any(isinstance(text, str) and not _PLAIN.fullmatch(text) for text in texts):
        raise NotUnderstoodError("the order of letters")
    return places
