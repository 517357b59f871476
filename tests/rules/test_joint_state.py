from __future__ import annotations

import pytest

from models.rules.joint_state import joint_state
from models.rules.measure import State


@pytest.mark.parametrize(
    ("every", "counted", "expected"),
    [
        ("measured no_report pending", "measured no_report", "measured"),
        ("no_report no_report", "no_report no_report", "no_report"),
        ("no_report pending", "", "no_report"),  # silence that is left out is still said
        ("not_programmed pending", "", "pending"),
        ("not_programmed not_computed", "", "not_computed"),
        ("not_programmed unplanned_execution", "", "unplanned_execution"),
        ("not_programmed exempt", "", "exempt"),
        ("not_programmed does_not_apply", "", "not_programmed"),
        ("does_not_apply", "", "does_not_apply"),
        ("measured", "", "not_programmed"),  # what is measured and weighs nothing
        ("", "", "not_programmed"),
    ],
)
def test_it_gives_the_state_of_the_whole(every: str, counted: str, expected: str) -> None:
    assert joint_state([State(word) for word in every.split()], [State(word) for word in counted.split()]) == expected
