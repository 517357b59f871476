"""The items of a plan with their figures, what was said of them, and who takes part."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text

from models.queries.cuts import cut_of
from models.queries.cuts.lines import CONTINUES_FROM
from models.queries.known_scores import FIGURES, stored_score
from models.queries.report.part import ReportPart
from models.queries.report.source import FigureSource
from models.rules.money import Money
from models.rules.period import Period
from models.rules.preset import PlanTypeShape
from models.rules.report.reading import ReportLine
from models.tables.base import db

_LINES = f"""
    SELECT item.id, item.parent_id, level.code, level.reports, item.weight, item.code, item.name, unit.code, unit.name,
           ARRAY(SELECT other.code FROM participation JOIN org_unit other ON other.id = participation.org_unit_id
                  WHERE participation.plan_item_id = item.id ORDER BY other.code) AS participants,
           words.measured_in, words.decimals, words.cause, words.corrective_action, {FIGURES}, score.counts, score.basis
      FROM plan_item item
      JOIN level ON level.id = item.level_id
      JOIN org_unit unit ON unit.id = item.org_unit_id
      JOIN {{table}} score ON score.plan_version_id = item.plan_version_id AND score.plan_item_id = item.id
       AND score.institution_id = item.institution_id AND {{condition}}
      LEFT JOIN LATERAL (
            SELECT string_agg(DISTINCT indicator.unit, ', ') AS measured_in, max(indicator.decimals) AS decimals,
                   string_agg(NULLIF(latest.counted_cause, ''), E'\\n') AS cause,
                   string_agg(NULLIF(latest.counted_corrective_action, ''), E'\\n') AS corrective_action
              FROM indicator
              LEFT JOIN LATERAL (
                    SELECT progress.counted_cause, progress.counted_corrective_action FROM progress
                     WHERE progress.indicator_id = indicator.id AND progress.period = ANY(:periods)
                       AND progress.counted_at IS NOT NULL
                     ORDER BY progress.period DESC LIMIT 1) AS latest ON true
             WHERE indicator.plan_item_id = item.id) AS words ON level.reports
     WHERE item.institution_id = :institution_id AND item.plan_version_id = :plan_version_id
       AND (CAST(:items AS bigint[]) IS NULL OR item.id = ANY(:items))
       AND (CAST(:units AS bigint[]) IS NULL OR item.org_unit_id = ANY(:units)
            OR EXISTS (SELECT FROM participation
                        WHERE participation.plan_item_id = item.id AND participation.org_unit_id = ANY(:units)))
     ORDER BY unit.code, item.ordinal, item.code
"""  # noqa: S608 -- names of our own fields


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines: of a plan's version, for a span of time, of a part of them, as of a moment (with zone)."""

    institution_id: int
    plan_version_id: int
    shape: PlanTypeShape
    span: Period
    part: ReportPart
    at: datetime


def report_lines(wanted: Wanted, source: FigureSource, money: Mapping[int, Money]) -> list[ReportLine]:
    """Read them; two statements. `money` is by item, with that of all below it."""
    values = {
        "institution_id": wanted.institution_id,
        "plan_version_id": wanted.plan_version_id,
        "periods": [str(each) for each in (*wanted.span.shorter(), wanted.span)],
        "units": None if wanted.part.units is None else list(wanted.part.units),
        "items": None if wanted.part.items is None else list(wanted.part.items),
        **source.bound,
    }
    statement = text(_LINES.format(table=source.table, condition=source.condition))
    going_on = _continuing(wanted, source.period)
    return [_line(row, wanted.shape, money, going_on) for row in db.session.execute(statement, values)]


def _line(
    row: Sequence[Any], shape: PlanTypeShape, money: Mapping[int, Money], going_on: Collection[int]
) -> ReportLine:
    item_id, parent_id, level, reports, weight, code, name, unit, unit_name, participants, *rest = row
    measured_in, decimals, cause, corrective_action, *figures_row = rest
    figures, counts, _basis = stored_score(figures_row)
    rule = shape.score.levels.get(level)
    return ReportLine(
        item_id=item_id,
        parent_id=parent_id,
        plan_type=shape.code,
        level=level,
        kind=None if rule is None else rule.bands,
        reports=reports,
        weight=weight,
        code=code,
        name=name,
        unit=unit,
        unit_name=unit_name,
        participants=tuple(participants),
        measured_in=measured_in or "",
        decimals=decimals or 0,
        figures=figures,
        counts=counts,
        continues=item_id in going_on,
        money=money.get(item_id),
        cause=cause or "",
        corrective_action=corrective_action or "",
    )


_CONTINUING = text(
    """
    SELECT plan_item_id FROM cut_item
     WHERE institution_id = :institution_id AND cut_id = :cut_id AND non_green_run >= :run
    """
)


def _continuing(wanted: Wanted, figures: Period) -> frozenset[int]:
    """Items not green at the last captured period of the figures nor at the one before (R C-27)."""
    last = Period.containing(figures.end, wanted.shape.frequency)
    cut = cut_of(wanted.plan_version_id, str(last), wanted.at)
    if cut is None:
        return frozenset()
    bound = {"institution_id": wanted.institution_id, "cut_id": cut.cut_id, "run": CONTINUES_FROM}
    return frozenset(db.session.scalars(_CONTINUING, bound))
