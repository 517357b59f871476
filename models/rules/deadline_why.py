"""How a due date came about, as a Spanish phrase: what was counted, which days were not, and where it rolled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from babel.dates import format_date
from babel.localedata import exists

from models.rules.deadline_kind import Anchor, CountFrom, DayType

if TYPE_CHECKING:
    from models.rules.deadline import DeadlineRule
    from models.rules.work_calendar import Run, WorkCalendar

_ONE_DAY = timedelta(days=1)
_EVENTS = {
    Anchor.PROGRESS_SENT: "después de enviado el avance",
    Anchor.PROGRESS_RETURNED: "después de devuelto el avance",
    Anchor.REPORT_SENT: "después de enviado el informe",
    Anchor.REPORT_ENDORSED: "después del visto bueno del informe",
    Anchor.REPORT_APPROVED: "después de aprobado el informe",
    Anchor.PLAN_RECEIVED: "después de recibido el plan",
    Anchor.PLAN_RETURNED: "después de devuelto el plan",
    Anchor.CHANGE_REQUESTED: "después de solicitado el cambio",
    Anchor.MEETING_HELD: "después de la reunión",
    Anchor.MEMO_SENT: "después de enviado el memorando",
}
_UNITS = {DayType.BD: ("día hábil", "días hábiles"), DayType.CD: ("día calendario", "días calendario")}


@dataclass(frozen=True, slots=True)
class Span:
    """From the anchor's day to the nominal and the effective due day."""

    anchor: date
    nominal: date
    effective: date


def why(rule: DeadlineRule, span: Span, calendar: WorkCalendar) -> str:
    """Say why a deadline falls where it falls: « 5.º día hábil de agosto de 2027; no se cuentan: del 2 al 6 … »."""
    text = _Text(calendar)
    parts = [text.counted(rule, span)]
    if rule.due.day_type is DayType.BD and rule.due.count:
        skipped = [text.run(run) for run in calendar.explain(*_walked(rule, span))]
        parts += [f"no se cuentan: {', '.join(skipped)}"] if skipped else []
    if not calendar.is_business_day(span.nominal):
        parts.append(text.rolled(span))
    return "; ".join(parts)


def why_on_event(rule: DeadlineRule) -> str:
    """Say when a rule anchored on an event falls due: « 10 días hábiles después de enviado el informe »."""
    after = _EVENTS[rule.anchor]
    return f"el mismo día, {after}" if rule.due.count == 0 else f"{_days(rule)} {after}"


class _Text:
    """Dates in the words of the calendar's country (« setiembre » in Peru)."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self.calendar = calendar
        local = f"es_{calendar.country}"
        self.locale = local if exists(local) else "es"

    def format(self, day: date, pattern: str) -> str:
        return format_date(day, pattern, locale=self.locale)

    def day(self, day: date) -> str:
        return self.format(day, "d 'de' MMMM 'de' y")

    def short_day(self, day: date) -> str:
        return self.format(day, "d 'de' MMMM")

    def month(self, day: date) -> str:
        return self.format(day, "MMMM 'de' y")

    def counted(self, rule: DeadlineRule, span: Span) -> str:
        """What the nominal day is."""
        if rule.due.day_type is DayType.MONTH:
            return f"último día de {self.month(span.nominal)}"
        if rule.due.day_type is DayType.DATE:
            return f"fecha fija: {self.day(span.nominal)}"
        return self.days(rule, span)

    def days(self, rule: DeadlineRule, span: Span) -> str:
        """The same for a number of days; those of the month after a period are numbered as people do."""
        if rule.due.count == 0:
            return f"el mismo día, {self.day(span.anchor)}"
        if rule.count_from is CountFrom.FIRST_DAY:
            return f"{_days(rule)} contados desde el {self.day(span.anchor)}, que es el primero"
        begins = span.anchor + _ONE_DAY
        month_begins = begins.day == 1 and (begins.year, begins.month) == (span.nominal.year, span.nominal.month)
        if rule.due.day_type is DayType.BD and month_begins:
            return f"{rule.due.count}.º día hábil de {self.month(begins)}"
        return f"{_days(rule)} {'después' if rule.due.count > 0 else 'antes'} del {self.day(span.anchor)}"

    def run(self, run: Run) -> str:
        """« del 22 al 29 de marzo (Vacación de Semana Santa) »."""
        last = self.short_day(run.last)
        if run.first == run.last:
            return f"{last} ({run.name})"
        first = str(run.first.day) if run.first.month == run.last.month else self.short_day(run.first)
        return f"del {first} al {last} ({run.name})"

    def rolled(self, span: Span) -> str:
        """Why the nominal day is not worked, and what follows from it."""
        off = self.calendar.day_off(span.nominal)
        reason = f"es día inhábil ({off.name})" if off else f"es {self.format(span.nominal, 'EEEE')}"
        if span.effective == span.nominal:
            return f"el {self.short_day(span.nominal)} {reason} y no se corre"
        weekday = self.format(span.effective, "EEEE")
        return f"el {self.short_day(span.nominal)} {reason} y pasa al {weekday} {self.short_day(span.effective)}"


def _walked(rule: DeadlineRule, span: Span) -> tuple[date, date]:
    """The first and the last day that the count went over; the anchor's day only where it may be day 1."""
    step = timedelta(0) if rule.count_from is CountFrom.FIRST_DAY else _ONE_DAY
    return (span.anchor + step, span.nominal) if rule.due.count > 0 else (span.nominal, span.anchor - step)


def _days(rule: DeadlineRule) -> str:
    one, many = _UNITS[rule.due.day_type]
    count = abs(rule.due.count)
    return f"{count} {one if count == 1 else many}"
