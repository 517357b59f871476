"""TEXT: a value written by a number format, where the format itself tells the language that it is meant in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date

from models.rules.workbook_audit.formula.date_functions import day_of
from models.rules.workbook_audit.formula.numbers_functions import Faulty, one
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError
from models.rules.workbook_audit.formula.values import ARITHMETIC, Fault, Value, number, text, without_noise

_LITERAL = r"(?:[ $()/:+-]|\"[^\"]*\"|\\.|S/\.?)*"
_NUMBER = re.compile(rf"(?P<before>{_LITERAL})(?P<body>[0#.,]*[0#])(?P<percent> ?%)?(?P<after>{_LITERAL})")
_LANGUAGE = re.compile(r"\[\$-(?P<code>[0-9A-Fa-f]+)\]")
_DATE_PART = re.compile(r"(?P<field>d{1,4}|m{1,4}|y{2,4}|a{2,4})|(?P<literal>[/\-., ]|\"[^\"]*\"|\\.)", re.IGNORECASE)
_SPANISH = 0x0A
"""The lower bits of the number that every kind of Spanish has in a format, such as 580A for El Salvador."""


def text_of(value: Value, shape: Value) -> Value:
    """Give a value as TEXT writes it; raise NotUnderstoodError where that depends on the spreadsheet's language."""
    pattern, scalar = text(one(shape)), one(value)
    if isinstance(pattern, Fault) or isinstance(scalar, Fault):
        raise Faulty(pattern if isinstance(pattern, Fault) else Fault(str(getattr(scalar, "text", ""))))
    if not pattern or pattern.casefold() in {"@", "general"}:
        return text(scalar) if pattern else ""
    read = number(scalar)
    if isinstance(read, Fault):
        return scalar  # a text stays as it is
    match = _NUMBER.fullmatch(pattern)
    return _figure(read, match) if match else "".join(_date(day_of(read), pattern))


def _figure(value: Decimal, pattern: re.Match[str]) -> str:
    whole, decimal, decimals, group = _marks(pattern["body"])
    shown = abs(value) * (100 if pattern["percent"] else 1)
    places = len(decimals)
    rounded = without_noise(shown).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, ARITHMETIC)
    digits, _, after = f"{rounded:f}".partition(".")
    least = whole.count("0")
    digits = digits.lstrip("0").rjust(least, "0") if least or digits == "0" else digits
    while after.endswith("0") and len(after) > decimals.count("0"):
        after = after[:-1]
    if group:
        digits = re.sub(r"(?<=[0-9])(?=(?:[0-9]{3})+$)", group, digits)
    sign = "-" if value < 0 and rounded else ""
    ends = [_literal(pattern[part]) for part in ("before", "after")]
    return f"{sign}{ends[0]}{digits}{decimal}{after}{pattern['percent'] or ''}{ends[1]}"


def _marks(body: str) -> tuple[str, str, str, str]:
    """Give the digits before the decimal mark, that mark, those behind it, and the mark between thousands."""
    marks = [mark for mark in body if mark in ".,"]
    last = marks[-1] if marks else ""
    before, _, after = body.rpartition(last) if last else (body, "", "")
    groups = len(after) == 3 and (marks.count(last) > 1 or "#" in before)
    if len(set(marks)) < 2 and groups:
        return body.replace(last, ""), "", "", last
    if marks.count(last) > 1 or (last == "," and len(after) == 3):
        raise NotUnderstoodError(body)
    group = next((mark for mark in marks if mark != last), "")
    return before.replace(group, "") if group else before, last, after, group


def _literal(part: str) -> str:
    return re.sub(r"\"([^\"]*)\"|\\(.)", lambda match: match[1] if match[1] is not None else match[2], part)


def _date(day: date, pattern: str) -> Iterator[str]:
    """Write a day; names of days and months only where the format says that it is Spanish."""
    language = _LANGUAGE.match(pattern)
    body = pattern[language.end() :] if language else pattern
    spanish = "a" in re.sub(r"\"[^\"]*\"", "", body.casefold())
    if language:
        spanish |= int(language["code"], 16) & 0x3FF == _SPANISH
    at = 0
    while at < len(body):
        match = _DATE_PART.match(body, at)
        if match is None:
            raise NotUnderstoodError(pattern)
        yield _literal(match["literal"]) if match["field"] is None else _field(day, match["field"].lower(), spanish)
        at = match.end()


def _field(day: date, field: str, spanish: bool) -> str:  # noqa: FBT001 -- what the format says, no switch
    figures = {"d": day.day, "m": day.month}
    if field[0] in "ya":
        return f"{day.year % 100:02d}" if len(field) == 2 else f"{day.year:04d}"
    if len(field) <= 2:
        return f"{figures[field[0]]:0{len(field)}d}"
    if not spanish:
        raise NotUnderstoodError(field)
    name = format_date(day, "EEEE" if field[0] == "d" else "MMMM", locale="es")
    return name if len(field) == 4 else name[:3]
