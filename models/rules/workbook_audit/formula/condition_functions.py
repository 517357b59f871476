"""Functions that choose, test and count under a condition."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from models.rules.workbook_audit.formula.numbers_functions import Faulty, Function, one, total
from models.rules.workbook_audit.formula.operators import apply
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError
from models.rules.workbook_audit.formula.values import (
    ARITHMETIC,
    DIVIDED_BY_ZERO,
    Fault,
    Grid,
    Scalar,
    Value,
    truth,
)

_CRITERION = re.compile(r"(<=|>=|<>|<|>|=)?(.*)", re.DOTALL)


def _if(condition: Value, yes: Value = True, no: Value = False) -> Value:  # noqa: FBT002 -- values, no flags
    met = truth(one(condition))
    if isinstance(met, Fault):
        return met
    chosen = yes if met else no
    return Decimal(0) if chosen is None else chosen


def _if_error(value: Value, instead: Value) -> Value:
    return instead if isinstance(one(value), Fault) else value


def _if_not_found(value: Value, instead: Value) -> Value:
    return instead if one(value) == Fault("#N/A") else value


def _all_of(choose: Callable[[list[bool]], bool]) -> Function:
    def combined(*arguments: Value) -> Value:
        found: list[bool] = []
        for argument in arguments:
            values = list(argument) if isinstance(argument, Grid) else [argument]
            for value in values:
                met = truth(value)
                if isinstance(met, Fault):
                    return met
                if value is not None:
                    found.append(met)
        return choose(found)

    return combined


def _not(value: Value) -> Value:
    met = truth(one(value))
    return met if isinstance(met, Fault) else not met


def _is(test: Callable[[Scalar], bool]) -> Function:
    return lambda value: test(one(value))


def _matcher(criterion: Value) -> Callable[[Scalar], bool]:
    """Give the test that a criterion such as `">=10"`, `"<>"` or `"P*"` stands for."""
    wanted = one(criterion)
    if isinstance(wanted, Fault):
        raise Faulty(wanted)
    if not isinstance(wanted, str):
        return lambda value: type(value) is type(wanted) and value == wanted
    match = _CRITERION.fullmatch(wanted)
    mark, operand = (match[1] or "=", match[2]) if match else ("=", wanted)
    figure = _figure_in(operand)
    if figure is not None:
        return lambda value: _fits(mark, value, figure)
    if mark in {"=", "<>"}:
        pattern = re.compile(_wildcards(operand), re.IGNORECASE | re.DOTALL)
        return lambda value: _matches(pattern, value, operand) is (mark == "=")
    raise NotUnderstoodError(wanted)


def _fits(mark: str, value: Scalar, wanted: Decimal) -> bool:
    if not isinstance(value, Decimal):
        return mark == "<>"
    return apply(mark, value, wanted) is True


def _matches(pattern: re.Pattern[str], value: Scalar, operand: str) -> bool:
    if not operand:
        return value in {None, ""}
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _figure_in(operand: str) -> Decimal | None:
    try:
        return Decimal(operand) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", operand) else None
    except InvalidOperation:
        return None


def _wildcards(operand: str) -> str:
    parts = re.findall(r"~[*?~]|\*|\?|[^*?~]+|~", operand)
    shapes = {"*": ".*", "?": "."}
    return "".join(shapes.get(part) or re.escape(part.removeprefix("~") or part) for part in parts)


def _chosen(values: Grid, *pairs: Value) -> list[Scalar]:
    """Give the values at the places where every criterion of the pairs (range, criterion) is met."""
    kept = [True] * (values.size[0] * values.size[1])
    for area, criterion in zip(pairs[::2], pairs[1::2], strict=True):
        if not isinstance(area, Grid) or area.size != values.size:
            raise NotUnderstoodError("ranges of different size")
        test = _matcher(criterion)
        kept = [keep and test(value) for keep, value in zip(kept, area, strict=True)]
    return [value for value, keep in zip(values, kept, strict=True) if keep]


def _grid(value: Value) -> Grid:
    if isinstance(value, Fault):
        raise Faulty(value)
    return value if isinstance(value, Grid) else Grid(((value,),))


def _sum_of(values: list[Scalar]) -> Value:
    for value in values:
        if isinstance(value, Fault):
            return value
    return total(value for value in values if isinstance(value, Decimal))


def _mean_of(values: list[Scalar]) -> Value:
    count = sum(isinstance(value, Decimal) for value in values)
    added = _sum_of(values)
    if isinstance(added, Decimal):
        return ARITHMETIC.divide(added, Decimal(count)) if count else DIVIDED_BY_ZERO
    return added


def _sum_if(area: Value, criterion: Value, values: Value = None) -> Value:
    return _sum_of(_chosen(_grid(area if values is None else values), _grid(area), criterion))


def _average_if(area: Value, criterion: Value, values: Value = None) -> Value:
    return _mean_of(_chosen(_grid(area if values is None else values), _grid(area), criterion))


def _count_ifs(*pairs: Value) -> Value:
    return Decimal(len(_chosen(_grid(pairs[0]), *pairs)))


CONDITION_FUNCTIONS: dict[str, Function] = {
    "IF": _if,
    "IFERROR": _if_error,
    "IFNA": _if_not_found,
    "AND": _all_of(all),
    "OR": _all_of(any),
    "NOT": _not,
    "TRUE": lambda: True,
    "FALSE": lambda: False,
    "ISERROR": _is(lambda value: isinstance(value, Fault)),
    "ISERR": _is(lambda value: isinstance(value, Fault) and value.text != "#N/A"),
    "ISNA": _is(lambda value: value == Fault("#N/A")),
    "ISBLANK": _is(lambda value: value is None),
    "ISNUMBER": _is(lambda value: isinstance(value, Decimal)),
    "ISTEXT": _is(lambda value: isinstance(value, str)),
    "COUNTIF": _count_ifs,
    "COUNTIFS": _count_ifs,
    "SUMIF": _sum_if,
    "SUMIFS": lambda values, *pairs: _sum_of(_chosen(_grid(values), *pairs)),
    "AVERAGEIF": _average_if,
    "AVERAGEIFS": lambda values, *pairs: _mean_of(_chosen(_grid(values), *pairs)),
}
