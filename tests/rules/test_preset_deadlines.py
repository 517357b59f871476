from __future__ import annotations

import pytest

from tests.rules.declarations import GONE, assert_refused

BROKEN = [
    # deadlines
    ("deadlines.0.id", "S0-01", "deadlines[0]"),
    ("deadlines.0.id", "S0000000000000000000000-D01", "deadlines[0].id"),
    ("deadlines.1.id", "S0-D01", "deadlines[1].id"),
    ("deadlines.0.subject", "sheet", "deadlines[0].subject"),
    ("deadlines.0.anchor", "week_end", "deadlines[0].anchor"),
    ("deadlines.0.due", GONE, "deadlines[0].due"),
    ("deadlines.0.due.day_type", "WD", "deadlines[0].due.day_type"),
    ("deadlines.0.due.count", "5", "deadlines[0].due.count"),
    ("deadlines.0.due.hour", 17, "deadlines[0].due.hour"),
    ("deadlines.0.due", {"day_type": "date"}, "deadlines[0].due"),  # a date without its day
    ("deadlines.0.due", {"day_type": "date", "on": "31 de enero"}, "deadlines[0].due"),
    ("deadlines.0.opens.count", 9, "deadlines[0]"),  # opens after it is due
    ("deadlines.0.closes", {"day_type": "BD", "count": 3}, "deadlines[0]"),  # closes before it is due
    ("deadlines.0.only", ["Q1"], "deadlines[0]"),  # a quarter of a month
    ("deadlines.0.only", ["13"], "deadlines[0].only[0]"),
    ("deadlines.0.count_from", "monday", "deadlines[0].count_from"),
    ("deadlines.0.roll", "forward", "deadlines[0].roll"),
    ("deadlines.0.year_offset", -1, "deadlines[0]"),  # it has no fixed date
    ("deadlines.0.time_of_day", "las siete", "deadlines[0].time_of_day"),
    ("deadlines.0.source", "X", "deadlines[0].source"),
    ("deadlines.0.recipients", ["enlaces"], "deadlines[0].recipients[0]"),
    ("deadlines.0.recipients", GONE, "deadlines[0].recipients"),
    ("deadlines.0.reminders.0.edge", "middle", "deadlines[0].reminders[0].edge"),
    ("deadlines.0.reminders.1.day_type", "month", "deadlines[0].reminders[1]"),
    ("deadlines.0.escalation.0.days", -1, "deadlines[0].escalation[0].days"),
    ("deadlines.0.escalation.1.day_type", "date", "deadlines[0].escalation[1]"),
    ("deadlines.0.escalation.3.to", ["ministro"], "deadlines[0].escalation[3].to[0]"),
    ("deadlines.0", GONE, "deadlines"),  # no capture window for the month
    ("plan_types.0.frequency", "quarter", "deadlines"),  # none for the quarter
    ("deadlines.1.subject", "capture_sheet", "deadlines"),  # two for the month
]


@pytest.mark.parametrize(("path", "value", "place"), BROKEN)
def test_it_refuses_with_the_place(path: str, value: object, place: str) -> None:
    assert_refused(path, value, place)
