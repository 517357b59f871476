from __future__ import annotations

from decimal import Decimal

import pytest

from models.rules.explain import needs_evidence, needs_explanation
from models.rules.measure import State
from models.rules.score_rules import ExplainWhen, ScoreRules
from models.rules.traffic_light import Band
from tests.rules.scoring import figure

NEVER = ScoreRules(evidence_too=True)
NOT_GREEN = ScoreRules(explain_when=ExplainWhen.NOT_GREEN)
BELOW = ScoreRules(explain_when=ExplainWhen.BELOW_PROGRAMMED, evidence_too=True)


@pytest.mark.parametrize(
    ("rules", "percent", "state", "expected"),
    [
        (NEVER, "10", State.MEASURED, False),
        (NOT_GREEN, "89.99", State.MEASURED, True),
        (NOT_GREEN, "90.00", State.MEASURED, False),
        (NOT_GREEN, "95", State.NO_REPORT, True),  # red at any percent
        (BELOW, "99.99", State.MEASURED, True),
        (BELOW, "100.00", State.MEASURED, False),
        (BELOW, "-", State.NO_REPORT, True),
        (BELOW, "-", State.PENDING, False),
        (NOT_GREEN, "-", State.UNPLANNED_EXECUTION, False),
        (BELOW, "-", State.NOT_PROGRAMMED, False),
    ],
)
def test_it_knows_what_must_be_explained(rules: ScoreRules, percent: str, state: State, *, expected: bool) -> None:
    assert needs_explanation(figure(percent, state), rules) is expected


def test_it_asks_for_evidence_only_with_an_explanation() -> None:
    assert needs_evidence(figure("80"), BELOW)
    assert not needs_evidence(figure("100"), BELOW)
    assert not needs_evidence(figure("80"), NOT_GREEN)
    assert not needs_evidence(figure("80"), NEVER)


def test_it_asks_nothing_of_a_band_above_green() -> None:
    bands = (Band("exceeded", Decimal(101)), Band("green", Decimal(90)), Band("red", Decimal(0)))
    exceeded = figure("130")._replace(color="exceeded")
    assert not needs_explanation(exceeded, NOT_GREEN, bands)
