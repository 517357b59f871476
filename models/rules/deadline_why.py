"""How a due date came about, as a Spanish phrase: what was counted, which days were not, and where it rolled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from babel.localedata import exists

from models.rules.deadline_kind import Anchor, CountFrom, DayType
from models.rules.sentence import Sentence, in_a_row, say
from models.rules.wording import counted, day_text, month_name, weekday_name

if TYPE_CHECKING:
    from models.rules.deadline import DeadlineRule
    from models.rules.work_calendar import Run, WorkCalendar

_ONE_DAY = timedelta(days=1)
_EVENTS = {
    Anchor.PROGRESS_SENT: say("después de enviado el avance"),
    Anchor.PROGRESS_RETURNED: say("después de devuelto el avance"),
    Anchor.REPORT_SENT: say("después de enviado el informe"),
    Anchor.REPORT_ENDORSED: say("después del visto bueno del informe"),
    Anchor.REPORT_APPROVED: say("después de aprobado el informe"),
    Anchor.PLAN_RECEIVED: say("después de recibido el plan"),
    Anchor.PLAN_RETURNED: say("después de devuelto el plan"),
    Anchor.CHANGE_REQUESTED: say("después de solicitado el cambio"),
    Anchor.MEETING_HELD: say("después de la reunión"),
    Anchor.MEMO_SENT: say("después de enviado el memorando"),
    Anchor.PLAN_ENDED: say("después de terminado el plan"),
    Anchor.COMMITMENT_DUE: say("después de vencido el compromiso"),
}
_UNITS = {
    DayType.BD: (say("día hábil"), say("días hábiles")),
    DayType.CD: (say("día calendario"), say("días calendario")),
}


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
        parts += [say("no se cuentan: {days}", days=in_a_row(skipped, ", "))] if skipped else []
    if not calendar.is_business_day(span.nominal):
        parts.append(text.rolled(span))
    return in_a_row(parts, "; ")


def why_on_event(rule: DeadlineRule) -> str:
    """Say when a rule anchored on an event falls due: « 10 días hábiles después de enviado el informe »."""
    after = _EVENTS[rule.anchor]
    if rule.due.count == 0:
        return say("el mismo día, {after}", after=after)
    return say("{days} {after}", days=_days(rule), after=after)


class _Text:
    """Dates in the words of the calendar's country (« setiembre » in Peru)."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self.calendar = calendar
        local = f"es_{calendar.country}"
        self.locale = local if exists(local) else "es"

    def day(self, day: date) -> str:
        return day_text(day, self.locale)

    def short_day(self, day: date) -> Sentence:
        return say("{day} de {month}", day=day.day, month=month_name(day, self.locale))

    def month(self, day: date) -> Sentence:
        return say("{month} de {year}", month=month_name(day, self.locale), year=day.year)

    def counted(self, rule: DeadlineRule, span: Span) -> Sentence:
        """What the nominal day is."""
        if rule.due.day_type is DayType.MONTH:
            return say("último día de {month}", month=self.month(span.nominal))
        if rule.due.day_type is DayType.DATE:
            return say("fecha fija: {day}", day=self.day(span.nominal))
        return self.days(rule, span)

    def days(self, rule: DeadlineRule, span: Span) -> Sentence:
        """The same for a number of days; those of the month after a period are numbered as people do."""
        anchor = self.day(span.anchor)
        if rule.due.count == 0:
            return say("el mismo día, {day}", day=anchor)
        if rule.count_from is CountFrom.FIRST_DAY:
            return say("{days} contados desde el {day}, que es el primero", days=_days(rule), day=anchor)
        begins = span.anchor + _ONE_DAY
        month_begins = begins.day == 1 and (begins.year, begins.month) == (span.nominal.year, span.nominal.month)
        if rule.due.day_type is DayType.BD and month_begins:
            return say("{number}.º día hábil de {month}", number=rule.due.count, month=self.month(begins))
        if rule.due.count > 0:
            return say("{days} después del {day}", days=_days(rule), day=anchor)
        return say("{days} antes del {day}", days=_days(rule), day=anchor)

    def run(self, run: Run) -> Sentence:
        """« del 22 al 29 de marzo (Vacación de Semana Santa) »."""
        last = self.short_day(run.last)
        if run.first == run.last:
            return say("{day} ({name})", day=last, name=run.name)
        first = run.first.day if run.first.month == run.last.month else self.short_day(run.first)
        return say("del {first} al {last} ({name})", first=first, last=last, name=run.name)

    def rolled(self, span: Span) -> Sentence:
        """Why the nominal day is not worked, and what follows from it."""
        off = self.calendar.day_off(span.nominal)
        nominal = self.short_day(span.nominal)
        reason = say("es día inhábil ({name})", name=off.name) if off else self.is_weekday(span.nominal)
        if span.effective == span.nominal:
            return say("el {day} {reason} y no se corre", day=nominal, reason=reason)
        weekday, effective = weekday_name(span.effective, self.locale), self.short_day(span.effective)
        return say(
            "el {day} {reason} y pasa al {weekday} {later}",
            day=nominal, reason=reason, weekday=weekday, later=effective,
        )  # fmt: skip

    def is_weekday(self, day: date) -> Sentence:
        return say("es {weekday}", weekday=weekday_name(day, self.locale))


def _walked(rule: DeadlineRule, span: Span) -> tuple[date, date]:
    """The first and the last day that the count went over; the anchor's day only where it may be day 1."""
    step = timedelta(0) if rule.count_from is CountFrom.FIRST_DAY else _ONE_DAY
    return (span.anchor + step, span.nominal) if rule.due.count > 0 else (span.nominal, span.anchor - step)


def _days(rule: DeadlineRule) -> Sentence:
    return counted(abs(rule.due.count), *_UNITS[rule.due.day_type])
