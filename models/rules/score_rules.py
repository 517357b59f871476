"""The settings of a plan type by which its figures are computed: all of it data, all of it closed choices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from models.rules.errors import RuleBroken
from models.rules.percent import HUNDRED
from models.rules.traffic_light import BandKind


class ScoreRule(StrEnum):
    """`default`: R section 5. `ceplan`: parents use rounded percents; one silent activity leaves them uncomputed."""

    DEFAULT = "default"
    CEPLAN = "ceplan"


class MissingPolicy(StrEnum):
    """What a silent period does once its window has ended (R C-12)."""

    ZERO_AFTER_DEADLINE = "zero_after_deadline"
    EXCLUDE = "exclude"


class RollUp(StrEnum):
    """How the children of a level become one percent (R C-15, C-16, C-10)."""

    MEAN = "mean"
    RATIO = "ratio"
    LEAVES = "leaves"
    NONE = "none"


class WeightMode(StrEnum):
    """What weighs: the item's weight, nothing, or its current budget (R C-16)."""

    WEIGHTED = "weighted"
    EQUAL = "equal"
    BUDGET = "budget"


class ExplainWhen(StrEnum):
    """When a cause and a corrective action are asked for."""

    NEVER = "never"
    NOT_GREEN = "not_green"
    BELOW_PROGRAMMED = "below_programmed"


class ExecutionStage(StrEnum):
    """The stage of spending that counts as execution (R C-20)."""

    CERTIFIED = "certified"
    COMMITTED = "committed"
    ACCRUED = "accrued"
    PAID = "paid"


@dataclass(frozen=True, slots=True)
class LevelRule:
    """How the items of one level are computed from what is below them.

    `weights` unset takes the plan type's. `own_share` is the percent (0 to 100) that the level's own indicators have in
    its figure, beside the children (R C-17); with 100 an item that has indicators counts as a leaf, whatever details
    hang below it. `bands` names the list of bands that colours the level.
    """

    roll_up: RollUp = RollUp.MEAN
    weights: WeightMode | None = None
    own_share: Decimal = Decimal(0)
    bands: BandKind | None = None


_PLAIN = LevelRule()


@dataclass(frozen=True, slots=True)
class ScoreRules:
    """All the score settings of a plan type. Percents are Decimals from 0 to 100, `cap` may be higher.

    `is_ceplan` and `uses_ratio` follow from the others: CEPLAN's printed rules hold; some level compares advances.
    `total` makes the plan's figure from its top items and `org_unit` that of a unit from its functions (R C-18). With
    `combines_money` a thing is as bad as the worse of what was done and what was spent of it (R C-25).
    """

    score_rule: ScoreRule = ScoreRule.DEFAULT
    cap: Decimal = HUNDRED
    missing_policy: MissingPolicy = MissingPolicy.ZERO_AFTER_DEADLINE
    rounding: int = 2
    weight_mode: WeightMode = WeightMode.WEIGHTED
    levels: Mapping[str, LevelRule] = field(default_factory=dict)
    total: LevelRule = _PLAIN
    org_unit: LevelRule = _PLAIN
    explain_when: ExplainWhen = ExplainWhen.NEVER
    evidence_too: bool = False
    over_execution_from: Decimal = Decimal(120)
    coherence_gap: Decimal = Decimal(20)
    persist_window: int = 2
    execution_stage: ExecutionStage = ExecutionStage.ACCRUED
    combines_money: bool = True
    is_ceplan: bool = field(init=False)
    uses_ratio: bool = field(init=False)

    def __post_init__(self) -> None:
        """Note what scoring asks of every leaf; raise RuleBroken `bad_score_rules` for what no figure could follow."""
        object.__setattr__(self, "is_ceplan", self.score_rule is ScoreRule.CEPLAN)
        object.__setattr__(self, "uses_ratio", any(rule.roll_up is RollUp.RATIO for rule in self.all_rules))
        if self.cap < HUNDRED:
            raise _refusal("El tope de los porcentajes no puede ser menor que 100.")
        if self.is_ceplan and self.cap != HUNDRED:
            raise _refusal("Con la regla de CEPLAN los porcentajes se truncan en 100: ponga el tope en 100.")
        if not 0 <= self.rounding <= 2:
            raise _refusal("Los porcentajes se redondean a 0, 1 o 2 decimales.")
        if any(not 0 <= level.own_share <= 100 for level in self.levels.values()):
            raise _refusal("La participación de los indicadores propios de un nivel va de 0 a 100.")

    @property
    def all_rules(self) -> tuple[LevelRule, ...]:
        """The rules of the plan, of a unit and of every level that is named."""
        return (self.total, self.org_unit, *self.levels.values())

    def is_measured_alone(self, code: str) -> bool:
        """Tell whether an item of a level that has indicators is made of them and of nothing below it (R C-17)."""
        return self.level(code).own_share == HUNDRED

    @property
    def uses_leaves(self) -> bool:
        """Tell whether any level is made straight from the leaves."""
        return any(rule.roll_up is RollUp.LEAVES for rule in self.levels.values())

    def level(self, code: str) -> LevelRule:
        """Give the rule of a level; one that is not named takes the weighted mean."""
        return self.levels.get(code, _PLAIN)

    def weights_of(self, rule: LevelRule) -> WeightMode:
        """Give what weighs the children under a rule."""
        return self.weight_mode if rule.weights is None else rule.weights


def _refusal(message: str) -> RuleBroken:
    return RuleBroken("bad_score_rules", message)
