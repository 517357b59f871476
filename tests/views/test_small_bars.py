from __future__ import annotations

from decimal import Decimal

from views.small_bars import HEIGHT, STEP, small_bars

TEN, FIVE = Decimal(10), Decimal(5)


def test_it_draws_the_highest_as_high_as_the_picture() -> None:
    low, high = small_bars([(TEN, FIVE), (None, TEN)])
    assert (low.height, low.y, low.planned_y) == (HEIGHT // 2, HEIGHT // 2, 0)
    assert (high.x, high.height, high.planned_y) == (STEP, HEIGHT, None)


def test_it_draws_nothing_for_what_was_not_done() -> None:
    assert [bar.height for bar in small_bars([(TEN, None), (None, Decimal(0))])] == [0, 0]
    assert small_bars([(None, None)])[0].height == 0
