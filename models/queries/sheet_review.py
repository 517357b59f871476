"""What a liaison sees before sending: what is missing, what is not explained, what surprises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from models.queries.line_figures import LineFigures, line_figures
from models.queries.requests.owed_actions import owed_actions
from models.queries.sheet_lines import SheetLine, sheet_lines
from models.tables.capture_sheet import CaptureSheet


@dataclass(frozen=True, slots=True)
class SheetReview:
    """`missing` lines have neither value nor reason; `unexplained` ones fall under the plan type's explaining rule.

    `blocks` says that the rule refuses to send while any is unexplained (rulings 13); otherwise it warns. Those
    `without_actions` are refused always: a request wants to know what will be done about them.
    """

    lines: tuple[SheetLine, ...]
    figures: dict[int, LineFigures]
    missing: tuple[SheetLine, ...]
    unexplained: tuple[SheetLine, ...]
    over_executed: tuple[SheetLine, ...]
    without_actions: tuple[SheetLine, ...]
    blocks: bool

    @property
    def completeness(self) -> Decimal:
        """Programmed lines with a value or a reason, of 100 (R C-30); 100 when nothing is programmed."""
        programmed = sum(line.is_programmed for line in self.lines)
        if not programmed:
            return Decimal(100)
        share = Decimal(programmed - len(self.missing)) * 100 / programmed
        return share.quantize(Decimal("0.01"), ROUND_HALF_UP)


def sheet_review(sheets: Sequence[CaptureSheet]) -> SheetReview:
    """The review of the sheets of one unit and period."""
    lines = sheet_lines(sheets)
    figures = line_figures(sheets, lines)
    unexplained = [line for line in lines if line.indicator_id in figures and not _is_explained(line, figures)]
    without_actions = owed_actions(sheets, lines, figures)
    return SheetReview(
        lines=tuple(lines),
        figures=figures,
        missing=tuple(line for line in lines if line.is_missing),
        unexplained=tuple(unexplained),
        over_executed=tuple(
            line for line in lines if line.indicator_id in figures and figures[line.indicator_id].is_over_execution
        ),
        without_actions=tuple(without_actions),
        blocks=any(figures[line.indicator_id].blocks for line in unexplained),
    )


def _is_explained(line: SheetLine, figures: dict[int, LineFigures]) -> bool:
    """Nothing is asked, or cause, action and (where it is asked) evidence are there."""
    asked = figures[line.indicator_id]
    if not asked.needs_explanation:
        return True
    return bool(line.cause and line.corrective_action) and (bool(line.evidence_count) or not asked.needs_evidence)
