"""Dependencies × periods of a fiscal year: who reported, who is late, who never did (S0-RES-1, ux 3.3)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from models.queries.capture_deadline import capture_deadline
from models.queries.control_board.counts import NOTHING, CellKey, LineCounts, line_counts
from models.queries.control_board.people import Signal, UnitPeople, last_signals, unit_people
from models.queries.deadlines import window_rule
from models.queries.local_day import local_day
from models.queries.periods import period_states
from models.queries.preset_in_use import preset_in_use
from models.queries.unit_deadline import extensions
from models.rules.deadline import Deadline
from models.rules.period import Period, PeriodKind
from models.rules.punctuality import Completeness, Punctuality, punctuality
from models.rules.reporting_mark import DUE_STATES, WAITED_FOR, ReportFacts, ReportingMark, mark_of
from models.rules.workflow import PeriodState
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.plan import Plan


@dataclass(frozen=True, slots=True)
class Cell:
    """All reports of a unit in a period. `filled` of `expected` activities have a value; once sent, one that counts.

    `extended_to` is the unit's own later date, where it has one that is not over.
    """

    mark: ReportingMark
    is_late: bool
    filled: int
    expected: int
    extended_to: datetime | None

    @property
    def is_waited_for(self) -> bool:
        """Something is still to be sent."""
        return self.mark in WAITED_FOR


@dataclass(frozen=True, slots=True)
class BoardUnit:
    """One row: the unit and its people, its cells by period, how punctual and complete its year is so far."""

    unit: UnitPeople
    cells: Mapping[str, Cell]
    punctuality: Punctuality
    completeness: Completeness
    last: Signal | None


@dataclass(frozen=True, slots=True)
class Board:
    """The year of `period`: its periods with their state, the plans and kinds to choose among, and a row a unit.

    `deadline` is that of the period in hand, None where the institution captures no such periods, `open_again_until`
    the end of it where it was opened again. `is_closing`: somebody asked to close it and its cut is being computed.
    """

    period: str
    deadline: Deadline | None
    open_again_until: datetime | None
    is_closing: bool
    states: Mapping[str, PeriodState]
    plans: tuple[str, ...]
    kinds: Mapping[PeriodKind, str]
    rows: tuple[BoardUnit, ...]

    @property
    def counts(self) -> Counter[ReportingMark]:
        """Units of the period by mark; those from whom nothing is asked are left out."""
        marks = (row.cells[self.period].mark for row in self.rows)
        return Counter(mark for mark in marks if mark not in {ReportingMark.NOT_ASKED, ReportingMark.NOT_OPEN})

    @property
    def waited_for(self) -> tuple[BoardUnit, ...]:
        """Units that have something to send in the period."""
        return tuple(row for row in self.rows if row.cells[self.period].is_waited_for)

    @property
    def without_people(self) -> tuple[BoardUnit, ...]:
        """Units without a liaison or without a head."""
        return tuple(row for row in self.rows if not (row.unit.liaisons and row.unit.heads))

    @property
    def never_reported(self) -> tuple[BoardUnit, ...]:
        """Units that had a report due and never sent any."""
        return tuple(row for row in self.rows if not row.unit.has_reported and row.punctuality.missing)


class _Year(NamedTuple):
    """What the rows are made of besides their own reports; `later` are dates of single units that still run."""

    states: Mapping[str, PeriodState]
    counts: Mapping[CellKey, LineCounts]
    signals: Mapping[int, Signal]
    later: Mapping[tuple[int, str], datetime]

    def is_over(self, report: _Report) -> bool:
        """The window has ended for the report's unit."""
        return self.states[report.period] in DUE_STATES and (report.unit, report.period) not in self.later


class _Report(NamedTuple):
    unit: int
    plan: int
    plan_code: str
    period: str
    facts: ReportFacts


