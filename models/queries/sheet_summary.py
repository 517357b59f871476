"""What a head sees of a report before opening it: colours, what is missing, what got worse, what is newly explained."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import aliased

from models.queries.fallen_lines import fallen_lines
from models.queries.sheet_lines import SheetLine, sheet_lines
from models.rules.measure import State
from models.rules.period import Period
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.progress import Progress

GOOD = frozenset({"green", "grey"})
"""Colours that ask for no look: done as programmed, or nothing to measure."""


@dataclass(frozen=True, slots=True)
class PastLine:
    """An indicator's counted figures of the period before, to date."""

    percent: Decimal | None
    color: str
    state: str


@dataclass(slots=True)
class SheetSummary:
    """Of one sheet: lines with a target, those without a value, colours to date, and what changed since last time.

    `fell` counts the lines that are red and were not; `new_causes` those explained now and not before; `lowered` those
    that tell a lower level than before (R C-23).
    """

    programmed: int = 0
    missing: int = 0
    colors: Counter[str] = field(default_factory=Counter)
    fell: int = 0
    new_causes: int = 0
    lowered: int = 0

    @property
    def is_clean(self) -> bool:
        """Complete, and nothing in it asks for a look: it may be verified together with others."""
        return not (self.missing or self.new_causes or self.lowered) and self.colors.keys() <= GOOD


def sheet_summaries(sheets: Collection[CaptureSheet]) -> dict[int, SheetSummary]:
    """Summaries of sent sheets by id; three statements for each period among them, and one."""
    by_period: defaultdict[str, list[CaptureSheet]] = defaultdict(list)
    for sheet in sheets:
        by_period[sheet.period].append(sheet)
    found = {sheet.id: SheetSummary() for sheet in sheets}
    for group in by_period.values():
        _add_lines(found, sheet_lines(group))
        _add_changes(found, group)
    for sheet_id, lines in fallen_lines(sheets).items():
        found[sheet_id].lowered = len(lines)
    return found


def past_lines(sheet: CaptureSheet) -> dict[int, PastLine]:
    """The counted figures of the period before, by indicator; one statement."""
    rows = db.session.execute(
        select(Progress.indicator_id, Progress.to_date_percent, Progress.color, Progress.state).where(
            Progress.org_unit_id == sheet.org_unit_id,
            Progress.period == _before(sheet.period),
            Progress.state.is_not(None),
        )
    )
    return {key: PastLine(percent, color or "", State(state).value) for key, percent, color, state in rows if state}


def _add_lines(found: dict[int, SheetSummary], lines: Sequence[SheetLine]) -> None:
    for line in lines:
        summary = found[line.sheet_id]
        summary.programmed += line.is_programmed
        summary.missing += line.is_missing


def _add_changes(found: dict[int, SheetSummary], sheets: Sequence[CaptureSheet]) -> None:
    past = aliased(Progress)
    rows = db.session.execute(
        select(Progress.capture_sheet_id, Progress.color, Progress.cause, past.color, past.cause)
        .outerjoin(
            past,
            (past.indicator_id == Progress.indicator_id)
            & (past.org_unit_id == Progress.org_unit_id)
            & (past.period == _before(sheets[0].period)),
        )
        .where(Progress.capture_sheet_id.in_([sheet.id for sheet in sheets]))
    )
    for sheet_id, color, cause, past_color, past_cause in rows:
        summary = found[sheet_id]
        if color is not None:
            summary.colors[color] += 1
        summary.fell += color == "red" and past_color not in {None, "red"}
        summary.new_causes += bool(cause) and not past_cause


def _before(period: str) -> str:
    return str(Period.parse(period).previous())
