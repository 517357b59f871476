from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.rules.calendar import YearDay
from models.rules.deadline import DeadlineRule, Offset, Reminder, Rung
from models.rules.deadline_kind import Anchor, DayType, Edge, Subject
from models.rules.errors import RuleBroken
from models.rules.period import Period

BD5 = Offset(DayType.BD, 5)
MARCH_30 = Offset(DayType.DATE, on=YearDay("03-30"))


@pytest.mark.parametrize(
    "build",
    [
        lambda: Offset(DayType.DATE),  # which day?
        lambda: Offset(DayType.DATE, 3, YearDay("03-30")),  # a day and a number
        lambda: Offset(DayType.BD, 5, YearDay("03-30")),
        lambda: Offset(DayType.MONTH, 0),
        lambda: Offset(DayType.MONTH, 13),
        lambda: Offset(DayType.CD, 367),
        lambda: Offset(DayType.BD, -367),
    ],
)
def test_it_refuses_an_offset_that_cannot_be_counted(build: Callable[[], Offset]) -> None:
    with pytest.raises(RuleBroken) as refused:
        build()
    assert refused.value.code == "bad_offset"


@pytest.mark.parametrize(
    "build",
    [
        lambda: Reminder(Edge.DUE, 1, DayType.MONTH),
        lambda: Rung(1, ("jefaturas",), DayType.DATE),
        lambda: Rung(-1, ("jefaturas",)),  # that would be a reminder
    ],
)
def test_it_refuses_a_notice_outside_its_side_of_the_window(build: Callable[[], object]) -> None:
    with pytest.raises(RuleBroken):
        build()


@pytest.mark.parametrize(
    ("build", "reason"),
    [
        (lambda: DeadlineRule(id="D01", subject=Subject.DIGEST, anchor=Anchor.MONTH_END, due=BD5), "S0-D01"),
        (lambda: DeadlineRule(id="S0-D01b\n", subject=Subject.DIGEST, anchor=Anchor.MONTH_END, due=BD5), "S0-D01"),
        (lambda: rule(Anchor.REPORT_SENT, due=MARCH_30), "hecho"),
        (lambda: rule(Anchor.REPORT_SENT, opens=MARCH_30), "hecho"),
        (lambda: rule(Anchor.REPORT_SENT, closes=Offset(DayType.BD, 9)), "cierre automático"),
        (lambda: rule(Anchor.FIXED_DATE), "fecha fija"),  # five business days from what?
        (lambda: rule(Anchor.YEAR_END, year_offset=-1), "year_offset"),
        (lambda: rule(Anchor.QUARTER_END, only=("Q1", "Q5")), "only"),
        (lambda: rule(Anchor.QUARTER_END, only=("S1",)), "only"),
        (lambda: rule(Anchor.YEAR_END, only=("Q1",)), "only"),
        (lambda: rule(Anchor.PROGRESS_SENT, only=("Q1",)), "only"),
        (lambda: rule(Anchor.MONTH_END, opens=Offset(DayType.BD, 6)), "apertura"),
        (lambda: rule(Anchor.MONTH_END, closes=Offset(DayType.BD, 4)), "cierre"),
    ],
)
def test_it_refuses_a_rule_whose_parts_contradict_each_other(build: Callable[[], DeadlineRule], reason: str) -> None:
    with pytest.raises(RuleBroken, match=reason):
        build()


@pytest.mark.parametrize(
    ("anchor", "only", "expected"),
    [
        (Anchor.MONTH_END, (), "2027-03"),
        (Anchor.BIMONTH_END, (), "2027-B2"),
        (Anchor.QUARTER_END, (), "2027-Q2 2027-Q3"),
        (Anchor.QUARTER_END, ("Q1", "Q3"), "2027-Q3"),  # S0-D10
        (Anchor.SEMESTER_END, (), "2027-S1"),
        (Anchor.YEAR_END, (), "2027"),
        (Anchor.FIXED_DATE, (), "2027"),
        (Anchor.REPORT_SENT, (), ""),  # comes when it comes
    ],
)
def test_it_applies_to_the_periods_of_its_anchor(anchor: Anchor, only: tuple[str, ...], expected: str) -> None:
    periods = ("2027-03", "2027-B2", "2027-Q2", "2027-Q3", "2027-S1", "2027", "2024/2027")
    asked = rule(anchor, only=only, due=MARCH_30 if anchor is Anchor.FIXED_DATE else BD5)
    assert [text for text in periods if asked.applies_to(Period.parse(text))] == expected.split()


def test_a_rung_may_stand_at_the_end_of_the_window() -> None:
    assert Rung(0, ("enlaces",)).days == 0


def rule(anchor: Anchor, **parts: Any) -> DeadlineRule:
    known = {"id": "S0-D01", "subject": Subject.CAPTURE_SHEET, "due": BD5}
    return DeadlineRule(anchor=anchor, **(known | parts))
