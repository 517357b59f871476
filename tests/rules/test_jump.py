from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.jump import is_jump, usual_value

CASES = [
    ("31", ("10", "10", "10"), True),  # more than three times the mean
    ("30", ("10", "10", "10"), False),  # just three times
    ("31", ("10", "10"), False),  # two values are no habit
    ("5", ("0", "0", "0"), False),  # nothing was ever done: the first value surprises nobody
    ("4", ("0", "0", "3"), True),  # months without work count in the mean
    ("0", ("10", "10", "10"), False),  # falling is told by the color
    (None, ("10", "10", "10"), False),
]


@pytest.mark.parametrize(("value", "earlier", "jumps"), CASES)
def test_it_tells_a_value_far_above_the_usual(value: str | None, earlier: tuple[str, ...], *, jumps: bool) -> None:
    figure = None if value is None else Decimal(value)
    assert is_jump(figure, [Decimal(each) for each in earlier]) is jumps


def test_it_gives_the_mean_of_the_earlier_values() -> None:
    assert usual_value([Decimal(1), Decimal(2), Decimal(6)]) == 3
