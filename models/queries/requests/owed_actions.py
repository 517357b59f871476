"""Answers of a sheet that miss their target and say nothing of what will be done about it (S0-I-10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import and_, select

from models.queries.line_figures import LineFigures
from models.queries.requests.requesting import is_requested
from models.queries.sheet_lines import SheetLine
from models.rules.measure import State
from models.rules.request_kind import is_under_target
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.information_request import InformationRequest
from models.tables.request_line import RequestLine


def owed_actions(
    sheets: Sequence[CaptureSheet], lines: Sequence[SheetLine], figures: Mapping[int, LineFigures]
) -> list[SheetLine]:
    """Give the lines that are answered, under target and without actions, where a request wants these.

    A reason instead of a value is an answer under target too. Nothing is asked of the database for a month.
    """
    if not sheets or not is_requested(sheets[0].institution_id, sheets[0].period):
        return []
    asked = _asked(sheets)
    return [
        line
        for line in lines
        if line.indicator_id in asked
        and not line.corrective_action
        and (line.no_report_reason or (line.actual is not None and _is_under(figures.get(line.indicator_id))))
    ]


def _asked(sheets: Sequence[CaptureSheet]) -> set[int]:
    of_request = and_(
        InformationRequest.id == RequestLine.information_request_id,
        InformationRequest.period == sheets[0].period,
        InformationRequest.needs_actions,
    )
    return set(
        db.session.scalars(
            select(RequestLine.indicator_id)
            .join(InformationRequest, of_request)
            .where(RequestLine.org_unit_id.in_({sheet.org_unit_id for sheet in sheets}))
        )
    )


def _is_under(figures: LineFigures | None) -> bool:
    if figures is None or figures.state != State.MEASURED:
        return False
    return is_under_target(figures.period_percent, figures.to_date_percent)
