"""Whether a figure must be explained: a setting of the plan type, measured to date (S1-CP16.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.rules.measure import State
from models.rules.score_rules import ExplainWhen, ScoreRules
from models.rules.traffic_light import is_not_green

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.rules.figures import Figures
    from models.rules.traffic_light import Band


def needs_explanation(figures: Figures, rules: ScoreRules, bands: Sequence[Band] = ()) -> bool:
    """Tell whether a cause and a corrective action are asked for; only of what has a percent, or is silent.

    `bands` are those that coloured the figures, where an institution has bands above green.
    """
    if rules.explain_when is ExplainWhen.NEVER or figures.state not in {State.MEASURED, State.NO_REPORT}:
        return False
    if rules.explain_when is ExplainWhen.NOT_GREEN:
        return is_not_green(figures.color, bands)
    return not figures.is_met


def needs_evidence(figures: Figures, rules: ScoreRules, bands: Sequence[Band] = ()) -> bool:
    """Tell whether the explanation must come with evidence."""
    return rules.evidence_too and needs_explanation(figures, rules, bands)
