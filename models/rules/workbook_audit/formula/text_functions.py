"""Functions over texts, as far as planning workbooks use them."""

from __future__ import annotations

from decimal import Decimal

from models.rules.workbook_audit.formula.numbers_functions import Faulty, Function, figure, one
from models.rules.workbook_audit.formula.values import Fault, Grid, Value, number, text


def _words(value: Value) -> str:
    read = text(one(value))
    if isinstance(read, Fault):
        raise Faulty(read)
    return read


def _concatenate(*arguments: Value) -> Value:
    parts = [part for argument in arguments for part in (argument if isinstance(argument, Grid) else [argument])]
    return "".join(_words(part) for part in parts)


def _left(value: Value, count: Value = Decimal(1)) -> Value:
    return _words(value)[: max(0, int(figure(count)))]


def _right(value: Value, count: Value = Decimal(1)) -> Value:
    words = _words(value)
    return words[max(0, len(words) - int(figure(count))) :]


def _middle(value: Value, start: Value, count: Value) -> Value:
    first = int(figure(start)) - 1
    return _words(value)[first : first + int(figure(count))]


TEXT_FUNCTIONS: dict[str, Function] = {
    "CONCATENATE": _concatenate,
    "CONCAT": _concatenate,
    "LEFT": _left,
    "RIGHT": _right,
    "MID": _middle,
    "LEN": lambda value: Decimal(len(_words(value))),
    "TRIM": lambda value: " ".join(_words(value).split(" ")).strip(),
    "UPPER": lambda value: _words(value).upper(),
    "LOWER": lambda value: _words(value).lower(),
    "VALUE": lambda value: number(one(value)),
    "N": lambda value: figure(value) if isinstance(one(value), Decimal | bool) else Decimal(0),
}
