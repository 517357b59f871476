"""Functions that test, and that sum, count and average under conditions."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from models.rules.workbook_audit.formula.criteria import chosen
from models.rules.workbook_audit.formula.numbers_functions import Faulty, Function, figure, mean, one, total
from models.rules.workbook_audit.formula.values import NO_VALUE, Fault, Grid, Scalar, Value, truth


def _all_of(choose: Callable[[list[bool]], bool]) -> Function:
    """Texts and empty cells of a range are passed over; with nothing left there is no truth."""

    def combined(*arguments: Value) -> Value:
        found: list[bool] = []
        for argument in arguments:
            for value in argument if isinstance(argument, Grid) else [argument]:
                if value is None or (isinstance(argument, Grid) and isinstance(value, str)):
                    continue
                met = truth(value)
                if isinstance(met, Fault):
                    return met
                found.append(met)
        return choose(found) if found else NO_VALUE

    return combined


def _not(value: Value) -> Value:
    met = truth(one(value))
    return met if isinstance(met, Fault) else not met


def _is(test: Callable[[Scalar], bool]) -> Function:
    return lambda value: test(one(value))


def _parity(rest: int) -> Function:
    return lambda value: int(figure(value)) % 2 == rest


def _grid(value: Value) -> Grid:
    if isinstance(value, Fault):
        raise Faulty(value)
    return value if isinstance(value, Grid) else Grid(((value,),))


def _figures(values: list[Scalar]) -> list[Decimal]:
    for value in values:
        if isinstance(value, Fault):
            raise Faulty(value)
    return [value for value in values if isinstance(value, Decimal)]


def _sum_if(area: Value, criterion: Value, values: Value = None) -> Value:
    return total(_figures(chosen(_grid(area if values is None else values), _grid(area), criterion)))


def _average_if(area: Value, criterion: Value, values: Value = None) -> Value:
    return mean(_figures(chosen(_grid(area if values is None else values), _grid(area), criterion)))


def _count_ifs(*pairs: Value) -> Value:
    return Decimal(len(chosen(_grid(pairs[0]), *pairs)))


def _extreme_ifs(choose: Callable[[list[Decimal]], Decimal]) -> Function:
    return lambda values, *pairs: choose(_figures(chosen(_grid(values), *pairs)) or [Decimal(0)])


CONDITION_FUNCTIONS: dict[str, Function] = {
    "AND": _all_of(all),
    "OR": _all_of(any),
    "XOR": _all_of(lambda found: sum(found) % 2 == 1),
    "NOT": _not,
    "TRUE": lambda: True,
    "FALSE": lambda: False,
    "NA": lambda: Fault("#N/A"),
    # what a sheet of Google leaves of a function that Excel lacks, beside its last result
    "__XLUDF.DUMMYFUNCTION": lambda *_: Fault("#NAME?"),
    "ISERROR": _is(lambda value: isinstance(value, Fault)),
    "ISERR": _is(lambda value: isinstance(value, Fault) and value.text != "#N/A"),
    "ISNA": _is(lambda value: value == Fault("#N/A")),
    "ISBLANK": _is(lambda value: value is None),
    "ISNUMBER": _is(lambda value: isinstance(value, Decimal)),
    "ISTEXT": _is(lambda value: isinstance(value, str)),
    "ISNONTEXT": _is(lambda value: not isinstance(value, str)),
    "ISLOGICAL": _is(lambda value: isinstance(value, bool)),
    "ISEVEN": _parity(0),
    "ISODD": _parity(1),
    "COUNTIF": _count_ifs,
    "COUNTIFS": _count_ifs,
    "SUMIF": _sum_if,
    "SUMIFS": lambda values, *pairs: total(_figures(chosen(_grid(values), *pairs))),
    "AVERAGEIF": _average_if,
    "AVERAGEIFS": lambda values, *pairs: mean(_figures(chosen(_grid(values), *pairs))),
    "MAXIFS": _extreme_ifs(max),
    "MINIFS": _extreme_ifs(min),
}
