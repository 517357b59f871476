"""What keeps a plan from being put in force: weights that do not sum to 100, years that their parts do not make."""

from __future__ import annotations

from models.rules.package_contents import Contents, units_responsible
from models.rules.package_parts import check_parts
from models.rules.package_problems import Problem, Problems
from models.rules.package_rows import Package
from models.rules.package_tree import check_weights
from models.rules.preset import PlanTypeShape, WeightsRule


def faults_of(package: Package, shape: PlanTypeShape) -> tuple[Problem, ...]:
    """Give what is refused in a plan of this type, in the order of the package (rulings 7 and 22, R C-34)."""
    contents = Contents(
        plans=[package.plan],
        items=list(package.items),
        indicators=list(package.indicators),
        targets=list(package.targets),
    )
    problems = Problems()
    if shape.weights is WeightsRule.SUM_TO_100:
        check_weights(contents, problems)
    check_parts(contents, units_responsible(package.plan, package.items), problems)
    return problems.listed()


def is_refused_in_force(problem: Problem, shape: PlanTypeShape) -> bool:
    """Tell whether a warning of a draft is refused of a plan in force."""
    if problem.code == "weights_not_100":
        return shape.weights is WeightsRule.SUM_TO_100
    return problem.code == "parts_differ" and problem.sheet == "targets"
