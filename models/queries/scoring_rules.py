"""By which rules a plan's version is scored for a period: today's, or those that its closing fixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from models.queries.preset_in_use import preset_at, preset_in_use, preset_of_version
from models.queries.score_tables import NOW, Source
from models.rules.errors import RuleBroken
from models.rules.period import FREQUENCIES, Period
from models.rules.preset import PlanTypeShape
from models.rules.score_rules import RollUp, ScoreRules, WeightMode
from models.rules.traffic_light import Bands
from models.tables.base import db


@dataclass(frozen=True, slots=True)
class ScoringRules:
    """A version of a plan, a cut, and the plan type as the declaration in question has it."""

    institution_id: int
    plan_id: int
    plan_version_id: int
    cut: Period
    preset_version_id: int
    shape: PlanTypeShape

    @property
    def rules(self) -> ScoreRules:
        """The score settings."""
        return self.shape.score

    @property
    def bands(self) -> Bands:
        """The colours."""
        return self.shape.bands

    @property
    def uses_budgets(self) -> bool:
        """Tell whether money weighs anywhere in the plan."""
        modes = [self.rules.weights_of(rule) for rule in (self.rules.total, *self.rules.levels.values())]
        return WeightMode.BUDGET in modes

    @property
    def needs_whole_tree(self) -> bool:
        """Tell whether a figure above a leaf is made of more than its direct children."""
        return self.uses_budgets or self.rules.uses_leaves or self.rules.total.roll_up is RollUp.LEAVES


@dataclass(frozen=True, slots=True)
class ScoredVersion:
    """A version of a plan; `fixed` has the preset version of each closed period."""

    institution_id: int
    plan_id: int
    plan_version_id: int
    plan_type: str
    fixed: Mapping[str, int]

    def rules_at(self, period: str, now: datetime | None = None) -> ScoringRules:
        """Give the rules for a period; a closed one keeps the declaration of its closing (design section 5).

        Any other has today's, or those in use at `now`. A quarter or year is closed with the captured period that ends
        it. Raises RuleBroken for what is no period.
        """
        cut = Period.parse(period)
        fixed = next((self.fixed[each] for each in _ending_with(cut) if each in self.fixed), None)
        if fixed is not None:
            in_use = preset_of_version(self.institution_id, fixed)
        else:
            in_use = preset_in_use(self.institution_id) if now is None else preset_at(self.institution_id, now)
        shape = in_use.preset.plan_type(self.plan_type)
        return ScoringRules(
            self.institution_id, self.plan_id, self.plan_version_id, cut, in_use.preset_version_id, shape
        )


VERSION_COLUMNS = """
    version.institution_id, version.plan_id, version.id, plan_type.code, (
        SELECT coalesce(jsonb_object_agg(closed.period, closed.preset_version_id), '{{}}')
          FROM {reporting_period} closed
         WHERE closed.institution_id = version.institution_id AND closed.state = 'closed')
"""
"""The fields of a ScoredVersion, from `plan_version version` joined with its `plan` and `plan_type`."""

_VERSION = f"""
    SELECT {VERSION_COLUMNS}
      FROM plan_version version
      JOIN plan ON plan.id = version.plan_id AND plan.institution_id = version.institution_id
      JOIN plan_type ON plan_type.id = plan.plan_type_id
     WHERE version.id = :plan_version_id
"""  # noqa: S608 -- a constant of this module


def scoring_rules(plan_version_id: int, period: str) -> ScoringRules:
    """Give the rules by which a version is scored for a period: one statement.

    Raises RuleBroken for what is no period and `plan_not_found` for a version that does not exist.
    """
    return scored_version(plan_version_id).rules_at(period)


def scored_version(plan_version_id: int, institution_id: int | None = None, source: Source = NOW) -> ScoredVersion:
    """Give a version with the periods that are closed, or were at a past moment of `institution_id`: one statement."""
    statement = text(_VERSION.format(**source.tables("reporting_period")))
    bound = source.bound(plan_version_id=plan_version_id, institution_id=institution_id)
    row = db.session.execute(statement, bound).one_or_none()
    if row is None:
        raise RuleBroken("plan_not_found", "No existe esa versión del plan.", status=404)
    return ScoredVersion(*row)


def _ending_with(cut: Period) -> list[str]:
    """Give the periods inside a cut that end with it, the shortest first."""
    ending = [Period.containing(cut.end, kind) for kind in FREQUENCIES]
    return [str(period) for period in ending if cut.contains(period)]
