"""Score what changed in a plan anew, with all that is above it, beside the stored figures of the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import text

from models.actions.compute_scores import compute_scores
from models.actions.store_scores import Tree, update_scores
from models.queries.ended_windows import ended_windows
from models.queries.follow_up import follow_up
from models.queries.known_scores import BranchItem, Changed, branch
from models.queries.run_summary import summary_document
from models.queries.score_inputs import SeriesMaker
from models.queries.score_rows import cells_of
from models.queries.scored_tree import bases_of, unit_bases
from models.queries.scoring_rules import VERSION_COLUMNS, ScoredVersion
from models.queries.unit_marks import UnitMarks, unit_marks
from models.rules import counts as counting
from models.rules.period import Period
from models.rules.score_item import ItemInput
from models.rules.score_tree import score_tree, summary
from models.rules.series import Series
from models.tables.base import db

_LOCKED_VERSION = text(
    f"""
    SELECT {VERSION_COLUMNS.format(reporting_period="reporting_period")},
           (SELECT array_agg(run.period) FROM score_run run WHERE run.plan_version_id = version.id)
      FROM plan_version version
      JOIN plan ON plan.id = version.plan_id AND plan.institution_id = version.institution_id
      JOIN plan_type ON plan_type.id = plan.plan_type_id
     WHERE version.plan_id = :plan_id AND version.state = 'in_force'
       FOR NO KEY UPDATE OF version
    """  # noqa: S608 -- a constant of the query that it belongs to
)

# All items are in the stored tree, the refreshed ones among them: there they are counted.
_KEEP = text(
    """
    WITH tree AS (
        SELECT state, color FROM score
         WHERE institution_id = :institution_id AND plan_version_id = :plan_version_id AND period = :period
    ), listed AS (
        SELECT count(*) AS items,
               (SELECT jsonb_object_agg(state, n)
                  FROM (SELECT state, count(*) AS n FROM tree GROUP BY state) AS by_state) AS states,
               (SELECT jsonb_object_agg(color, n)
                  FROM (SELECT color, count(*) AS n FROM tree GROUP BY color) AS by_color) AS colors
          FROM tree
    )
    UPDATE score_run
       SET computed_at = :now, window_ended = :window_ended, preset_version_id = :preset_version_id,
           summary = CAST(:summary AS jsonb) || jsonb_build_object(
               'items', items, 'by_state', CAST(:no_states AS jsonb) || states,
               'by_color', CAST(:no_colors AS jsonb) || colors)
      FROM listed
     WHERE institution_id = :institution_id AND plan_version_id = :plan_version_id AND period = :period
    """
)


@dataclass(frozen=True, slots=True)
class _Branch:
    """What all cuts of one refresh share."""

    version: ScoredVersion
    items: Sequence[BranchItem]
    series: Mapping[int, Sequence[Series]]
    marks: Mapping[int, UnitMarks]
    has_ended: Callable[[Period], bool]

    def inputs(self, period: str) -> list[ItemInput]:
        """What changed with its series, the rest with its stored figures of the period."""
        return [
            ItemInput(item.item_id, item.parent_id, item.level, item.weight, None, self.series.get(item.item_id, ()))
            if item.is_touched
            else item.known(period)
            for item in self.items
        ]

    def has_stored(self, period: str) -> bool:
        """Tell whether all that is taken as it is has figures of the period."""
        return all(item.is_touched or period in item.stored for item in self.items)


def refresh_scores(
    plan_id: int, indicator_ids: Collection[int] | None, period: str, now: datetime, *, org_unit_id: int | None = None
) -> None:
    """Bring the stored trees of the version in force up to date after values or a sheet of `period` changed.

    What changed is said by indicators, by the unit whose sheet it is, or both. Trees of later periods follow, because
    figures to date contain the earlier ones. The caller commits; nothing happens where no version is in force.
    """
    db.session.flush()
    row = db.session.execute(_LOCKED_VERSION, {"plan_id": plan_id}).one_or_none()
    if row is None:
        return
    version, stored = ScoredVersion(*row[:-1]), set(row[-1] or ())
    if period not in stored:
        compute_scores(version.plan_version_id, period, now)
    affected = [each for each in sorted(stored) if Period.parse(each).last_month >= Period.parse(period).last_month]
    if not affected:
        return
    found = _branch(version, Changed(indicator_ids or (), org_unit_id), affected, now)
    for each in affected:
        _refresh(found, each, now)


def _branch(version: ScoredVersion, changed: Changed, periods: Sequence[str], now: datetime) -> _Branch:
    items = branch(version.institution_id, version.plan_version_id, changed, periods)
    touched = [item.item_id for item in items if item.is_touched]
    cells = cells_of(version.institution_id, version.plan_version_id, touched)
    reporting = follow_up(
        version.institution_id, version.plan_id, now, org_unit_ids={cell.org_unit_id for cell in cells} - {None}
    )
    marks = unit_marks(reporting.sheets)
    frequency = version.rules_at(periods[0]).shape.frequency
    has_ended = ended_windows(version.institution_id, frequency, reporting, now)
    series = SeriesMaker(marks, has_ended, frequency).by_item(cells, {item.item_id: item.org_unit_id for item in items})
    return _Branch(version, items, series, marks, has_ended)


def _refresh(found: _Branch, period: str, now: datetime) -> None:
    version, scoring = found.version, found.version.rules_at(period)
    if scoring.needs_whole_tree or not found.has_stored(period):
        compute_scores(version.plan_version_id, period, now)
        return
    scores = score_tree(found.inputs(period), scoring.cut, scoring.rules, scoring.bands)
    standing = {item.item_id: item.basis(period) for item in found.items if not item.is_touched}
    bases = bases_of(list(scores.values()), unit_bases(found.marks, scoring.cut), standing)
    tree = Tree(version.institution_id, version.plan_version_id, period)
    update_scores(tree, [score for key, score in scores.items() if key not in standing], bases)
    document = summary_document(summary(scores, scoring.rules, scoring.bands), bases.values())
    nothing = counting.tally(())
    kept = {
        "summary": json.dumps(document),
        "no_states": json.dumps(nothing.by_state),
        "no_colors": json.dumps(nothing.by_color),
        "preset_version_id": scoring.preset_version_id,
        "window_ended": found.has_ended(scoring.cut),
        "now": now,
    }
    db.session.execute(_KEEP, kept | asdict(tree))