def control_board(institution_id: int, period: str, now: datetime, plan: str = "") -> Board:
    """Give the board of the fiscal year of `period`, of all plans or of the one with a code; nine statements.

    Timeliness of a unit is the share of its reports that came on time among those that are due (R C-29): sent, or
    their window over and not waived. Completeness is the share of programmed activities with a value or a reason
    among all those of its due reports (R C-30). Both run over the year so far; None where nothing is due yet.
    """
    span = Period.parse(period)
    year = Period.of(span.year, PeriodKind.YEAR)
    columns = [str(part) for part in year.parts(span.kind)]
    periods = period_states(institution_id)
    known = {code: row.state for code, row in periods.items()}
    states = {code: known.get(code, PeriodState.FUTURE) for code in columns}
    opened = [code for code, state in states.items() if state is not PeriodState.FUTURE]
    every = _reports(institution_id, columns)
    reports = [report for report in every if plan in {"", report.plan_code}]
    counts = line_counts(institution_id, [Period.parse(code) for code in opened])
    signals = last_signals(institution_id, opened)
    later = {key: row.due_at for key, row in extensions(institution_id, opened).items() if row.due_at >= now}
    people = unit_people(institution_id, {report.unit for report in reports}, local_day(institution_id, now))
    by_unit: defaultdict[int, list[_Report]] = defaultdict(list)
    for report in reports:
        by_unit[report.unit].append(report)
    year_so_far = _Year(states, counts, signals, later)
    return Board(
        period=period,
        deadline=deadline_of(institution_id, span),
        open_again_until=periods[period].reopened_until if period in periods else None,
        is_closing=period in periods and periods[period].closing_asked_at is not None,
        states=states,
        plans=tuple(sorted({report.plan_code for report in every})),
        kinds=_kinds(known),
        rows=tuple(_row(unit, by_unit[unit.org_unit_id], year_so_far) for unit in people),
    )


def deadline_of(institution_id: int, span: Period) -> Deadline | None:
    """Give until when the reports of a period are on time; None where such periods are not captured."""
    rule = window_rule(preset_in_use(institution_id).preset, span)
    return capture_deadline(institution_id, str(span)) if rule else None


def _reports(institution_id: int, periods: Sequence[str]) -> list[_Report]:
    rows = db.session.execute(
        select(CaptureSheet, Plan.code)
        .join(Plan, Plan.id == CaptureSheet.plan_id)
        .where(CaptureSheet.institution_id == institution_id, CaptureSheet.period.in_(periods))
    )
    return [_Report(sheet.org_unit_id, sheet.plan_id, code, sheet.period, _facts(sheet)) for sheet, code in rows]


def _facts(sheet: CaptureSheet) -> ReportFacts:
    return ReportFacts(sheet.state, sheet.round, sheet.is_late, bool(sheet.exempt_reason))


def _kinds(known: Mapping[str, PeriodState]) -> dict[PeriodKind, str]:
    """The newest opened period of each kind that the institution captures."""
    opened = sorted(Period.parse(code) for code, state in known.items() if state is not PeriodState.FUTURE)
    return {period.kind: str(period) for period in opened}


def _row(unit: UnitPeople, reports: Sequence[_Report], year: _Year) -> BoardUnit:
    by_period: defaultdict[str, list[_Report]] = defaultdict(list)
    for report in reports:
        by_period[report.period].append(report)
    due = [report for report in reports if report.facts.round or (year.is_over(report) and not report.facts.is_exempt)]
    lines = [year.counts.get((report.plan, report.unit, report.period), NOTHING) for report in due]
    return BoardUnit(
        unit=unit,
        cells={code: _cell(by_period[code], code, year, unit.org_unit_id) for code in year.states},
        punctuality=punctuality(report.facts.timeliness(is_over=year.is_over(report)) for report in reports),
        completeness=Completeness(sum(each.expected for each in lines), sum(each.counted for each in lines)),
        last=year.signals.get(unit.org_unit_id),
    )


def _cell(reports: Sequence[_Report], period: str, year: _Year, unit: int) -> Cell:
    lines = [_lines(report, year.counts) for report in reports]
    return Cell(
        mark=mark_of([report.facts for report in reports], year.states[period]),
        is_late=any(report.facts.is_late for report in reports),
        filled=sum(filled for filled, _ in lines),
        expected=sum(expected for _, expected in lines),
        extended_to=year.later.get((unit, period)),
    )


def _lines(report: _Report, counts: Mapping[CellKey, LineCounts]) -> tuple[int, int]:
    found = counts.get((report.plan, report.unit, report.period), NOTHING)
    return found.drafted if report.facts.mark in WAITED_FOR else found.counted, found.expected
