"""Programmed periods whose report is not in, and what that makes of a figure (R C-11, C-12).

What is not programmed is never missing. A period that is programmed is missing while no value of it, of a part of it
or of a longer period around it has come in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.rules.measure import DOWN, MILESTONE, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from models.rules.series import Lines

NO_PLACES: frozenset[int] = frozenset()


class Gaps(NamedTuple):
    """Places to date without a report: window ended or sheet sent without value; still awaited; let off."""

    silent: frozenset[int] = NO_PLACES
    pending: frozenset[int] = NO_PLACES
    waived: frozenset[int] = NO_PLACES


NO_GAPS = Gaps()


def gaps_of(lines: Lines) -> Gaps:
    """Find what is missing from the beginning of the fiscal year to the cut."""
    missing = [place for place in programmed_places(lines, lines.view.to_date) if lines.actual[place] is None]
    if missing and lines.view.overlaps:
        missing = [place for place in missing if _is_missing(lines, place)]
    if not missing or _is_reached(lines):
        return NO_GAPS
    waived = lines.view.waived.intersection(missing)
    silent = lines.view.due.intersection(missing) - waived
    return Gaps(silent, frozenset(missing) - silent - waived, waived)


def programmed_places(lines: Lines, span: Sequence[int]) -> list[int]:
    """Give the places of a span whose target asks for something."""
    planned = lines.planned
    if lines.measure.direction is DOWN:
        return [place for place in span if planned[place] is not None]
    return [place for place in span if planned[place]]


def entries_of(lines: Lines, span: Sequence[int]) -> list[int]:
    """Give the programmed places of a span on which a report is expected: the finest that have a target."""
    places = programmed_places(lines, span)
    if not lines.view.overlaps:
        return places
    return [place for place in places if lines.view.is_finest(place, lines.planned)]


def standing(lines: Lines, entries: Sequence[int], span: Sequence[int], gaps: Gaps) -> State | None:
    """Give the state that stands before any figure of a span, or None when the figures decide.

    Of several expected reports, as in a quarter of monthly ones, the last decides, so that the quarter and its last
    month never differ in what they show to date.
    """
    if not entries:
        return State.DOES_NOT_APPLY if not lines.not_applying.isdisjoint(span) else None
    if gaps is NO_GAPS:
        return None
    left = [place for place in entries if place not in gaps.waived]
    if not left:
        return State.EXEMPT
    if left[-1] in gaps.silent:
        return State.NO_REPORT
    return State.PENDING if left[-1] in gaps.pending else None


def _is_missing(lines: Lines, place: int) -> bool:
    view = lines.view
    values: Sequence[Decimal | None] = lines.actual
    return view.is_finest(place, lines.planned) and not any(
        values[other] is not None and view.overlap(place, other) for other in view.to_date
    )


def _is_reached(lines: Lines) -> bool:
    """Tell whether a milestone was reached already: nothing more is to be reported of it."""
    return lines.measure.direction is MILESTONE and any(lines.actual[place] for place in lines.view.to_date)
