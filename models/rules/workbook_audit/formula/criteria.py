"""The criteria of SUMIFS and its family, `">=10"`, `"<>"` or `"P*"`, and the wildcards that look-ups share."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from models.rules.workbook_audit.formula.numbers_functions import Faulty, one
from models.rules.workbook_audit.formula.operators import COMPARISONS, order
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError
from models.rules.workbook_audit.formula.values import Fault, Grid, Scalar, Value

_CRITERION = re.compile(r"(<=|>=|<>|<|>|=)?(.*)", re.DOTALL)
_FIGURE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(%?)")
_OF_A_LANGUAGE = re.compile(r"-?[0-9][0-9.,]*,[0-9.,]*%?|[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}")
"""Figures and dates that each language of the spreadsheet reads in its own way."""


def chosen(values: Grid, *pairs: Value) -> list[Scalar]:
    """Give the values at the places where every criterion of the pairs (range, criterion) is met."""
    kept = [True] * (values.size[0] * values.size[1])
    for area, criterion in zip(pairs[::2], pairs[1::2], strict=True):
        if not isinstance(area, Grid) or area.size != values.size:
            raise NotUnderstoodError("ranges of different size")
        test = _matcher(criterion)
        kept = [keep and test(value) for keep, value in zip(kept, area, strict=True)]
    return [value for value, keep in zip(values, kept, strict=True) if keep]


def has_wildcards(text: str) -> bool:
    """Whether a text stands for others."""
    return not {"*", "?", "~"}.isdisjoint(text)


def wildcards(text: str) -> re.Pattern[str]:
    """Give the pattern of a text with `*`, `?` and, before those meant as such, `~`."""
    parts = re.findall(r"~[*?~]|\*|\?|[^*?~]+|~", text)
    shapes = {"*": ".*", "?": "."}
    meant = (part[1:] if re.fullmatch(r"~[*?~]", part) else part for part in parts)
    joined = (shapes.get(part) or re.escape(plain) for part, plain in zip(parts, meant, strict=True))
    return re.compile("".join(joined), re.IGNORECASE | re.DOTALL)


def _matcher(criterion: Value) -> Callable[[Scalar], bool]:
    """Give the test that a criterion stands for."""
    wanted = one(criterion)
    if isinstance(wanted, Fault):
        raise Faulty(wanted)
    if wanted is None:
        wanted = Decimal(0)  # an empty cell as a criterion
    if isinstance(wanted, Decimal):
        return lambda value: _fits("=", value, wanted)
    if not isinstance(wanted, str):
        return lambda value: value is wanted
    match = _CRITERION.fullmatch(wanted)
    mark, operand = (match[1] or "=", match[2]) if match else ("=", wanted)
    figure = _figure_in(operand)
    if figure is not None:
        return lambda value: _fits(mark, value, figure)
    if mark not in {"=", "<>"} or _OF_A_LANGUAGE.fullmatch(operand):
        raise NotUnderstoodError(wanted)
    pattern = wildcards(operand)
    is_bare = not match or match[1] is None
    return lambda value: _matches(pattern, value, operand, is_bare=is_bare) is (mark == "=")


def _fits(mark: str, value: Scalar, wanted: Decimal) -> bool:
    if isinstance(value, Decimal):
        return COMPARISONS[mark](order(value, wanted), 0)
    if isinstance(value, str) and _figure_in(value.strip()) == wanted:
        raise NotUnderstoodError("a number kept as text")  # Excel counts it, LibreOffice does not
    return mark == "<>"


def _matches(pattern: re.Pattern[str], value: Scalar, operand: str, *, is_bare: bool) -> bool:
    """`""` finds empty cells and empty texts, `"="` and `"<>"` tell only whether there is anything."""
    if not operand:
        return value in {None, ""} if is_bare else value is None
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _figure_in(operand: str) -> Decimal | None:
    match = _FIGURE.fullmatch(operand)
    return None if match is None else Decimal(match[1]) / (100 if match[2] else 1)
