"""Figures of the lines of a sheet as they stand in the draft: what sending it now would make of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.clock import business_now
from models.queries.follow_up import follow_up
from models.queries.score_inputs import SeriesMaker
from models.queries.score_rows import cells_of
from models.queries.scoring_rules import ScoringRules, scoring_rules
from models.queries.sheet_lines import SheetLine
from models.queries.unit_marks import CAPTURED, UnitMarks, unit_marks
from models.rules.explain import needs_explanation
from models.rules.figures import Figures, Flag
from models.rules.live_figure import with_value
from models.rules.period import Period
from models.rules.score_item import ItemInput, Scorer
from models.rules.series import Series
from models.tables.capture_sheet import CaptureSheet


@dataclass(frozen=True, slots=True)
class LineFigures:
    """Percent, colour and state of a line, of the period and to date, and what they ask of its writer.

    `blocks` says that the plan type refuses to send while the line is unexplained (rulings 13).
    """

    period_percent: Decimal | None
    period_color: str
    period_state: str
    planned_to_date: Decimal | None
    actual_to_date: Decimal | None
    to_date_percent: Decimal | None
    color: str
    state: str
    needs_explanation: bool
    needs_evidence: bool
    blocks: bool
    is_over_execution: bool


def line_figures(sheets: Sequence[CaptureSheet], lines: Sequence[SheetLine]) -> dict[int, LineFigures]:
    """Figures by indicator, for the sheets of one unit and period; four statements for each plan."""
    by_sheet: defaultdict[int, list[SheetLine]] = defaultdict(list)
    for line in lines:
        by_sheet[line.sheet_id].append(line)
    found: dict[int, LineFigures] = {}
    for sheet in sheets:
        if by_sheet[sheet.id]:
            drafts = {line.indicator_id: line.actual for line in by_sheet[sheet.id]}
            scoring, series = line_series(sheet, by_sheet[sheet.id])
            figures = figures_with(scoring, series, drafts)
            found |= {key: _shown(each, scoring) for key, each in figures.items()}
    return found


def line_series(sheet: CaptureSheet, lines: Sequence[SheetLine]) -> tuple[ScoringRules, Mapping[int, Series]]:
    """By which rules a sheet is scored, and the series of its lines by indicator, as if it were sent now."""
    version_id, period = lines[0].plan_version_id, Period.parse(sheet.period)
    scoring = scoring_rules(version_id, sheet.period)
    marks = unit_marks(
        follow_up(sheet.institution_id, sheet.plan_id, business_now(), org_unit_ids=[sheet.org_unit_id]).sheets
    )
    unit = marks.setdefault(sheet.org_unit_id, UnitMarks())
    unit.sent.setdefault(period, CAPTURED)
    cells = cells_of(sheet.institution_id, version_id, {line.item_id for line in lines})
    own = [cell for cell in cells if cell.org_unit_id in (None, sheet.org_unit_id)]
    maker = SeriesMaker(marks, has_ended=lambda other: other.last_month < period.last_month)
    series = maker.by_item(own, dict.fromkeys((line.item_id for line in lines), sheet.org_unit_id))
    by_key = {each.indicator: each for many in series.values() for each in many}
    return scoring, {line.indicator_id: by_key[line.indicator_id] for line in lines if line.indicator_id in by_key}


def figures_with(
    scoring: ScoringRules, series: Mapping[int, Series], drafts: Mapping[int, Decimal | None]
) -> dict[int, Figures]:
    """Figures by indicator with the draft's value in the period of the cut."""
    scorer, cut = Scorer(scoring.cut, scoring.rules, scoring.bands), scoring.cut
    return {
        key: scorer.leaf(ItemInput(key, series=(with_value(series[key], draft, cut),))).figures
        for key, draft in drafts.items()
        if key in series
    }


def _shown(figures: Figures, scoring: ScoringRules) -> LineFigures:
    asks = needs_explanation(figures, scoring.rules)
    return LineFigures(
        period_percent=figures.period_percent,
        period_color=figures.period_color,
        period_state=figures.period_state.value,
        planned_to_date=figures.planned_to_date,
        actual_to_date=figures.actual_to_date,
        to_date_percent=figures.to_date_percent,
        color=figures.color,
        state=figures.state.value,
        needs_explanation=asks,
        needs_evidence=asks and scoring.rules.evidence_too,
        blocks=asks and scoring.shape.explain_blocks,
        is_over_execution=Flag.OVER_EXECUTION in figures.flags,
    )
