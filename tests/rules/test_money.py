from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.money import (
    ChainBreak,
    Coherence,
    Comparison,
    Money,
    chain_breaks,
    coherence,
    coherence_gap,
    compare,
    execution_percent,
    programmed_execution_percent,
    total_money,
)
from models.rules.period import Period
from models.rules.score_rules import ExecutionStage, ScoreRules
from tests.rules.scoring import number, words


def money(**amounts: int) -> Money:
    return Money(**{stage: Decimal(amount) for stage, amount in amounts.items()})


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        (ExecutionStage.CERTIFIED, "-"),  # never loaded
        (ExecutionStage.COMMITTED, "66.67"),
        (ExecutionStage.ACCRUED, "33.33"),
        (ExecutionStage.PAID, "-16.67"),  # a reversal
    ],
)
def test_it_executes_by_the_stage_of_the_preset(stage: ExecutionStage, expected: str) -> None:
    assert words(execution_percent(money(current=6, committed=4, accrued=2, paid=-1), stage)) == expected


@pytest.mark.parametrize("amounts", [{"current": 0, "accrued": 0}, {"accrued": 5}, {"current": 5}])
def test_it_has_no_percent_without_budget_or_amount(amounts: dict[str, int]) -> None:
    assert execution_percent(money(**amounts)) is None


@pytest.mark.parametrize(
    ("amounts", "cut", "expected"),
    [
        ({"current": 1200, "programmed": 400, "accrued": 300}, "2027-03", "75.00"),
        ({"current": 1200, "accrued": 300}, "2027-03", "100.00"),  # a quarter of the year has passed
        ({"current": 1200, "accrued": 300}, "2027-Q2", "50.00"),
        ({"current": 1200, "accrued": 300}, "2027", "25.00"),
        ({"current": 1200, "programmed": 0, "accrued": 300}, "2027-03", "-"),
        ({"accrued": 300}, "2027-03", "-"),
    ],
)
def test_it_compares_with_what_was_programmed_to_the_cut(amounts: dict[str, int], cut: str, expected: str) -> None:
    assert words(programmed_execution_percent(money(**amounts), Period.parse(cut))) == expected


@pytest.mark.parametrize(
    ("year", "amounts", "expected"),
    [
        ("23.75", {"current": 400, "accrued": 180}, "23.75 45.00 -21.25 money_ahead"),  # by the stage that counts
        ("23.75", {"current": 400, "accrued": 0}, "23.75 0.00 23.75 physical_ahead"),  # loaded, and nothing spent
        ("23.75", {"current": 400, "committed": 180}, "23.75 - - -"),  # that stage was never loaded
        ("23.75", {}, "23.75 - - -"),  # no budget at all
        (None, {"current": 400, "accrued": 180}, "- 45.00 - -"),  # money without a measured advance
    ],
)
def test_it_puts_advance_and_money_side_by_side(year: str | None, amounts: dict[str, int], expected: str) -> None:
    found = compare(number(year or "-"), money(**amounts), ScoreRules())
    assert words(found.physical, found.executed, found.gap, found.verdict) == expected


def test_it_allows_the_gap_of_the_plan_type() -> None:
    strict = compare(Decimal(50), money(current=100, accrued=45), ScoreRules(coherence_gap=Decimal(4)))
    assert strict == Comparison(Decimal(50), Decimal("45.00"), Decimal("5.00"), Coherence.PHYSICAL_AHEAD)


def test_it_adds_each_stage_over_the_rows_that_have_it() -> None:
    rows = [money(current=10, accrued=5), money(current=20, accrued=-1, paid=3), Money()]
    assert total_money(rows) == money(current=30, accrued=4, paid=3)
    assert total_money([]) == Money()


@pytest.mark.parametrize(
    ("year", "execution", "expected"),
    [
        ("23.75", "45.00", "-21.25 money_ahead"),
        ("82.28", "60.00", "22.28 physical_ahead"),
        ("20.00", "23.43", "-3.43 coherent"),
        ("60.00", "40.00", "20.00 coherent"),  # the limit itself
        ("40.00", "60.00", "-20.00 coherent"),
    ],
)
def test_it_finds_which_runs_ahead(year: str, execution: str, expected: str) -> None:
    gap = coherence_gap(number(year), number(execution))
    assert gap is not None
    assert words(gap, coherence(gap)) == expected


def test_it_lets_the_plan_type_set_the_limit() -> None:
    assert coherence(Decimal("-3.43"), Decimal(3)) is Coherence.MONEY_AHEAD


def test_it_has_no_gap_where_one_side_is_missing() -> None:
    assert coherence_gap(None, Decimal(5)) is None
    assert coherence_gap(Decimal(5), None) is None


@pytest.mark.parametrize(
    ("amounts", "expected"),
    [
        ({"current": 9, "certified": 8, "committed": 7, "accrued": 6, "paid": 5}, ()),
        ({"current": 5, "certified": 5, "committed": 5, "accrued": 5, "paid": 5}, ()),
        ({"certified": 6, "committed": 7}, (ChainBreak.COMMITTED_OVER_CERTIFIED,)),
        ({"committed": 5, "accrued": 6}, (ChainBreak.ACCRUED_OVER_COMMITTED,)),
        ({"accrued": 6, "paid": 7}, (ChainBreak.PAID_OVER_ACCRUED,)),
        ({"current": 5, "accrued": 6}, (ChainBreak.ACCRUED_OVER_CURRENT,)),
        ({"current": 0, "accrued": 6}, (ChainBreak.ACCRUED_OVER_CURRENT,)),
        ({"current": 9, "committed": 7, "accrued": 6}, ()),  # certificates are not used everywhere
    ],
)
def test_it_finds_where_the_chain_of_spending_breaks(amounts: dict[str, int], expected: tuple[ChainBreak, ...]) -> None:
    assert chain_breaks(money(**amounts)) == expected
