from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendar import CalendarDay, CalendarSpec, Closure, DayKind, YearDay
from models.rules.errors import RuleBroken
from models.rules.period import Period
from models.rules.work_calendar import DayOff, Roll, Run, WorkCalendar
from tests.rules.calendars import CALENDARS, SV_CLOSURES, SV_SPEC

SV = CALENDARS["SV-public"]
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
ROWS = st.lists(st.builds(CalendarDay, DAYS.filter(lambda day: day.weekday() < 5), st.just("Fila"), is_working=...))
CASES = st.sampled_from(sorted(CALENDARS)).map(CALENDARS.__getitem__) | st.builds(WorkCalendar, st.just(SV_SPEC), ROWS)


@pytest.mark.parametrize(
    ("calendar", "month", "first", "fifth", "sixth"),
    [
        ("SV-public", "2026-01", 5, 9, 12),  # vacation until 2 January
        ("SV-public", "2026-02", 2, 6, 9),
        ("SV-public", "2026-03", 2, 6, 9),
        ("SV-public", "2026-04", 7, 13, 14),  # Easter vacation until Monday 6
        ("SV-public", "2026-05", 4, 8, 11),  # 1 May is a Friday, 10 May a Sunday
        ("SV-public", "2026-06", 1, 5, 8),
        ("SV-public", "2026-07", 1, 7, 8),
        ("SV-public", "2026-08", 7, 13, 14),  # August vacation
        ("SV-public", "2026-09", 1, 7, 8),
        ("SV-public", "2026-10", 1, 7, 8),
        ("SV-public", "2026-11", 3, 9, 10),  # All Souls
        ("SV-public", "2026-12", 1, 7, 8),
        ("SV-public", "2027-01", 4, 8, 11),
        ("SV-public", "2027-02", 1, 5, 8),
        ("SV-public", "2027-03", 1, 5, 8),
        ("SV-public", "2027-04", 1, 7, 8),
        ("SV-public", "2027-05", 3, 7, 11),  # Monday 10 May, Mother's Day
        ("SV-public", "2027-06", 1, 7, 8),
        ("SV-public", "2027-07", 1, 7, 8),
        ("SV-public", "2027-08", 9, 13, 16),
        ("SV-public", "2027-09", 1, 7, 8),
        ("SV-public", "2027-10", 1, 7, 8),
        ("SV-public", "2027-11", 1, 8, 9),
        ("SV-public", "2027-12", 1, 7, 8),
        ("SV-labour-code", "2026-01", 2, 8, 9),  # without the vacations of public servants
        ("SV-labour-code", "2027-08", 2, 9, 10),  # 6 August only
        ("CO", "2026-01", 2, 8, 9),
        ("CO", "2026-06", 1, 5, 9),  # Monday 8 June, Corpus Christi
        ("CO", "2026-08", 3, 10, 11),  # Friday 7 August, Boyacá
        ("CO", "2026-11", 3, 9, 10),
        ("CO", "2027-01", 4, 8, 12),  # Monday 11 January, Epiphany
        ("PE", "2026-08", 3, 10, 11),  # Thursday 6 August, Junín
        ("PE", "2026-10", 1, 7, 9),  # Thursday 8 October, Angamos
        ("PE", "2026-12", 1, 7, 10),  # 8 and 9 December
        ("PE", "2027-11", 2, 8, 9),  # Monday 1 November, All Saints
    ],
)
def test_it_counts_the_business_days_of_a_month(calendar: str, month: str, first: int, fifth: int, sixth: int) -> None:
    period = Period.parse(month)
    assert [CALENDARS[calendar].nth_business_day(period, count).day for count in (1, 5, 6)] == [first, fifth, sixth]


