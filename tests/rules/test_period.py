from __future__ import annotations

import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.errors import RuleBroken
from models.rules.period import FREQUENCIES, Period, PeriodKind

DAYS = st.dates(min_value=date(1901, 1, 1), max_value=date(2198, 12, 31))
PERIODS = st.builds(Period.containing, DAYS, st.sampled_from(FREQUENCIES)) | st.builds(
    lambda year, more: Period.horizon(year, year + more), st.integers(1950, 2100), st.integers(0, 12)
)


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2026", "year", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-S2", "semester", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026-Q1", "quarter", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-B6", "bimonth", date(2026, 11, 1), date(2026, 12, 31)),
        ("2026-03", "month", date(2026, 3, 1), date(2026, 3, 31)),
        ("2028-02", "month", date(2028, 2, 1), date(2028, 2, 29)),  # leap year
        ("2024/2027", "horizon", date(2024, 1, 1), date(2027, 12, 31)),
    ],
)
def test_it_reads_a_period(text: str, kind: str, start: date, end: date) -> None:
    period = Period.parse(text)
    assert (str(period), period.kind, period.start, period.end) == (text, kind, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "2026-13",
        "2026-00",
        "2026-Q5",
        "2026-S3",
        "2026-B7",
        "2026-Q0",
        "2027/2024",  # backwards
        "2026/2026",  # one year is written 2026
        "2026-3",
        "2026-q1",
        "26-03",
        " 2026",
        "2026\n",
        "٢٠٢٦",  # digits, but not ours
        "1899",  # before any plan, usually a slip
        "2200",
        "",
        "2026-03-01",
    ],
)
def test_it_refuses_what_is_no_period(text: str) -> None:
    with pytest.raises(RuleBroken, match="no es un periodo") as refused:
        Period.parse(text)
    assert refused.value.code == "bad_period"


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (24312, 24311),  # empty
        (24313, 24315),  # three months, but from February
        (24312, 24315),  # four months
        (24313, 24336),  # two years from February
    ],
)
def test_it_refuses_months_that_make_no_period(first: int, last: int) -> None:
    with pytest.raises(RuleBroken):
        Period(first, last)


def test_it_names_number_and_year() -> None:
    texts = ("2026-03", "2026-B4", "2026-Q2", "2026-S2", "2026", "2024/2027")
    assert [Period.parse(text).number for text in texts] == [3, 4, 2, 2, 1, 1]
    assert Period.parse("2024/2027").year == 2024


def test_it_gives_the_years_of_a_plan() -> None:
    assert str(Period.horizon(2024, 2027)) == "2024/2027"
    assert Period.horizon(2026, 2026) is Period.parse("2026")


def test_it_gives_parts_in_order() -> None:
    assert [str(part) for part in Period.parse("2026-Q2").parts("month")] == ["2026-04", "2026-05", "2026-06"]
    assert [str(part) for part in Period.parse("2024/2026").parts("year")] == ["2024", "2025", "2026"]
    assert Period.parse("2026-03").parts(PeriodKind.MONTH) == (Period.parse("2026-03"),)


@pytest.mark.parametrize(("text", "kind"), [("2026-Q2", "bimonth"), ("2026-B3", "quarter"), ("2026-Q1", "year")])
def test_it_refuses_parts_that_do_not_fill_it(text: str, kind: str) -> None:
    with pytest.raises(RuleBroken, match="no se divide"):
        Period.parse(text).parts(kind)


@pytest.mark.parametrize("kind", ["horizon", "week", ""])
def test_it_refuses_a_kind_that_is_no_frequency(kind: str) -> None:
    with pytest.raises(RuleBroken, match="no es una frecuencia"):
        Period.containing(date(2026, 1, 1), kind)


def test_it_refuses_a_number_that_the_year_does_not_have() -> None:
    with pytest.raises(RuleBroken, match="2026-Q5"):
        Period.of(2026, "quarter", 5)


def test_it_crosses_the_year() -> None:
    assert str(Period.parse("2026-12").next()) == "2027-01"
    assert str(Period.parse("2027-Q1").previous()) == "2026-Q4"
    assert str(Period.parse("2024/2027").next()) == "2028/2031"


def test_it_sorts_by_start_then_length() -> None:
    texts = ["2026-02", "2026", "2026-Q1", "2025-12", "2026-01", "2026-S1", "2026-B1"]
    assert [str(period) for period in sorted(map(Period.parse, texts))] == [
        "2025-12", "2026-01", "2026-B1", "2026-Q1", "2026-S1", "2026", "2026-02",
    ]  # fmt: skip


@given(PERIODS)
def test_its_text_reads_back_to_the_same_object(period: Period) -> None:
    assert Period.parse(str(period)) is period
    assert pickle.loads(pickle.dumps(period)) == period  # noqa: S301  our own bytes


@given(PERIODS)
def test_its_neighbours_touch_it(period: Period) -> None:
    assert period.next().start == period.end + timedelta(days=1)
    assert period.next().previous() is period


@given(DAYS, st.sampled_from(FREQUENCIES))
def test_it_contains_its_day(day: date, kind: PeriodKind) -> None:
    period = Period.containing(day, kind)
    assert period.start <= day <= period.end
    assert Period.of(day.year, "year").contains(period)
    assert period in Period.of(day.year, "year").parts(kind)


@given(PERIODS, PERIODS)
def test_containing_agrees_with_the_days(one: Period, other: Period) -> None:
    assert one.contains(other) == (one.start <= other.start and other.end <= one.end)
