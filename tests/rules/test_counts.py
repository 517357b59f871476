from __future__ import annotations

from models.rules.counts import Counts, added, one, tally
from models.rules.measure import State
from tests.rules.scoring import figure


def test_it_counts_one_activity() -> None:
    assert one(figure("80")) == Counts({"measured": 1}, {"yellow": 1})


def test_it_adds_counts_up() -> None:
    many = [one(figure("80")), one(figure("95")), one(figure("-", State.NO_REPORT)), one(figure("71"))]
    assert added(many) == Counts({"measured": 3, "no_report": 1}, {"yellow": 2, "green": 1, "red": 1})
    assert added([]) == Counts({}, {})


def test_it_names_every_state_and_usual_colour_in_a_tally() -> None:
    counts = tally([figure("80"), figure("80")._replace(color="purple")])
    assert counts.by_state == {state.value: 2 if state is State.MEASURED else 0 for state in State}
    assert counts.by_color == {"green": 0, "yellow": 1, "red": 0, "blue": 0, "grey": 0, "purple": 1}
