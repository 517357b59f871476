"""Functions over texts, as far as planning workbooks use them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from models.rules.workbook_audit.formula.criteria import has_wildcards, wildcards
from models.rules.workbook_audit.formula.numbers_functions import Faulty, Function, figure, one
from models.rules.workbook_audit.formula.text_format import text_of
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError
from models.rules.workbook_audit.formula.values import NO_VALUE, Fault, Grid, Value, number, text, truth

_LONGEST = 32_767
"""Letters in a cell."""


def _words(value: Value) -> str:
    read = text(one(value))
    if isinstance(read, Fault):
        raise Faulty(read)
    return read


def _count(value: Value, least: int = 0) -> int:
    found = int(figure(value))
    if found < least:
        raise Faulty(NO_VALUE)
    return found


def _each(arguments: tuple[Value, ...]) -> list[str]:
    return [_words(part) for argument in arguments for part in (argument if isinstance(argument, Grid) else [argument])]


def _joined(between: Value, ignores_empty: Value, *arguments: Value) -> Value:
    empty = truth(one(ignores_empty))
    if isinstance(empty, Fault):
        return empty
    return _words(between).join(part for part in _each(arguments) if part or not empty)


def _left(value: Value, count: Value = Decimal(1)) -> Value:
    return _words(value)[: _count(count)]


def _right(value: Value, count: Value = Decimal(1)) -> Value:
    words = _words(value)
    return words[max(0, len(words) - _count(count)) :]


def _middle(value: Value, start: Value, count: Value) -> Value:
    first = _count(start, 1) - 1
    return _words(value)[first : first + _count(count)]


def _found(*, exact: bool) -> Function:
    """FIND takes letters as they are; SEARCH does not mind their size, and takes wildcards."""

    def found(part: Value, value: Value, start: Value = Decimal(1)) -> Value:
        wanted, words, first = _words(part), _words(value), _count(start, 1) - 1
        if exact:
            at = words.find(wanted, first)
        elif has_wildcards(wanted):
            match = wildcards(wanted).search(words, first)
            at = match.start() if match else -1
        else:
            at = words.casefold().find(wanted.casefold(), first)
        return NO_VALUE if at < 0 else Decimal(at + 1)

    return found


def _substituted(value: Value, old: Value, new: Value, which: Value = None) -> Value:
    words, wanted, instead = _words(value), _words(old), _words(new)
    if not wanted:
        return words
    if which is None:
        return words.replace(wanted, instead)
    parts, number_of = words.split(wanted), _count(which, 1)
    if number_of >= len(parts):
        return words
    return wanted.join(parts[:number_of]) + instead + wanted.join(parts[number_of:])


def _replaced(value: Value, start: Value, count: Value, new: Value) -> Value:
    words, first = _words(value), _count(start, 1) - 1
    return words[:first] + _words(new) + words[first + _count(count) :]


def _repeated(value: Value, count: Value) -> Value:
    words, times = _words(value), _count(count)
    return words * times if len(words) * times <= _LONGEST else NO_VALUE


def _character(value: Value) -> Value:
    code = _count(value, 1)
    if code > 126:
        raise NotUnderstoodError("character")
    return chr(code)


def _linked(target: Value, name: Value = None) -> Value:
    return one(target if name is None else name)


def _of_words(change: Callable[[str], Value]) -> Function:
    return lambda value: change(_words(value))


TEXT_FUNCTIONS: dict[str, Function] = {
    "CONCATENATE": lambda *arguments: "".join(_each(arguments)),
    "CONCAT": lambda *arguments: "".join(_each(arguments)),
    "TEXTJOIN": _joined,
    "LEFT": _left,
    "RIGHT": _right,
    "MID": _middle,
    "LEN": _of_words(lambda words: Decimal(len(words))),
    "TRIM": _of_words(lambda words: " ".join(part for part in words.split(" ") if part)),
    "CLEAN": _of_words(lambda words: "".join(letter for letter in words if ord(letter) >= ord(" "))),
    "UPPER": _of_words(str.upper),
    "LOWER": _of_words(str.lower),
    "PROPER": _of_words(str.title),
    "EXACT": lambda first, second: _words(first) == _words(second),
    "FIND": _found(exact=True),
    "SEARCH": _found(exact=False),
    "SUBSTITUTE": _substituted,
    "REPLACE": _replaced,
    "REPT": _repeated,
    "CHAR": _character,
    "HYPERLINK": _linked,
    "TEXT": text_of,
    "T": lambda value: read if isinstance(read := one(value), str | Fault) else "",
    "VALUE": lambda value: number(one(value)),
    "N": lambda value: figure(value) if isinstance(one(value), Decimal | bool) else Decimal(0),
}
