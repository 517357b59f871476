from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.figures import Draft, Figures
from models.rules.gather import blank, counting_percents, gather
from models.rules.measure import State
from models.rules.score_rules import RollUp, ScoreRule, ScoreRules
from tests.rules.scoring import RULES, figure, words

CEPLAN = ScoreRules(score_rule=ScoreRule.CEPLAN)
THIRD, SIXTH = figure("33.335"), figure("16.664")
SILENT, SILENT_BEFORE = figure("-", State.NO_REPORT), figure("-", State.NOT_COMPUTED, period_state=State.MEASURED)
NOTHING, AWAITED = figure("-", State.NOT_PROGRAMMED), figure("-", State.PENDING)


def mean(*figures: Figures, rules: ScoreRules = RULES) -> Draft:
    return gather(figures, [Decimal(1)] * len(figures), RollUp.MEAN, rules)


def test_it_uses_the_exact_percents_and_the_ceplan_way_the_rounded_ones() -> None:
    assert words(mean(THIRD, SIXTH).to_date) == "24.9995000000"
    assert words(mean(THIRD, SIXTH, rules=CEPLAN).to_date) == "25.00"  # 33.34 and 16.66
    assert counting_percents(THIRD, CEPLAN)[1] == Decimal("33.34")


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((figure("80"), figure("60")), "measured 70.0000000000"),
        ((figure("80"), NOTHING), "measured 80.0000000000"),
        ((figure("80"), AWAITED), "measured 80.0000000000"),
        ((figure("20", State.NO_REPORT), figure("80")), "measured 50.0000000000"),
        ((figure("20", State.NO_REPORT), NOTHING), "no_report 20.0000000000"),
        ((AWAITED, NOTHING), "pending -"),
        ((), "not_programmed -"),
    ],
)
def test_it_gives_percent_and_state_of_the_whole(figures: tuple[Figures, ...], expected: str) -> None:
    draft = mean(*figures)
    assert words(draft.state, draft.to_date) == words(draft.period_state, draft.period) == expected


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ((figure("80"), NOTHING), "measured 80.00 measured 80.00"),  # S.P. is left out
        ((figure("80"), SILENT), "not_computed - not_computed -"),  # S.I.
        ((figure("80"), SILENT_BEFORE), "not_computed - measured 80.00"),
        ((AWAITED, NOTHING), "pending - pending -"),
    ],
)
def test_it_computes_nothing_over_a_silent_activity_the_ceplan_way(figures: tuple[Figures, ...], expected: str) -> None:
    draft = mean(*figures, rules=CEPLAN)
    assert words(draft.state, draft.to_date, draft.period_state, draft.period) == expected
    assert (draft.year is None) is (draft.to_date is None)


def test_it_adds_up_reports_and_no_quantities() -> None:
    draft = mean(figure("80", planned=Decimal(8)), figure("60", planned=Decimal(9), reported=0))
    assert words(draft.planned, draft.reported, draft.expected) == "- 1 2"


def test_it_ignores_what_weighs_nothing() -> None:
    draft = gather([figure("80"), figure("20")], [Decimal(1), Decimal(0)], RollUp.MEAN, RULES)
    assert draft.to_date == 80
    idle = gather([figure("80")], [Decimal(0)], RollUp.MEAN, RULES)
    assert words(idle.state, idle.to_date) == "not_programmed -"


def test_it_is_blank_where_nothing_is_measured() -> None:
    assert words(*blank(State.DOES_NOT_APPLY)[4:11]) == "- - - - - does_not_apply does_not_apply"
