"""A rule of time limits as an institution declares it (R 4.1), and a date that it gives; `due_date.py` counts it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from models.rules.deadline_kind import Anchor, CountFrom, DayType, DoneWhen, Edge, Source, Subject
from models.rules.errors import RuleBroken
from models.rules.period import Period, PeriodKind
from models.rules.sentence import say
from models.rules.work_calendar import Roll

if TYPE_CHECKING:
    from models.rules.calendar import YearDay

_RULE_ID = re.compile(r"[A-Z][A-Z0-9]*-D[0-9]{2}[a-z]?")
_MOST_DAYS = 366
_SOME_YEAR = 2027
MORNING = time(8)
"""When a reminder or a rung goes out that names no other hour (R 4.1, P)."""


@dataclass(frozen=True, slots=True)
class Offset:
    """How far a day lies from its anchor.

    `count` is a number of days for BD and CD (negative: before), the month 1 to 12 for `month`; `on` is the day for
    `date`. Raises RuleBroken for any other combination.
    """

    day_type: DayType
    count: int = 0
    on: YearDay | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be counted."""
        if (self.on is None) == (self.day_type is DayType.DATE):
            raise RuleBroken("bad_offset", "El día del año («on») se escribe con el tipo «date», y solo con él.")
        lowest, highest = (1, 12) if self.day_type is DayType.MONTH else (-_MOST_DAYS, _MOST_DAYS)
        if not lowest <= self.count <= highest or (self.on is not None and self.count):
            raise RuleBroken(
                "bad_offset",
                say(
                    "{count} no sirve con el tipo «{day_type}»: use -366 a 366 con BD y CD, 1 a 12 con "
                    "«month», y ningún número con «date».",
                    count=self.count,
                    day_type=self.day_type,
                ),
            )

    @property
    def is_counted(self) -> bool:
        """Whether it is a number of days."""
        return self.day_type in {DayType.BD, DayType.CD}


@dataclass(frozen=True, slots=True)
class Reminder:
    """To who has not sent: on the opening day, the due day, or some days from one of them (negative: before)."""

    edge: Edge
    days: int = 0
    day_type: DayType = DayType.BD
    at: time = MORNING

    def __post_init__(self) -> None:
        """Raise RuleBroken for anything but a number of days."""
        _check_days(self.day_type)


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of the escalation ladder: who hears of a report so many days after it was due.

    Zero days is the moment in which the window ends, whatever `at` says.
    """

    days: int
    to: tuple[str, ...]
    day_type: DayType = DayType.BD
    at: time = MORNING

    def __post_init__(self) -> None:
        """Raise RuleBroken for anything but a number of days after the due day."""
        _check_days(self.day_type)
        if self.days < 0:
            raise RuleBroken("bad_rung", "Un escalón va después del vencimiento: escriba 0 o más días.")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule:
    """One row of an institution's table of deadlines. Raises RuleBroken where its parts contradict each other.

    `due` and `opens` are counted from the anchor. Without `opens` it opens on the day after the period, on the due day
    of a fixed date, on the day of the event. `only` keeps some periods of the year (`Q1`, `S2`, `03`). `year_offset` is
    for a fixed date: -1 for what must be done in the year before the one that it is about. `time_of_day` is the local
    hour of the due moment, the end of the day without it. `closes` closes the period by itself (rulings 1: none by
    default), at the end of that day. `recipients` and `Rung.to` are codes of the preset's recipient groups.
    """

    id: str
    subject: Subject
    anchor: Anchor
    due: Offset
    opens: Offset | None = None
    closes: Offset | None = None
    only: tuple[str, ...] = ()
    count_from: CountFrom = CountFrom.DAY_AFTER
    roll: Roll = Roll.NONE
    year_offset: int = 0
    time_of_day: time | None = None
    reminders: tuple[Reminder, ...] = ()
    recipients: tuple[str, ...] = ()
    escalation: tuple[Rung, ...] = ()
    source: Source = Source.PROPOSED
    done_when: DoneWhen | None = None

    def __post_init__(self) -> None:
        """Check id, anchor and offsets against each other."""
        if _RULE_ID.fullmatch(self.id) is None:
            self._refuse(say("el identificador se escribe como S0-D01, con una letra minúscula al final si hace falta"))
        self._check_anchor()
        if not set(self.only) <= _parts_of_year(self.anchor.period_kind):
            self._refuse(
                say(
                    "«only» nombra periodos que «{anchor}» no tiene: {only}",
                    anchor=self.anchor,
                    only=", ".join(self.only),
                )
            )
        for early, late in ((self.opens, self.due), (self.due, self.closes)):
            if early and late and early.is_counted and early.day_type is late.day_type and early.count > late.count:
                self._refuse(say("la apertura va antes del vencimiento, y el cierre después"))

    def _check_anchor(self) -> None:
        """An event has days and no more; a fixed date has a date; only that one looks into another year."""
        on_event = self.anchor.period_kind is None
        if on_event and not all(offset.is_counted for offset in self._offsets):
            self._refuse(say("un plazo contado desde un hecho usa días BD o CD"))
        if on_event and self.closes is not None:
            self._refuse(say("un plazo contado desde un hecho no tiene cierre automático"))
        if self.anchor is Anchor.FIXED_DATE and self.due.is_counted:
            self._refuse(say("una fecha fija usa los tipos «date» o «month»"))
        if self.anchor is not Anchor.FIXED_DATE and self.year_offset:
            self._refuse(say("«year_offset» solo acompaña a una fecha fija"))

    def applies_to(self, period: Period) -> bool:
        """Tell whether the rule has a deadline for a period."""
        return period.kind is self.anchor.period_kind and (not self.only or str(period)[5:] in self.only)

    @property
    def _offsets(self) -> tuple[Offset, ...]:
        return tuple(offset for offset in (self.due, self.opens, self.closes) if offset is not None)

    def _refuse(self, reason: str) -> None:
        raise RuleBroken("bad_deadline_rule", say("Regla de plazo {id}: {reason}.", id=self.id, reason=reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One rule and period, counted out (rulings 4).

    `nominal_due` is the date before it rolls to a business day, `due_at` the last moment that is on time, in the
    institution's zone; the window is open from the first moment of `opens`. `why` is a Spanish phrase for people.
    """

    rule: str
    subject: Subject
    period: Period
    opens: date
    nominal_due: date
    effective_due: date
    due_at: datetime
    day_type: DayType
    why: str

    @property
    def ends_at(self) -> datetime:
        """The first moment that is late, in UTC: the whole last second is still on time."""
        return self.due_at.astimezone(UTC) + timedelta(seconds=1)

    def is_on_time(self, moment: datetime) -> bool:
        """Tell whether what arrives at a moment (with its zone) arrives in time."""
        return moment.astimezone(UTC) < self.ends_at


def _check_days(day_type: DayType) -> None:
    if day_type not in {DayType.BD, DayType.CD}:
        raise RuleBroken("bad_day_type", "Los recordatorios y escalones se cuentan en días BD o CD.")


def _parts_of_year(kind: PeriodKind | None) -> set[str]:
    """Give `Q1` to `Q4`, `01` to `12` …: how a period's text goes on after its year."""
    if kind is None or kind is PeriodKind.YEAR:
        return set()
    return {str(part)[5:] for part in Period.of(_SOME_YEAR, PeriodKind.YEAR).parts(kind)}
