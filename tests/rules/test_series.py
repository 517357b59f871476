from __future__ import annotations

from tests.rules.scoring import Row, months, words


def test_it_takes_out_plan_and_value_of_what_does_not_apply() -> None:
    lines = Row("1 2 3", "4 5 6", at=months("01 02 03"), does_not_apply=months("02")).lines()
    assert words(*lines.planned) == "1 - 3"
    assert words(*lines.actual) == "4 - 6"
    assert lines.not_applying == {1}


def test_it_copies_nothing_where_everything_applies() -> None:
    row = Row("1 2 3", "1 2 3")
    series, lines = row.series, row.lines()
    assert lines.planned == series.planned
    assert lines.not_applying == frozenset()
