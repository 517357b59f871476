"""The deadlines of some days as one person meets them: with state, own later dates, and what concerns whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from models.queries.deadlines import announced_deadlines, capture_rule, counted_deadline, deadlines_of
from models.queries.done_years import done_years
from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.sheet_board import SENT
from models.queries.unit_deadline import extended
from models.rules.deadline import Deadline
from models.rules.deadline_kind import Subject
from models.rules.deadline_state import DeadlineState, deadline_state
from models.rules.period import Period
from models.rules.roles import Role
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.deadline_extension import DeadlineExtension

SEES_EVERY_DATE = frozenset(
    {
        Role.PLANNING_ANALYST,
        Role.PLANNING_HEAD,
        Role.PLANNING_DIRECTOR,
        Role.INTERNAL_CONTROL,
        Role.SECRETARY,
        Role.ADMINISTRATOR,
    }
)
"""Watch over the dates of others: all of them concern these roles."""


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """One date. `concerns_me`: it is for one of the reader's roles or units.

    `unit` and `unit_id` say whose own later date it is; with `instead` the reader has no other one.
    """

    deadline: Deadline
    state: DeadlineState
    is_announced: bool
    concerns_me: bool
    unit: str = ""
    unit_id: int | None = None
    instead: bool = False


def agenda(reader: Reader, first: date, last: date, now: datetime) -> list[AgendaEntry]:
    """Give the dates from `first` to `last` in order; few statements, whatever the span.

    A unit's later date stands beside that of all, and instead of it for whoever reports for that unit alone, be it
    beyond `last`. What a reader of units has sent is done. Raises RuleBroken `bad_year` as `deadlines_of`.
    """
    where = reader.institution_id or 0
    told = announced_deadlines(where)
    found = [
        deadline
        for year in range(first.year, last.year + 1)
        for deadline in deadlines_of(where, year)
        if first <= deadline.effective_due <= last
    ]
    later = _later_dates(where, told, first)
    day = _Day(
        local_day(where, now),
        frozenset(told),
        _concerning(where, reader),
        _sent(where, [*found, *(d for d, _ in later)]),
        done_years(where),
        reader,
    )
    replaced = {_key(deadline) for deadline, row in later if day.is_only(row)}
    entries = [day.entry(deadline) for deadline in found if _key(deadline) not in replaced]
    entries += [day.own_entry(deadline, row) for deadline, row in later if first <= deadline.effective_due <= last]
    return sorted(entries, key=lambda each: (each.deadline.effective_due, each.deadline.rule, each.unit))


Key = tuple[str, Period]


def _key(deadline: Deadline) -> Key:
    return deadline.rule, deadline.period


@dataclass(frozen=True, slots=True)
class _Day:
    """What turns a deadline into an entry: the day, what was announced, whose it is, what is in and done."""

    today: date
    told: frozenset[Key]
    mine: frozenset[str]
    sent: Mapping[tuple[int, str], bool]
    done: Mapping[str, frozenset[int]]
    reader: Reader

    def is_only(self, row: DeadlineExtension) -> bool:
        """Whether the reader reports for the unit of this later date, and watches over no other."""
        return not self.reader.reads_all and self.reader.readable_units == {row.org_unit_id}

    def entry(self, deadline: Deadline) -> AgendaEntry:
        """The date of everybody."""
        state = deadline_state(deadline, self.today, is_done=self._is_done(deadline))
        return AgendaEntry(deadline, state, _key(deadline) in self.told, deadline.rule in self.mine)

    def _is_done(self, deadline: Deadline) -> bool:
        if deadline.subject is Subject.CAPTURE_SHEET:
            in_period = [is_in for (_, period), is_in in self.sent.items() if period == str(deadline.period)]
            return bool(in_period) and all(in_period)
        return deadline.effective_due.year in self.done.get(deadline.rule, ())

    def own_entry(self, deadline: Deadline, row: DeadlineExtension) -> AgendaEntry:
        """The later date of one unit."""
        is_done = self.sent.get((row.org_unit_id, row.period), False)
        state = deadline_state(deadline, self.today, is_done=is_done)
        return AgendaEntry(
            deadline,
            state,
            is_announced=True,
            concerns_me=deadline.rule in self.mine or row.org_unit_id in self.reader.readable_units,
            unit=row.org_unit.name,
            unit_id=row.org_unit_id,
            instead=self.is_only(row),
        )


def _concerning(institution_id: int, reader: Reader) -> frozenset[str]:
    """The rules that are addressed to one of the reader's roles; all of them for who watches over the others."""
    preset = preset_in_use(institution_id).preset
    if SEES_EVERY_DATE & reader.roles:
        return frozenset(rule.id for rule in preset.deadlines)
    return frozenset(
        rule.id
        for rule in preset.deadlines
        if any(preset.recipient_group(code).roles & reader.roles for code in rule.recipients)
    )


def _sent(institution_id: int, deadlines: Iterable[Deadline]) -> dict[tuple[int, str], bool]:
    """Whether all reports that the reader sees of a unit and period are in; one statement."""
    periods = {str(each.period) for each in deadlines if each.subject is Subject.CAPTURE_SHEET}
    rows = db.session.execute(
        select(CaptureSheet.org_unit_id, CaptureSheet.period, CaptureSheet.state).where(
            CaptureSheet.institution_id == institution_id, CaptureSheet.period.in_(periods)
        )
    )
    found: dict[tuple[int, str], bool] = {}
    for unit, period, state in rows:
        found[unit, period] = found.get((unit, period), True) and state in SENT
    return found


def _later_dates(
    institution_id: int, told: Mapping[Key, Deadline], first: date
) -> list[tuple[Deadline, DeadlineExtension]]:
    """The later dates, of units that the reader sees, since `first`; one statement."""
    preset = preset_in_use(institution_id).preset
    since = datetime.combine(first, time.min, ZoneInfo(preset.timezone))
    rows = db.session.scalars(
        select(DeadlineExtension)
        .join(DeadlineExtension.org_unit)
        .options(contains_eager(DeadlineExtension.org_unit))
        .where(DeadlineExtension.institution_id == institution_id, DeadlineExtension.due_at >= since)
    )
    found = []
    for row in rows:
        period = Period.parse(row.period)
        rule = capture_rule(preset, period)
        if rule is not None:
            general = told.get((rule.id, period)) or counted_deadline(institution_id, rule, period)
            found.append((extended(institution_id, general, row), row))
    return found
