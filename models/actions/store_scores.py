"""Write figures into the tables: the rows of a tree, and the percents beside each reported value."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import text

from models.actions.copy_rows import as_array, copy_rows
from models.queries.score_inputs import SeriesKey
from models.rules import counts as counting
from models.rules.figures import Figures
from models.rules.score_item import ItemScore
from models.tables.base import db

_ARRAYS = ("flags", "advance")
_PLAIN = Figures._fields[: -len(_ARRAYS)]
_KEYS = ("institution_id", "plan_version_id", "period", "plan_item_id")
COLUMNS = (*_KEYS, *_PLAIN, *_ARRAYS, "basis", "counts")


@dataclass(frozen=True, slots=True)
class Tree:
    """Which stored tree: of which version and period."""

    institution_id: int
    plan_version_id: int
    period: str


_DELETE = text(
    """
    DELETE FROM score
     WHERE institution_id = :institution_id AND plan_version_id = :plan_version_id AND period = :period
    """
)

_UPSERT = f"""
    INSERT INTO score ({", ".join(COLUMNS)})
    SELECT {", ".join(COLUMNS)} FROM jsonb_populate_recordset(CAST(NULL AS score), CAST(:rows AS jsonb))
    ON CONFLICT (plan_version_id, period, plan_item_id)
    DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in COLUMNS[len(_KEYS) :])}
    """  # noqa: S608 -- names of our own columns

_BESIDE_VALUES = """
    UPDATE progress
       SET period_percent = figure.period_percent, to_date_percent = figure.to_date_percent,
           color = figure.color, state = figure.state
      FROM unnest(CAST(:indicator_ids AS bigint[]), CAST(:org_unit_ids AS bigint[]),
                  CAST(:period_percents AS numeric[]), CAST(:to_date_percents AS numeric[]),
                  CAST(:colors AS text[]), CAST(:states AS text[]))
           AS figure (indicator_id, org_unit_id, period_percent, to_date_percent, color, state)
     WHERE progress.institution_id = :institution_id AND progress.period = :period
       AND progress.indicator_id = figure.indicator_id AND progress.org_unit_id = figure.org_unit_id
       AND (progress.period_percent, progress.to_date_percent, progress.color, progress.state)
           IS DISTINCT FROM (figure.period_percent, figure.to_date_percent, figure.color, figure.state)
    """

_UPDATE = f"WITH stored AS ({_UPSERT}) {_BESIDE_VALUES}"
"""Both at once: a sheet that is sent waits for as few answers as can be."""


def replace_scores(tree: Tree, scores: Sequence[ItemScore], bases: Mapping[int, str | None]) -> None:
    """Put a whole tree in the place of the one that stood: three statements, one of them a COPY."""
    db.session.execute(_DELETE, asdict(tree))
    rows = _rows(tree, scores, bases)
    copy_rows("score", COLUMNS, ((*row[:-1], None if row[-1] is None else json.dumps(row[-1])) for row in rows))
    db.session.execute(text(_BESIDE_VALUES), _beside_values(tree, scores))


def update_scores(tree: Tree, scores: Sequence[ItemScore], bases: Mapping[int, str | None]) -> None:
    """Put some items in the place of those that stood: one statement."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in _rows(tree, scores, bases)]
    values = _beside_values(tree, scores) | {"rows": json.dumps(rows, default=_plain)}
    db.session.execute(text(_UPDATE), values)


def _rows(tree: Tree, scores: Iterable[ItemScore], bases: Mapping[int, str | None]) -> Iterator[tuple[Any, ...]]:
    keys = (tree.institution_id, tree.plan_version_id, tree.period)
    for score in scores:
        figures, item_id = score.figures, cast("int", score.item.key)
        advance = None if figures.advance is None else as_array(figures.advance)
        counts = None if score.counts == counting.one(figures) else score.counts._asdict()
        yield (*keys, item_id, *figures[: len(_PLAIN)], as_array(figures.flags), advance, bases[item_id], counts)


def _plain(value: Decimal) -> str:
    return f"{value:f}"


def _beside_values(tree: Tree, scores: Sequence[ItemScore]) -> dict[str, str | int]:
    """Give the percents of each value for the row of its indicator, unit and period."""
    found: list[tuple[SeriesKey, Figures]] = [
        (cast("SeriesKey", series.key), figures)
        for score in scores
        for series, figures in zip(score.item.series, score.series, strict=True)
    ]
    return {
        "institution_id": tree.institution_id,
        "period": tree.period,
        "indicator_ids": as_array(key.indicator_id for key, _ in found),
        "org_unit_ids": as_array(key.org_unit_id for key, _ in found),
        "period_percents": as_array(figures.period_percent for _, figures in found),
        "to_date_percents": as_array(figures.to_date_percent for _, figures in found),
        "colors": as_array(figures.color for _, figures in found),
        "states": as_array(figures.state.value for _, figures in found),
    }
