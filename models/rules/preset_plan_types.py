"""Reading the plan types of a declaration with their levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.rules.errors import RuleBroken
from models.rules.indicator_kind import IndicatorKind
from models.rules.period import FREQUENCIES, Period, PeriodKind
from models.rules.preset import LevelShape, PlanTypeShape, WeightsRule
from models.rules.preset_instruments import read_instruments
from models.rules.preset_parts import read_bands, read_level_rule, read_score, refuse_repeated
from models.rules.preset_workflow import WorkflowOf, Workflows
from models.rules.score_rules import LevelRule, RollUp, ScoreRules
from models.rules.sentence import say
from models.rules.strict import Table
from models.rules.traffic_light import Bands

_LONGEST_HORIZON = 20
_ANY_YEAR = 2027
_NEEDS_CHILDREN = frozenset({RollUp.RATIO, RollUp.LEAVES})


@dataclass(frozen=True, slots=True)
class Around:
    """What the institution declares for all its plan types: workflows, score settings, bands, their colours."""

    workflows: Workflows
    score: ScoreRules
    bands: Bands
    colors: Sequence[str]


def read_plan_types(tables: list[Table], around: Around) -> tuple[PlanTypeShape, ...]:
    """`[[plan_types]]`: every kind of plan of the institution; each may align to any other."""
    codes = [table.code("code") for table in tables]
    types = []
    for place, table in enumerate(tables):
        refuse_repeated(table, codes[: place + 1])
        types.append(_plan_type(table, codes[place], [code for code in codes if code != codes[place]], around))
        table.close()
    return tuple(types)


def _plan_type(table: Table, code: str, others: list[str], around: Around) -> PlanTypeShape:
    is_external = table.flag("external", default=False)
    levels, rules = _levels(table, is_reported=not is_external)
    frequency = PeriodKind(table.one_of("frequency", FREQUENCIES))
    aligns_to = table.some_of("aligns_to", others, ())
    needs_alignment = table.flag("needs_alignment", default=False)
    if needs_alignment and not aligns_to:
        table.complain("needs_alignment", "diga en «aligns_to» a qué tipo de plan se alinea.")
    return PlanTypeShape(
        code=code,
        name=table.text("name"),
        years=_years(table),
        frequency=frequency,
        indicator_frequencies=_indicator_frequencies(table, frequency),
        aligns_to=aligns_to,
        needs_alignment=needs_alignment,
        weights=table.choice("weights", WeightsRule, WeightsRule.SUM_TO_100),
        explain_blocks=table.flag("explain_blocks", default=False),
        is_territorial=table.flag("is_territorial", default=False),
        is_external=is_external,
        sheet_workflow=table.one_of("sheet_workflow", around.workflows.codes(WorkflowOf.CAPTURE_SHEET)),
        plan_workflow=table.one_of("plan_workflow", around.workflows.codes(WorkflowOf.PLAN_VERSION)),
        levels=levels,
        score=read_score(table.table("score", optional=True), around.score, rules),
        bands=read_bands(table.table("bands", optional=True), around.colors, around.bands),
        instruments=read_instruments(
            table.tables("instruments", optional=True),
            [level.code for level in levels],
            [level.code for level in levels if level.reports],
        ),
    )


def _years(table: Table) -> tuple[int, int]:
    shortest, longest = (table.whole(key, (1, _LONGEST_HORIZON)) for key in ("years_min", "years_max"))
    if shortest > longest:
        table.complain(
            "years_min",
            say(
                "el horizonte mínimo ({shortest}) es mayor que el máximo ({longest}).",
                shortest=shortest,
                longest=longest,
            ),
        )
    return shortest, longest


def _indicator_frequencies(table: Table, frequency: PeriodKind) -> tuple[PeriodKind, ...]:
    """Lengths that whole capture periods fill; a smaller one is never made from a larger (rulings 7)."""
    fitting = [kind.value for kind in FREQUENCIES if _fills(kind, frequency)]
    return tuple(
        PeriodKind(kind) for kind in table.some_of("indicator_frequencies", fitting, fitting) if kind in fitting
    )


def _fills(kind: PeriodKind, frequency: PeriodKind) -> bool:
    try:
        return bool(Period.of(_ANY_YEAR, kind).parts(frequency))
    except RuleBroken:
        return False


def _levels(table: Table, *, is_reported: bool) -> tuple[tuple[LevelShape, ...], dict[str, LevelRule]]:
    levels: list[LevelShape] = []
    rules: dict[str, LevelRule] = {}
    tables = table.tables("levels")
    for each in tables:
        level = _level(each, [level.code for level in levels])
        levels.append(level)
        rules[level.code] = read_level_rule(each)
        refuse_repeated(each, [level.code for level in levels])
        each.close()
    reports = any(level.reports for level in levels)
    if is_reported:
        if levels and not reports:
            table.complain("levels", "ningún nivel se reporta: ponga reports = true en el que se captura.")
        _check_leaves(tables, levels, rules)
    elif reports:
        table.complain("levels", "un marco externo no se captura: quite reports = true de sus niveles.")
    return tuple(levels), rules


def _level(table: Table, above: list[str]) -> LevelShape:
    parents = table.some_of("parents", above, above[-1:])
    at_top = table.flag("at_top", default=not parents)
    if not parents and not at_top:
        table.complain(
            "at_top", "este nivel no cuelga de ninguno: ponga at_top = true o nombre sus niveles en «parents»."
        )
    return LevelShape(
        code=table.code("code"),
        name=table.text("name"),
        parents=parents,
        at_top=at_top,
        reports=table.flag("reports", default=False),
        indicator_kinds=table.choices("indicator_kinds", IndicatorKind, ()),
    )


def _check_leaves(tables: list[Table], levels: list[LevelShape], rules: dict[str, LevelRule]) -> None:
    """A level with nothing below it must be captured, and has nothing to be rolled up from."""
    parents = {code for level in levels for code in level.parents}
    for table, level in zip(tables, levels, strict=True):
        if level.code in parents:
            continue
        if not level.reports:
            table.complain("reports", "este nivel no tiene otro debajo: debe reportarse.")
        if rules[level.code].roll_up in _NEEDS_CHILDREN:
            table.complain("roll_up", "este nivel no tiene otro debajo de donde calcularse.")
