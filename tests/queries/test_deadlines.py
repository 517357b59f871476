from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from models.actions.open_period import announce
from models.queries.deadlines import capture_rule, counted_deadline, deadlines_of, event_rules_of
from models.queries.preset_in_use import preset_in_use
from models.rules.deadline import Deadline
from models.rules.period import Period
from models.tables.announced_deadline import AnnouncedDeadline
from models.tables.base import db
from tests.factories import institution

WINDOWS = {
    # Reported month: opens, closes, alert (R 4.1)
    "2026-12": (date(2027, 1, 4), date(2027, 1, 8), date(2027, 1, 11)),
    "2027-01": (date(2027, 2, 1), date(2027, 2, 5), date(2027, 2, 8)),
    "2027-02": (date(2027, 3, 1), date(2027, 3, 5), date(2027, 3, 8)),
    "2027-03": (date(2027, 4, 1), date(2027, 4, 7), date(2027, 4, 8)),
    "2027-04": (date(2027, 5, 3), date(2027, 5, 7), date(2027, 5, 11)),  # 10 May is a holiday
    "2027-05": (date(2027, 6, 1), date(2027, 6, 7), date(2027, 6, 8)),
    "2027-06": (date(2027, 7, 1), date(2027, 7, 7), date(2027, 7, 8)),
    "2027-07": (date(2027, 8, 9), date(2027, 8, 13), date(2027, 8, 16)),  # vacation from 1 to 6 August
    "2027-08": (date(2027, 9, 1), date(2027, 9, 7), date(2027, 9, 8)),
    "2027-09": (date(2027, 10, 1), date(2027, 10, 7), date(2027, 10, 8)),
    "2027-10": (date(2027, 11, 1), date(2027, 11, 8), date(2027, 11, 9)),  # 2 November is a holiday
    "2027-11": (date(2027, 12, 1), date(2027, 12, 7), date(2027, 12, 8)),
}


def year_2027(rule: str) -> dict[str, Deadline]:
    return {str(each.period): each for each in deadlines_of(institution().id, 2027) if each.rule == rule}


def test_it_gives_the_windows_of_2027_to_the_day(system: Any) -> None:
    captures, alerts = year_2027("S0-D01"), year_2027("S0-D04")
    found = {
        period: (each.opens, each.effective_due, alerts[period].effective_due) for period, each in captures.items()
    }
    assert found == WINDOWS


def test_what_waits_for_an_event_is_listed_apart(system: Any) -> None:
    ids = [rule.id for rule in event_rules_of(institution().id)]
    assert ids == ["S0-D05", "S0-D06", "S0-D14", "S0-D14b", "S0-D14c", "S0-D14d"]
    assert "S0-D05" not in {each.rule for each in deadlines_of(institution().id, 2027)}


@pytest.fixture
def told(system: Any) -> AnnouncedDeadline:
    """March was announced for a day of the next year."""
    home, period = institution().id, Period.parse("2027-03")
    rule = capture_rule(preset_in_use(home).preset, period)
    assert rule is not None
    announce(home, counted_deadline(home, rule, period), datetime.fromisoformat("2027-04-01T00:00-06:00"))
    row = db.session.query(AnnouncedDeadline).one()
    row.effective_due, row.due_at = date(2028, 1, 10), row.due_at + timedelta(days=278)
    db.session.flush()
    return row


def test_an_announced_date_stands_in_the_year_in_which_it_lies(told: AnnouncedDeadline) -> None:
    assert "2027-03" not in year_2027("S0-D01")
    later = [each for each in deadlines_of(institution().id, 2028) if str(each.period) == "2027-03"]
    assert [each.effective_due for each in later if each.rule == "S0-D01"] == [date(2028, 1, 10)]


def test_an_announced_date_is_told_in_the_hours_of_the_institution(told: AnnouncedDeadline) -> None:
    later = next(each for each in deadlines_of(institution().id, 2028) if each.effective_due == date(2028, 1, 10))
    assert later.due_at.isoformat() == "2028-01-10T23:59:59-06:00"


def test_a_period_of_another_length_is_not_captured(system: Any) -> None:
    assert capture_rule(preset_in_use(institution().id).preset, Period.parse("2027-Q1")) is None