@pytest.mark.parametrize(
    ("calendar", "start", "count", "expected"),
    [
        ("CO", date(2027, 3, 17), 10, date(2027, 4, 5)),  # holidays 22, 25, 26 March (R 6.3)
        ("CO", date(2027, 3, 18), 3, date(2027, 3, 24)),  # service level 2 (R 6.3)
        ("SV-public", date(2026, 7, 31), 5, date(2026, 8, 13)),
        ("SV-labour-code", date(2026, 7, 31), 5, date(2026, 8, 10)),
        ("SV-public", date(2027, 4, 7), -1, date(2027, 4, 6)),
        ("SV-public", date(2027, 3, 30), -1, date(2027, 3, 19)),  # back over the Easter vacation
        ("SV-public", date(2026, 12, 23), 1, date(2027, 1, 4)),  # over the year's end
        ("SV-public", date(2027, 3, 25), 0, date(2027, 3, 25)),  # the day itself, worked or not
    ],
)
def test_it_adds_business_days(calendar: str, start: date, count: int, expected: date) -> None:
    assert CALENDARS[calendar].add_business_days(start, count) == expected


@pytest.mark.parametrize(
    ("day", "how", "expected"),
    [
        (date(2027, 4, 10), Roll.NONE, date(2027, 4, 10)),  # a Saturday stays
        (date(2027, 4, 10), Roll.NEXT_BD, date(2027, 4, 12)),
        (date(2027, 4, 10), Roll.PREVIOUS_BD, date(2027, 4, 9)),
        (date(2027, 4, 9), Roll.NEXT_BD, date(2027, 4, 9)),  # a business day stays
        (date(2027, 3, 24), Roll.PREVIOUS_BD, date(2027, 3, 19)),
    ],
)
def test_it_rolls_to_a_business_day(day: date, how: Roll, expected: date) -> None:
    assert SV.roll(day, how) == expected


def test_it_names_each_day_off_and_leaves_weekends_out() -> None:
    named = [(off.on.day, off.name, off.kind) for off in SV.non_working(date(2026, 4, 1), date(2026, 4, 30))]
    assert named == [
        (1, "Vacación de Semana Santa", DayKind.INSTITUTIONAL),
        (2, "Jueves Santo", DayKind.NATIONAL),
        (3, "Viernes Santo", DayKind.NATIONAL),
        (6, "Vacación de Semana Santa", DayKind.INSTITUTIONAL),  # 4 and 5 are a weekend
    ]


def test_it_joins_a_closure_over_its_weekend() -> None:
    assert SV.explain(date(2027, 3, 1), date(2027, 5, 31)) == (
        Run(date(2027, 3, 22), date(2027, 3, 29), "Vacación de Semana Santa"),
        Run(date(2027, 5, 10), date(2027, 5, 10), "Día de la Madre"),
    )


def test_a_day_in_two_closures_belongs_to_the_one_declared_first() -> None:
    late = Closure("Recuperación", YearDay("08-05"), YearDay("08-10"))
    calendar = WorkCalendar(CalendarSpec("SV", closures=(*SV_CLOSURES, late)))
    assert calendar.explain(date(2027, 8, 1), date(2027, 8, 31)) == (
        Run(date(2027, 8, 2), date(2027, 8, 6), "Vacación de agosto"),
        Run(date(2027, 8, 9), date(2027, 8, 10), "Recuperación"),
    )


def test_it_keeps_two_years_of_one_holiday_apart() -> None:
    days = [date(2027, 5, 11), date(2027, 5, 13)]
    calendar = WorkCalendar(SV_SPEC, [CalendarDay(day, "Paro de transporte", DayKind.DECREE) for day in days])
    assert [(run.first, run.last) for run in calendar.explain(*days)] == [(day, day) for day in days]


def test_it_speaks_spanish_for_every_country() -> None:
    names = {code: CALENDARS[code].day_off(date(2026, 1, 1)) for code in ("SV-labour-code", "CO", "PE")}
    assert {off.name for off in names.values() if off} == {"Año Nuevo"}


def test_it_falls_back_on_the_names_of_a_list_without_spanish() -> None:
    assert WorkCalendar(CalendarSpec("FR")).day_off(date(2026, 7, 14)) is not None


def test_the_edited_rows_win_over_list_and_closures() -> None:
    rows = [
        CalendarDay(date(2027, 3, 29), "Lunes de Pascua laborado", is_working=True),
        CalendarDay(date(2027, 6, 17), "Laborable por decreto", DayKind.DECREE, is_working=True),
        CalendarDay(date(2027, 4, 5), "Día del empleado de Hacienda"),
    ]
    calendar = WorkCalendar(SV_SPEC, rows)
    assert [calendar.is_business_day(row.on) for row in rows] == [True, True, False]
    assert calendar.day_off(date(2027, 4, 5)) == DayOff(
        date(2027, 4, 5), "Día del empleado de Hacienda", DayKind.INSTITUTIONAL
    )
    assert calendar.nth_business_day(Period.parse("2027-04"), 5) == date(2027, 4, 8)


