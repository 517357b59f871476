from __future__ import annotations

import pytest

from models.rules.period import Period
from models.rules.timeline import Timeline, View, view_of
from tests.rules.scoring import numbers, periods

MIXED = "2027-01 2027-02 2027-03 2027-04 2027-Q1 2027-S1 2027 2026 2028-01 2028-02 2024/2028"


def view(cut: str, at: str = MIXED) -> View:
    return view_of(Timeline(periods(at)), Period.parse(cut))


def named(seen: View, places: tuple[int, ...]) -> str:
    return " ".join(str(seen.timeline.periods[place]) for place in places)


def test_it_finds_what_lies_inside_a_month_and_to_date() -> None:
    seen = view("2027-03")
    assert named(seen, seen.inside) == "2027-03"
    assert named(seen, seen.to_date) == "2027-01 2027-02 2027-03 2027-Q1"
    assert named(seen, seen.closing) == "2027-03 2027-Q1"
    assert named(seen, seen.year) == "2027-01 2027-02 2027-03 2027-Q1 2027-04 2027-S1 2027"


def test_it_finds_the_longer_periods_that_only_overlap() -> None:
    seen = view("2027-03")
    assert named(seen, seen.around) == "2027-Q1 2027-S1 2027"
    assert named(seen, seen.beyond) == "2027-S1 2027"


def test_it_tells_other_years_from_the_horizon() -> None:
    seen = view("2027-03")
    assert [named(seen, places) for places in seen.past] == ["2026"]
    assert [named(seen, places) for places in seen.future] == ["2028-01 2028-02"]
    assert named(seen, seen.horizon) == "2024/2028"
    assert seen.has_other_years


def test_it_sees_a_horizon_from_its_last_year() -> None:
    seen = view("2024/2027", "2026 2027")
    assert named(seen, seen.inside) == named(seen, seen.to_date) == "2027"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2027-01 2027-02 2027-03", False),
        ("2027-02 2027-01", False),
        ("2027-01 2027-Q1", True),
        ("2027-B2 2027-Q1", True),  # March is in both
        ("2027-Q1 2027-Q2 2024/2027", False),  # a horizon is read apart
    ],
)
def test_it_knows_whether_periods_overlap(at: str, *, expected: bool) -> None:
    assert view("2027-12", at).overlaps is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("1 2 3 4 - - - - - - -", "2027-01 2027-02 2027-03 2027-04"),
        ("1 2 3 4 9 - - - - - -", "2027-Q1 2027-04"),  # its own row before its parts
        ("1 2 3 4 9 - 20 - - - -", "2027"),
        ("1 - 3 - - - - - - - -", "2027-01 2027-03"),
        ("- - - - - 7 - - - - -", "2027-S1"),
    ],
)
def test_it_covers_a_year_once(values: str, expected: str) -> None:
    seen = view("2027-03")
    assert named(seen, tuple(seen.cover(seen.year, numbers(values)))) == expected


def test_it_marks_what_is_due_and_what_is_waived() -> None:
    at = periods("2027-01 2027-02 2027-03 2027-04")
    timeline = Timeline(at, frozenset(at[2:3]), frozenset(at[:1]), frozenset(at[1:2]))
    seen = view_of(timeline, Period.parse("2027-04"))
    assert seen.due == {0, 2}
    assert seen.waived == {1}
