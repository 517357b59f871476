"""A plan's whole tree scored in memory from what counts now, or counted at a past moment; nothing is stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from models.queries.ended_windows import ended_windows
from models.queries.follow_up import follow_up
from models.queries.score_inputs import SeriesKey, SeriesMaker, item_inputs
from models.queries.score_rows import budget_rows, score_rows
from models.queries.score_tables import NOW, Source
from models.queries.scoring_rules import ScoringRules
from models.queries.unit_marks import UnitMarks, lowest_basis, unit_marks
from models.rules.period import Period
from models.rules.score_item import ItemScore
from models.rules.score_tree import Summary, score_tree, summary
from models.rules.series import Series


@dataclass(frozen=True, slots=True)
class ScoredTree:
    """Scores of all items in the plan's order, the basis of each (rulings 6), and the plan in one line."""

    scores: Sequence[ItemScore]
    bases: Mapping[int, str | None]
    summary: Summary
    window_ended: bool


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """What every cut of a version is scored from, read once."""

    items: Sequence[Any]
    series: Mapping[int, Sequence[Series]]
    marks: Mapping[int, UnitMarks]
    has_ended: Callable[[Period], bool]
    source: Source


def plan_inputs(scoring: ScoringRules, now: datetime, source: Source = NOW) -> PlanInputs:
    """Read a version: three statements, linear in its values. `now` decides what is late."""
    rows = score_rows(scoring.institution_id, scoring.plan_version_id, source)
    reporting = follow_up(scoring.institution_id, scoring.plan_id, now, source=source)
    marks = unit_marks(reporting.sheets)
    has_ended = ended_windows(scoring.institution_id, scoring.shape.frequency, reporting, now)
    units = {row[0]: row[4] for row in rows.items}
    series = SeriesMaker(marks, has_ended, scoring.shape.frequency).by_item(rows.cells, units)
    return PlanInputs(rows.items, series, marks, has_ended, source)


def scored_tree(scoring: ScoringRules, inputs: PlanInputs) -> ScoredTree:
    """Score one cut of what was read; where money weighs, one statement more."""
    budgets = None
    if scoring.uses_budgets:
        year = scoring.cut.end.year
        budgets = budget_rows(scoring.institution_id, scoring.plan_version_id, year, inputs.source)
    items = item_inputs(inputs.items, inputs.series, budgets)
    scores = score_tree(items, scoring.cut, scoring.rules, scoring.bands)
    listed = list(scores.values())
    return ScoredTree(
        listed,
        bases_of(listed, unit_bases(inputs.marks, scoring.cut)),
        summary(scores, scoring.rules, scoring.bands),
        inputs.has_ended(scoring.cut),
    )


def unit_bases(marks: Mapping[int, UnitMarks], cut: Period) -> dict[int, str | None]:
    """Give how firm the figures of each unit are at a cut."""
    return {unit_id: each.basis(cut) for unit_id, each in marks.items()}


def bases_of(
    scores: Sequence[ItemScore], of_units: Mapping[int, str | None], known: Mapping[int, str | None] | None = None
) -> dict[int, str | None]:
    """Give the basis of each item: the lowest of the units that report it and of what is below.

    `known` are items whose basis is taken as it is, and whose parts need not be given.
    """
    items = {cast("int", score.item.key): score.item for score in scores}
    below: defaultdict[int, list[int]] = defaultdict(list)
    for item_id, item in items.items():
        if item.parent is not None:
            below[cast("int", item.parent)].append(item_id)
    order = [item_id for item_id, item in items.items() if item.parent not in items]
    for item_id in order:
        order.extend(below[item_id])
    found: dict[int, str | None] = dict(known or {})
    for item_id in reversed(order):
        if item_id not in found:
            reporting = {cast("SeriesKey", series.key).org_unit_id for series in items[item_id].series}
            parts = [found[child] for child in below[item_id]]
            found[item_id] = lowest_basis([*parts, *(of_units.get(unit_id) for unit_id in reporting)])
    return found
