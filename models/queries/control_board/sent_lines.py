"""The lines of sent reports with what the rules of the verification queue ask of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import text

from models.queries.past_values import periods_before
from models.rules.measure import Accumulation, Direction, Measure, State
from models.rules.period import Period, PeriodKind
from models.rules.sheet_doubts import SentLine
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet

_LINES = text(
    """
    WITH asked (sheet_id, period, before, months) AS (
      SELECT sheet_id, period, string_to_array(before, ' '), string_to_array(months, ' ')
        FROM unnest(CAST(:sheets AS bigint[]), CAST(:periods AS text[]), CAST(:before AS text[]),
                    CAST(:months AS text[])) AS given (sheet_id, period, before, months)
    )
    SELECT asked.sheet_id, line.counted_actual, line.color, line.state, line.cause, earlier.values,
           indicator.direction, indicator.accumulation, indicator.use_baseline, indicator.baseline, indicator.tolerance,
           indicator.decimals, target.planned, part.values
      FROM asked
      JOIN progress line ON line.capture_sheet_id = asked.sheet_id AND line.counted_at IS NOT NULL
       AND line.institution_id = :institution_id
      JOIN indicator ON indicator.id = line.indicator_id
      LEFT JOIN target ON target.indicator_id = line.indicator_id AND target.org_unit_id = line.org_unit_id
       AND target.period = asked.period
      LEFT JOIN LATERAL (
            SELECT array_agg(past.counted_actual) AS values FROM progress past
             WHERE past.indicator_id = line.indicator_id AND past.org_unit_id = line.org_unit_id
               AND past.period = ANY(asked.before) AND past.counted_actual IS NOT NULL) earlier ON true
      LEFT JOIN LATERAL (
            SELECT array_agg(month.planned ORDER BY month.period) AS values FROM target month
             WHERE month.indicator_id = line.indicator_id AND month.org_unit_id = line.org_unit_id
               AND month.period = ANY(asked.months)) part ON true
    """
)


def sent_lines(institution_id: int, sheets: Sequence[CaptureSheet]) -> dict[int, list[SentLine]]:
    """Give the lines that count of each report, by report; one statement."""
    values = {
        "institution_id": institution_id,
        "sheets": [sheet.id for sheet in sheets],
        "periods": [sheet.period for sheet in sheets],
        "before": [" ".join(periods_before(sheet.period)) for sheet in sheets],
        "months": [" ".join(_months(sheet.period)) for sheet in sheets],
    }
    found: defaultdict[int, list[SentLine]] = defaultdict(list)
    for sheet_id, value, color, state, cause, earlier, *measure, planned, parts in db.session.execute(_LINES, values):
        direction, accumulation, use_baseline, baseline, tolerance, decimals = measure
        found[sheet_id].append(
            SentLine(
                value=value,
                color=color,
                state=State(state) if state else None,
                cause=cause,
                earlier=earlier or (),
                measure=Measure(
                    direction=Direction(direction),
                    accumulation=Accumulation(accumulation),
                    use_baseline=use_baseline,
                    baseline=baseline,
                    tolerance=tolerance,
                    decimals=decimals,
                ),
                planned=planned,
                parts=parts or (),
            )
        )
    return found


def _months(period: str) -> Iterable[str]:
    span = Period.parse(period)
    return () if span.kind is PeriodKind.MONTH else map(str, span.parts(PeriodKind.MONTH))
