"""Plans, dependencies, functions and projects: one line each, with what stands below it counted."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from models.queries.consolidation.head import plan_runs
from models.queries.preset_in_use import preset_in_use
from models.queries.scored_items import ScoredItem, participants_of, scored_items
from models.rules.consolidation import Counts, FigureRow, ProjectRow
from models.rules.figures import Figures
from models.rules.score_tree import group
from models.rules.traffic_light import BandKind


def plan_rows(institution_id: int, period: str) -> list[FigureRow]:
    """Each plan in force, from the head of its stored tree."""
    rows = []
    for plan, _, run in plan_runs(institution_id, period):
        summary = run.summary
        rows.append(
            FigureRow(
                code=plan.code,
                name=plan.name,
                org_unit="",
                org_unit_name="",
                percent=_decimal(summary["percent"]),
                period_percent=_decimal(summary["period_percent"]),
                year_percent=_decimal(summary["year_percent"]),
                color=summary["color"],
                state=summary["state"],
                counts=Counts(**summary["activities"]),
                reported=summary["reported"],
                expected=summary["expected"],
            )
        )
    return rows


def function_rows(institution_id: int, period: str) -> list[FigureRow]:
    """Functions with their stored figures."""
    return [_row(item) for item in scored_items(institution_id, period, BandKind.FUNCTION)]


def project_rows(institution_id: int, period: str) -> list[ProjectRow]:
    """Strategic projects, each once, at its responsible unit, with the others that take part."""
    items = scored_items(institution_id, period, BandKind.PROJECT)
    taking_part = participants_of([item.item_id for item in items])
    rows = []
    for item in items:
        figures = item.score.figures
        rows.append(
            ProjectRow(
                **_fields(item),
                planned_percent=figures.planned_to_date,
                executed_percent=figures.actual_to_date,
                participants=tuple(taking_part.get(item.item_id, ())),
            )
        )
    return rows


def org_unit_rows(institution_id: int, period: str) -> list[FigureRow]:
    """Dependencies: each the roll-up of its functions by its plan type's rule (R C-18)."""
    preset = preset_in_use(institution_id).preset
    by_unit: defaultdict[tuple[str, str], list[ScoredItem]] = defaultdict(list)
    for item in scored_items(institution_id, period, BandKind.FUNCTION):
        by_unit[item.unit_code, item.unit_name].append(item)
    rows = []
    for (code, name), items in sorted(by_unit.items()):
        shape = preset.plan_type(items[0].plan_type)
        total = group([item.score for item in items], shape.score.org_unit, shape.score, shape.bands)
        row = _figures(total.figures)
        counts = Counts(by_color=total.counts.by_color, by_state=total.counts.by_state)
        rows.append(FigureRow(code=code, name=name, org_unit=code, org_unit_name=name, counts=counts, **row))
    return rows


def _row(item: ScoredItem) -> FigureRow:
    return FigureRow(**_fields(item))


def _fields(item: ScoredItem) -> dict[str, Any]:
    counts = item.score.counts
    return {
        "code": item.code,
        "name": item.name,
        "org_unit": item.unit_code,
        "org_unit_name": item.unit_name,
        "counts": Counts(by_color=counts.by_color, by_state=counts.by_state),
        **_figures(item.score.figures),
    }


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "percent": figures.capped_percent,
        "period_percent": figures.period_percent,
        "year_percent": figures.year_percent,
        "color": figures.color,
        "state": figures.state.value,
        "reported": figures.reported,
        "expected": figures.expected,
    }


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
