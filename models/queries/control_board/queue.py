"""Reports that wait for a check, whoever's turn it is; those that fail a rule first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from models.queries.control_board.counts import NOTHING, CellKey, LineCounts, line_counts
from models.queries.control_board.sent_lines import sent_lines
from models.queries.inbox import CHECKED_NEXT
from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.role_holders import Chain, chain_of
from models.queries.verifiers import authors_of, ladder_of
from models.rules.checking import pending_check
from models.rules.period import Period, PeriodKind
from models.rules.roles import Role
from models.rules.segregation import who_verifies
from models.rules.sheet_doubts import Doubt, doubts_of, gravity
from models.rules.workflow import Action, SheetState, Step, steps_open_to
from models.scope import Reader
from models.tables.base import db
from models.tables.capture_sheet import CaptureSheet
from models.tables.plan import Plan
from models.tables.plan_type import PlanType


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report that waits for `check`: who may take it, whether the reader is among them, and what it fails."""

    sheet: CaptureSheet
    check: Action
    turn: tuple[str, ...]
    is_mine: bool
    may_return: bool
    doubts: Counter[Doubt]


def verification_queue(reader: Reader, now: datetime) -> list[Waiting]:
    """Give the queue of the reader's institution; eight statements, two more for each further kind of period."""
    where = reader.institution_id or 0
    sheets = [sheet for sheet in _sent(where) if _check_of(sheet) is not None]
    if not sheets:
        return []
    chain, authors = chain_of(where, local_day(where, now)), authors_of(sheets)
    turns = {sheet.id: _turn(sheet, chain, authors[sheet.id]) for sheet in sheets}
    names = _names({person for turn in turns.values() for person in turn})
    lines, counts = sent_lines(where, sheets), _counts(where, sheets)
    found = []
    for sheet in sheets:
        check = _check_of(sheet)
        missing = _missing(sheet, counts)
        found.append(
            Waiting(
                sheet=sheet,
                check=check.action if check else Action.VERIFY,
                turn=tuple(sorted(names[person] for person in turns[sheet.id] if person in names)),
                is_mine=reader.user_id in turns[sheet.id],
                may_return=_may_return(sheet, reader),
                doubts=doubts_of(lines[sheet.id], missing),
            )
        )
    return sorted(found, key=lambda each: (gravity(each.doubts), each.sheet.submitted_at or now, each.sheet.id))


def _sent(institution_id: int) -> Sequence[CaptureSheet]:
    return db.session.scalars(
        select(CaptureSheet)
        .join(CaptureSheet.org_unit)
        .join(CaptureSheet.plan)
        .join(PlanType, PlanType.id == Plan.plan_type_id)
        .options(
            contains_eager(CaptureSheet.org_unit), contains_eager(CaptureSheet.plan).contains_eager(Plan.plan_type)
        )
        .where(CaptureSheet.institution_id == institution_id, CaptureSheet.state.in_(CHECKED_NEXT))
    ).all()


def _check_of(sheet: CaptureSheet) -> Step[SheetState] | None:
    workflow = preset_in_use(sheet.institution_id).preset.sheet_workflow(sheet.plan.plan_type.code)
    return pending_check(workflow, sheet.state)


def _turn(sheet: CaptureSheet, chain: Chain, authors: Collection[int]) -> frozenset[int]:
    step = _check_of(sheet)
    return who_verifies(ladder_of(step, sheet, chain), authors) if step else frozenset()


def _may_return(sheet: CaptureSheet, reader: Reader) -> bool:
    """The reader's roles open the step back; the action asks again."""
    workflow = preset_in_use(sheet.institution_id).preset.sheet_workflow(sheet.plan.plan_type.code)
    roles = frozenset(role for role in Role if reader.holds_in(role, sheet.org_unit_id))
    return any(step.action is Action.RETURN for step in steps_open_to(workflow, sheet.state, roles))


def _names(people: Collection[int]) -> dict[int, str]:
    rows = db.session.execute(select(User.id, User.first_name, User.last_name).where(User.id.in_(people)))
    return {row.id: f"{row.first_name} {row.last_name}".strip() for row in rows}


def _counts(institution_id: int, sheets: Sequence[CaptureSheet]) -> dict[CellKey, LineCounts]:
    by_kind: defaultdict[PeriodKind, set[Period]] = defaultdict(set)
    for sheet in sheets:
        period = Period.parse(sheet.period)
        by_kind[period.kind].add(period)
    found: dict[CellKey, LineCounts] = {}
    for periods in by_kind.values():
        found |= line_counts(institution_id, sorted(periods))
    return found


def _missing(sheet: CaptureSheet, counts: Mapping[CellKey, LineCounts]) -> int:
    lines = counts.get((sheet.plan_id, sheet.org_unit_id, sheet.period), NOTHING)
    return lines.expected - lines.counted