def test_a_row_wins_over_a_date_of_the_preset() -> None:
    day = date(2027, 6, 30)
    spec = CalendarSpec("SV", days=(CalendarDay(day, "Asueto decretado", DayKind.DECREE),))
    assert not WorkCalendar(spec).is_business_day(day)
    assert WorkCalendar(spec, [CalendarDay(day, "Decreto derogado", is_working=True)]).is_business_day(day)


def test_it_counts_on_where_a_month_is_too_short() -> None:
    closed = [CalendarDay(date(2027, 4, day), "Emergencia") for day in range(1, 31)]
    assert WorkCalendar(SV_SPEC, closed).nth_business_day(Period.parse("2027-04"), 1) == date(2027, 5, 3)


def test_it_refuses_the_zeroth_business_day() -> None:
    with pytest.raises(RuleBroken, match="desde 1"):
        SV.nth_business_day(Period.parse("2027-04"), 0)


def test_it_refuses_to_search_a_calendar_without_business_days() -> None:
    never = [CalendarDay(date(2027, 1, 1) + timedelta(days=day), "Cierre") for day in range(800)]
    with pytest.raises(RuleBroken, match="ningún día hábil"):
        WorkCalendar(SV_SPEC, never).add_business_days(date(2027, 1, 1), 1)


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        (date(2027, 2, 1), date(2027, 1, 31), "intervalo"),  # backwards
        (date(2000, 1, 1), date(2030, 1, 1), "intervalo"),  # thirty years
        (date(1, 1, 1), date(1, 1, 31), "1973 a 2100"),
        (date(9999, 12, 1), date(9999, 12, 31), "1973 a 2100"),
    ],
)
def test_it_refuses_a_span_that_is_a_slip(first: date, last: date, reason: str) -> None:
    with pytest.raises(RuleBroken, match=reason):
        SV.business_days(first, last)


@given(CASES, DAYS, st.integers(1, 23))
def test_a_counted_business_day_is_one_and_later_than_the_one_before(
    calendar: WorkCalendar, day: date, count: int
) -> None:
    month = Period.containing(day, "month")
    found = calendar.nth_business_day(month, count)
    assert calendar.is_business_day(found)
    assert found < calendar.nth_business_day(month, count + 1)
    assert len(calendar.business_days(month.start, found)) == count


@given(CASES, DAYS, st.integers(0, 60))
def test_adding_and_taking_back_returns_to_the_same_business_day(calendar: WorkCalendar, day: date, count: int) -> None:
    start = calendar.roll(day, Roll.NEXT_BD)
    assert calendar.add_business_days(calendar.add_business_days(start, count), -count) == start


@given(CASES, DAYS, DAYS, st.integers(0, 30))
def test_a_later_start_never_ends_earlier(calendar: WorkCalendar, one: date, two: date, count: int) -> None:
    first, last = sorted((one, two))
    assert calendar.add_business_days(first, count) <= calendar.add_business_days(last, count)


@given(ROWS, DAYS, DAYS, st.integers(1, 30))
def test_one_more_day_off_never_ends_earlier(rows: list[CalendarDay], start: date, off: date, count: int) -> None:
    before = WorkCalendar(SV_SPEC, rows).add_business_days(start, count)
    after = WorkCalendar(SV_SPEC, [*rows, CalendarDay(off, "Asueto nuevo")]).add_business_days(start, count)
    assert after >= before


@given(CASES, DAYS, st.integers(0, 400))
def test_weekdays_are_worked_or_named(calendar: WorkCalendar, first: date, length: int) -> None:
    last = first + timedelta(days=length)
    worked, named = calendar.business_days(first, last), {off.on for off in calendar.non_working(first, last)}
    weekdays = {first + timedelta(days=step) for step in range(length + 1)} - {
        first + timedelta(days=step) for step in range(length + 1) if (first + timedelta(days=step)).weekday() >= 5
    }
    assert named.isdisjoint(worked)
    assert named | set(worked) == weekdays
