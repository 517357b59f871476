"""What planning looks at first in a sent report."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from models.rules.measure import Accumulation, Direction, Measure, State
from models.rules.sheet_doubts import Doubt, SentLine, doubts_of, gravity

FINE = SentLine(
    value=Decimal(10),
    color="green",
    state=State.MEASURED,
    cause="",
    earlier=(Decimal(9), Decimal(10), Decimal(11)),
    measure=Measure(Direction.UP, Accumulation.SUM),
    planned=Decimal(30),
    parts=(Decimal(10), Decimal(10), Decimal(10)),
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, set()),
        ({"color": "red"}, {Doubt.RED_WITHOUT_CAUSE}),
        ({"color": "red", "cause": "Retraso en la contratación"}, set()),
        ({"color": "red", "cause": "  "}, {Doubt.RED_WITHOUT_CAUSE}),  # blanks explain nothing
        ({"color": "blue", "state": State.UNPLANNED_EXECUTION}, {Doubt.UNPLANNED}),
        ({"value": Decimal(31)}, {Doubt.JUMP}),  # more than three times its mean
        ({"value": Decimal(30)}, set()),
        ({"value": None}, set()),  # a reason instead of a value
        ({"planned": Decimal(25)}, {Doubt.PARTS_DIFFER}),
        ({"parts": ()}, set()),  # a month has no parts
    ],
)
def test_it_names_the_rules_that_a_line_fails(changes: dict[str, object], expected: set[Doubt]) -> None:
    assert set(replace(FINE, **changes).doubts()) == expected  # type: ignore[arg-type]  # one table for all fields


def test_it_counts_lines_by_rule_and_what_is_missing() -> None:
    red = replace(FINE, color="red")
    assert doubts_of([FINE, red, red], missing=1) == Counter({Doubt.RED_WITHOUT_CAUSE: 2, Doubt.INCOMPLETE: 1})


def test_a_report_that_lacks_nothing_is_not_counted_as_incomplete() -> None:
    assert doubts_of([FINE], missing=0) == Counter()


def test_it_puts_the_gravest_first() -> None:
    reports = [Counter({Doubt.JUMP: 9}), Counter({Doubt.INCOMPLETE: 1}), Counter[Doubt](), Counter({Doubt.JUMP: 2})]
    assert sorted(reports, key=gravity) == [reports[1], reports[0], reports[3], reports[2]]
