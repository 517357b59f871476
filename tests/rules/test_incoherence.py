"""Facts about an item that do not go together (R C-22, C-23)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from models.rules.incoherence import Fact, Told, has_fallen
from models.rules.measure import Accumulation, Direction, State
from models.rules.money import Money, compare
from models.rules.score_rules import ScoreRules

HUNDRED = Decimal(100)


def beside(advance: str | None, money: Money) -> dict[str, Any]:
    """An advance of the year beside some money, by the rules of the house."""
    return {"comparison": compare(None if advance is None else Decimal(advance), money, ScoreRules()), "money": money}


SOUND = Told(
    **beside("50", Money(current=HUNDRED, accrued=Decimal(40))),
    period_state=State.MEASURED,
    has_value=True,
    has_words=True,
    fell=False,
    flags=(),
)


def test_it_finds_nothing_in_what_goes_together() -> None:
    assert list(SOUND.facts()) == []


@pytest.mark.parametrize(
    ("changed", "fact"),
    [
        (beside("0", Money(current=HUNDRED, accrued=Decimal(20))), Fact.MONEY_WITHOUT_PROGRESS),
        (beside("20", Money(current=HUNDRED, accrued=Decimal(0))), Fact.PROGRESS_WITHOUT_MONEY),
        (beside("50", Money(current=HUNDRED)), Fact.PROGRESS_WITHOUT_MONEY),  # nothing was ever loaded
        (beside("82.28", Money(current=HUNDRED, accrued=Decimal(60))), Fact.PHYSICAL_AHEAD),  # R 6.4
        (beside("23.75", Money(current=HUNDRED, accrued=Decimal(45))), Fact.MONEY_AHEAD),  # R 6.2
        ({"period_state": State.UNPLANNED_EXECUTION}, Fact.UNPLANNED),
        ({"has_words": False}, Fact.NO_NARRATIVE),
        ({"fell": True}, Fact.BELOW_PREVIOUS),
        ({"flags": ("over_execution",)}, Fact.OVER_EXECUTION),
    ],
)
def test_it_names_the_fact(changed: dict[str, Any], fact: Fact) -> None:
    assert list(replace(SOUND, **changed).facts()) == [fact]


@pytest.mark.parametrize(
    "changed",
    [
        beside("0", Money(current=HUNDRED, accrued=Decimal(-5))),  # a reversal
        beside(None, Money(accrued=Decimal(5))),  # nothing to compare with
        beside("50", Money()),  # no budget of its own
        beside("60", Money(current=HUNDRED, accrued=Decimal(40))),  # twenty points are allowed
        {"has_value": False, "has_words": False},  # silent, which has its own mark
    ],
)
def test_it_is_quiet_where_there_is_nothing_to_compare(changed: dict[str, Any]) -> None:
    assert list(replace(SOUND, **changed).facts()) == []


@pytest.mark.parametrize(
    ("direction", "accumulation", "value", "before", "fell"),
    [
        ("up", "last", "89", "90", True),
        ("up", "last", "90", "90", False),
        ("up", "sum", "1", "9", False),  # told by period, not as a level
        ("down", "last", "8", "9", False),  # going down is what it is for
        ("up", "last", None, "9", False),
        ("up", "last", "1", None, False),
    ],
)
def test_it_sees_a_level_that_fell(
    direction: str, accumulation: str, *, value: str | None, before: str | None, fell: bool
) -> None:
    numbers = [None if each is None else Decimal(each) for each in (value, before)]
    assert has_fallen(Direction(direction), Accumulation(accumulation), *numbers) is fell
