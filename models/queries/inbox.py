"""What waits for a person's check, and what was decided lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from models.queries.local_day import local_day
from models.queries.role_holders import chain_of, user_ids
from models.queries.sheet_board import BoardRow
from models.queries.verifiers import sheet_authors
from models.rules.roles import Role
from models.rules.segregation import who_verifies
from models.rules.workflow import SheetState
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.org_unit import OrgUnit
from models.tables.plan import Plan

MOST_SETTLED = 30
SETTLED = (SheetState.VERIFIED, SheetState.RETURNED, SheetState.VALIDATED)


@dataclass(frozen=True, slots=True)
class Inbox:
    """`waiting` sheets are this person's turn; `settled` ones were verified or returned, newest first."""

    waiting: tuple[BoardRow, ...]
    settled: tuple[BoardRow, ...]


def inbox(reader: Reader, now: datetime) -> Inbox:
    """Sheets of the reader's units and, in small offices, those that move up to him (SoD-15)."""
    rows = db.session.execute(
        select(CaptureSheet, OrgUnit.code, OrgUnit.name, Plan.code)
        .join(OrgUnit, OrgUnit.id == CaptureSheet.org_unit_id)
        .join(Plan, Plan.id == CaptureSheet.plan_id)
        .where(
            CaptureSheet.institution_id == reader.institution_id,
            or_(CaptureSheet.state == SheetState.SUBMITTED, CaptureSheet.state.in_(SETTLED)),
        )
        .order_by(CaptureSheet.submitted_at.desc())
    ).all()
    turn = _turns(reader, [sheet for sheet, *_ in rows if sheet.state is SheetState.SUBMITTED], now)
    headed = reader.headed_units
    return Inbox(
        waiting=tuple(BoardRow.of(*row) for row in rows if row[0].id in turn),
        settled=tuple(BoardRow.of(*row) for row in rows if row[0].state in SETTLED and row[0].org_unit_id in headed)[
            :MOST_SETTLED
        ],
    )


def _turns(reader: Reader, sheets: list[CaptureSheet], now: datetime) -> set[int]:
    if not sheets or reader.institution_id is None:
        return set()
    day = local_day(reader.institution_id, now)
    chain = chain_of(reader.institution_id, day)
    analysts = user_ids(reader.institution_id, (Role.PLANNING_ANALYST,), day)
    turns = set()
    for sheet in sheets:
        ladder = [*chain.ladder(sheet.org_unit_id, Role.DEPARTMENT_HEAD), analysts]
        if _may_be(reader, ladder) and reader.user_id in who_verifies(ladder, sheet_authors(sheet)):
            turns.add(sheet.id)
    return turns


def _may_be(reader: Reader, ladder: list[list[int]]) -> bool:
    """Spare the question about authors where the person stands on no rung at all."""
    return any(reader.user_id in rung for rung in ladder)
