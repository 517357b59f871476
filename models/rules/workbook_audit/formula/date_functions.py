"""Functions over dates, as the days since 1899-12-30 that a cell holds; what depends on today is computed by nobody."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from models.rules.workbook_audit.formula.numbers_functions import Faulty, Function, figure, figures, one
from models.rules.workbook_audit.formula.tokens import NotUnderstoodError
from models.rules.workbook_audit.formula.values import EPOCH, Fault, Value

_FIRST, _LAST = 61, 2_958_465
"""1 March 1900, before which spreadsheets count a day that never was, and the last day of 9999."""
_NO_NUMBER = Fault("#NUM!")
_SATURDAY = 5


def day_of(value: Value) -> date:
    """Give the day of a cell; raise Faulty for what is no date, NotUnderstoodError for the first days of 1900."""
    days = int(figure(value))
    if not 0 <= days <= _LAST:
        raise Faulty(_NO_NUMBER)
    if days < _FIRST:
        raise NotUnderstoodError("before March 1900")
    return date.fromordinal(EPOCH + days)


def days_of(day: date) -> Decimal:
    """Give what a cell holds for a day."""
    return Decimal(day.toordinal() - EPOCH)


def _date(year: Value, month: Value, day: Value) -> Value:
    years, months, days = (int(figure(part)) for part in (year, month, day))
    if not 1900 <= years <= 9990:
        raise NotUnderstoodError("a year of two digits")
    return days_of(_moved(date(years, 1, 1), months - 1) + timedelta(days - 1))


def _moved(day: date, months: int) -> date:
    """Give the same day so many months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1900 <= year <= 9999:
        raise Faulty(_NO_NUMBER)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _months_later(day: Value, months: Value) -> Value:
    return days_of(_moved(day_of(day), int(figure(months))))


def _month_end(day: Value, months: Value) -> Value:
    found = _moved(day_of(day).replace(day=1), int(figure(months)))
    return days_of(found.replace(day=monthrange(found.year, found.month)[1]))


def _between(start: Value, end: Value, unit: Value) -> Value:
    first, last, wanted = day_of(start), day_of(end), one(unit)
    if first > last:
        return _NO_NUMBER
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    found = {"d": (last - first).days, "m": months, "y": months // 12, "ym": months % 12}
    if not isinstance(wanted, str) or wanted.casefold() not in found:
        raise NotUnderstoodError("unit")
    return Decimal(found[wanted.casefold()])


def _weekday(day: Value, kind: Value = Decimal(1)) -> Value:
    at = day_of(day).weekday()
    found = {1: (at + 1) % 7 + 1, 2: at + 1, 3: at}
    wanted = int(figure(kind))
    if wanted not in found:
        raise NotUnderstoodError("kind of week")
    return Decimal(found[wanted])


def _holidays(value: Value) -> set[date]:
    return {date.fromordinal(EPOCH + int(days)) for days in figures([value]) if days >= 1}


def _working_days(start: Value, end: Value, holidays: Value = None) -> Value:
    first, last = day_of(start), day_of(end)
    sign = 1 if first <= last else -1
    first, last = min(first, last), max(first, last)
    weeks, rest = divmod((last - first).days + 1, 7)
    count = weeks * 5 + sum((first + timedelta(at)).weekday() < _SATURDAY for at in range(rest))
    free = [day for day in _holidays(holidays) if first <= day <= last and day.weekday() < _SATURDAY]
    return Decimal(sign * (count - len(free)))


def _after_working_days(start: Value, days: Value, holidays: Value = None) -> Value:
    day, left, free = day_of(start), int(figure(days)), _holidays(holidays)
    if abs(left) > 10_000:
        raise NotUnderstoodError("too far")
    step = timedelta(1 if left > 0 else -1)
    while left:
        day += step
        if day.weekday() < _SATURDAY and day not in free:
            left -= step.days
    return days_of(day)


def _part(of: Callable[[date], int]) -> Function:
    return lambda value: Decimal(of(day_of(value)))


DATE_FUNCTIONS: dict[str, Function] = {
    "DATE": _date,
    "YEAR": _part(lambda day: day.year),
    "MONTH": _part(lambda day: day.month),
    "DAY": _part(lambda day: day.day),
    "DAYS": lambda end, start: Decimal((day_of(end) - day_of(start)).days),
    "EDATE": _months_later,
    "EOMONTH": _month_end,
    "DATEDIF": _between,
    "WEEKDAY": _weekday,
    "ISOWEEKNUM": _part(lambda day: day.isocalendar().week),
    "NETWORKDAYS": _working_days,
    "WORKDAY": _after_working_days,
}
