"""Corrective actions as lists: those that wait for somebody, and all that a reader follows."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import joinedload

from models.queries.action_deciders import deciders
from models.queries.part import Part
from models.queries.role_holders import chain_of
from models.rules.corrective_action import UNDER_WAY, ActionState, standing
from models.scope import Reader
from models.tables.base import db
from models.tables.corrective_action import CorrectiveAction


class Which(StrEnum):
    """What is asked for."""

    TO_VALIDATE = "to_validate"
    REJECTED = "rejected"
    UNDER_WAY = "under_way"
    OVERDUE = "overdue"
    TO_VERIFY = "to_verify"
    ALL = "all"


class ActionLine(NamedTuple):
    """An action and how it stands today."""

    action: CorrectiveAction
    standing: str


_ROWS = select(CorrectiveAction).options(
    joinedload(CorrectiveAction.plan_item),
    joinedload(CorrectiveAction.org_unit),
    joinedload(CorrectiveAction.owner),
    joinedload(CorrectiveAction.recorded_by),
)
_ORDER = (CorrectiveAction.due_on.nulls_last(), CorrectiveAction.id.desc())


def action_lines(which: Which, today: date, part: Part) -> tuple[list[ActionLine], int]:
    """Those of the reader's scope, the most pressing first, and how many there are; two statements."""
    asked = _asked(which, today)
    rows = db.session.scalars(_ROWS.where(asked).order_by(*_ORDER).limit(part.limit).offset(part.offset))
    total = db.session.scalar(select(func.count()).select_from(CorrectiveAction).where(asked)) or 0
    return [line_of(action, today) for action in rows], total


def actions_to_validate(reader: Reader, today: date) -> list[ActionLine]:
    """Those whose validation is this person's turn (SoD-7); two statements."""
    waiting = db.session.scalars(_ROWS.where(CorrectiveAction.state == ActionState.REGISTERED).order_by(*_ORDER)).all()
    if not waiting or reader.institution_id is None:
        return []
    chain = chain_of(reader.institution_id, today)
    return [line_of(action, today) for action in waiting if reader.user_id in deciders(action, today, chain)]


def line_of(action: CorrectiveAction, today: date) -> ActionLine:
    """The action as it stands on a day."""
    return ActionLine(action, standing(action.state, action.due_on, today))


def _asked(which: Which, today: date) -> ColumnElement[bool]:
    late = CorrectiveAction.due_on < today
    conditions: dict[Which, ColumnElement[bool]] = {
        Which.TO_VALIDATE: CorrectiveAction.state == ActionState.REGISTERED,
        Which.REJECTED: CorrectiveAction.state == ActionState.REJECTED,
        Which.UNDER_WAY: CorrectiveAction.state.in_(UNDER_WAY),
        Which.OVERDUE: CorrectiveAction.state.in_((ActionState.REGISTERED, *UNDER_WAY)) & late,
        Which.TO_VERIFY: CorrectiveAction.state == ActionState.IMPLEMENTED,
        Which.ALL: true(),
    }
    return conditions[which]
