from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.local_time import end_of_day, first_moment, next_moment

SANTIAGO = ZoneInfo("America/Santiago")
SAN_SALVADOR = ZoneInfo("America/El_Salvador")
ZONES = [
    ZoneInfo(name)
    for name in (
        "America/El_Salvador",
        "America/Bogota",
        "America/Lima",
        "America/Santiago",
        "America/Asuncion",
        "America/Havana",
        "America/Tijuana",
        "America/Nuuk",
        "Australia/Lord_Howe",  # half an hour
    )
]
HOURS = [time(0), time(6), time(8), time(17)]


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        (SAN_SALVADOR, date(2027, 4, 1), time(0), "2027-04-01T00:00:00-06:00"),
        (SANTIAGO, date(2024, 9, 8), time(0), "2024-09-08T01:00:00-03:00"),  # no midnight
        (SANTIAGO, date(2024, 9, 8), time(0, 30), "2024-09-08T01:00:00-03:00"),
        (SANTIAGO, date(2024, 9, 8), time(8), "2024-09-08T08:00:00-03:00"),
        (SANTIAGO, date(2024, 4, 6), time(23, 30), "2024-04-06T23:30:00-03:00"),  # comes twice: the first
        (ZoneInfo("America/Havana"), date(2024, 3, 10), time(0), "2024-03-10T01:00:00-04:00"),
        (ZoneInfo("America/Havana"), date(2024, 11, 3), time(0), "2024-11-03T00:00:00-04:00"),
        (ZoneInfo("Australia/Lord_Howe"), date(2024, 10, 6), time(2, 10), "2024-10-06T02:30:00+11:00"),
    ],
)
def test_it_finds_the_first_moment_of_an_hour(zone: ZoneInfo, day: date, at: time, expected: str) -> None:
    assert first_moment(day, at, zone).isoformat() == expected


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        (SAN_SALVADOR, date(2027, 4, 7), "2027-04-07T23:59:59-06:00"),
        (SANTIAGO, date(2024, 4, 6), "2024-04-06T23:59:59-04:00"),  # the hour from 23:00 comes twice
        (SANTIAGO, date(2024, 9, 7), "2024-09-07T23:59:59-04:00"),  # the next day begins at 01:00
        (ZoneInfo("America/Nuuk"), date(2024, 3, 30), "2024-03-30T22:59:59-02:00"),  # this day ends at 23:00
    ],
)
def test_it_finds_the_end_of_a_day(zone: ZoneInfo, day: date, expected: str) -> None:
    assert end_of_day(day, zone).isoformat() == expected


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2027-04-07T16:59:59-06:00", "2027-04-07T17:00:00-06:00"),
        ("2027-04-07T17:00:00-06:00", "2027-04-07T17:00:00-06:00"),  # the moment itself
        ("2027-04-07T17:00:01-06:00", "2027-04-08T17:00:00-06:00"),
        ("2027-04-08T04:00:00+00:00", "2027-04-08T17:00:00-06:00"),  # still 7 April there
    ],
)
def test_it_finds_the_next_time_of_an_hour(since: str, expected: str) -> None:
    assert next_moment(datetime.fromisoformat(since), time(17), SAN_SALVADOR).isoformat() == expected


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("at", HOURS, ids=str)
def test_every_day_of_five_years_has_each_hour_once_and_in_order(zone: ZoneInfo, at: time) -> None:
    days = [date(2024, 1, 1) + timedelta(days=step) for step in range(1827)]
    moments = [first_moment(day, at, zone).astimezone(UTC) for day in days]
    assert all(moment.astimezone(zone).date() == day for moment, day in zip(moments, days, strict=True))
    assert len(set(moments)) == len(days)
    assert moments == sorted(moments)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.sampled_from(ZONES))
def test_a_day_ends_a_second_before_the_next_begins(day: date, zone: ZoneInfo) -> None:
    begins, ends = first_moment(day, time(0), zone).astimezone(UTC), end_of_day(day, zone).astimezone(UTC)
    assert timedelta(hours=22) < ends - begins < timedelta(hours=26)
    assert ends + timedelta(seconds=1) == first_moment(day + timedelta(days=1), time(0), zone)


@given(
    st.integers(0, 5 * 366 * 86400).map(lambda seconds: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)),
    st.times(),
    st.sampled_from(ZONES),
)
def test_the_next_hour_comes_within_a_day(since: datetime, at: time, zone: ZoneInfo) -> None:
    assert timedelta(0) <= next_moment(since, at, zone) - since <= timedelta(hours=26)
