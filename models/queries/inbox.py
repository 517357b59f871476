"""What waits for a person's check, and what was decided lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.queries.local_day import local_day
from models.queries.role_holders import chain_of
from models.queries.sheet_board import BoardRow
from models.queries.verifiers import authors_of, awaited_check, ladder_of
from models.rules.segregation import who_verifies
from models.rules.workflow import SheetState
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.org_unit import OrgUnit
from models.tables.plan import Plan

MOST_SETTLED = 30
SETTLED = (SheetState.VERIFIED, SheetState.RETURNED, SheetState.VALIDATED)
CHECKED_NEXT = (SheetState.SUBMITTED, SheetState.SUPERVISED, SheetState.VERIFIED)
"""States in which a sheet may wait for a check; whether it does is said by its workflow."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """`waiting` sheets are this person's turn; `settled` ones were verified or returned, newest first.

    `sheets` are those that wait themselves, in the same order.
    """

    waiting: tuple[BoardRow, ...]
    sheets: tuple[CaptureSheet, ...]
    settled: tuple[BoardRow, ...]


def inbox(reader: Reader, now: datetime) -> Inbox:
    """Sheets of the reader's units and, in small offices, those that move up to him (SoD-15)."""
    rows = db.session.execute(
        select(CaptureSheet, OrgUnit.code, OrgUnit.name, Plan.code)
        .join(OrgUnit, OrgUnit.id == CaptureSheet.org_unit_id)
        .join(Plan, Plan.id == CaptureSheet.plan_id)
        .where(
            CaptureSheet.institution_id == reader.institution_id,
            CaptureSheet.state.in_({*CHECKED_NEXT, *SETTLED}),
        )
        .order_by(CaptureSheet.submitted_at.desc())
    ).all()
    turn = _turns(reader, [sheet for sheet, *_ in rows if sheet.state in CHECKED_NEXT], now)
    headed = reader.headed_units
    return Inbox(
        waiting=tuple(BoardRow.of(*row) for row in rows if row[0].id in turn),
        sheets=tuple(row[0] for row in rows if row[0].id in turn),
        settled=tuple(
            BoardRow.of(*row)
            for row in rows
            if row[0].state in SETTLED and row[0].org_unit_id in headed and row[0].id not in turn
        )[:MOST_SETTLED],
    )


def _turns(reader: Reader, sheets: list[CaptureSheet], now: datetime) -> set[int]:
    if not sheets or reader.institution_id is None:
        return set()
    chain = chain_of(reader.institution_id, local_day(reader.institution_id, now))
    ladders = {}
    for sheet in sheets:
        step = awaited_check(sheet)
        ladder = ladder_of(step, sheet, chain) if step is not None else []
        if any(reader.user_id in rung for rung in ladder):
            ladders[sheet.id] = ladder
    authors = authors_of([sheet for sheet in sheets if sheet.id in ladders])
    return {key for key, ladder in ladders.items() if reader.user_id in who_verifies(ladder, authors[key])}
