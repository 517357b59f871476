"""The commitments that a reader follows, and one with its history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import joinedload

from models.queries.part import Part
from models.rules.commitment import OPEN, UNSETTLED, CommitmentState, Standing, standing
from models.scope import Reader
from models.tables.base import db
from models.tables.commitment import Commitment
from models.tables.commitment_step import CommitmentStep
from models.tables.evidence import Evidence


class Whose(StrEnum):
    """Which commitments somebody asks for."""

    MINE = "mine"
    OPEN = "open"
    OVERDUE = "overdue"
    UNASSIGNED = "unassigned"
    TO_VERIFY = "to_verify"
    ALL = "all"


class CommitmentLine(NamedTuple):
    """A commitment and how it stands today."""

    commitment: Commitment
    standing: Standing


def commitment_lines(reader: Reader, whose: Whose, today: date, part: Part) -> tuple[list[CommitmentLine], int]:
    """Those of the reader's scope that are asked for, the most pressing first, and how many there are."""
    asked = _asked(reader, whose, today)
    found = (
        select(Commitment)
        .options(joinedload(Commitment.org_unit), joinedload(Commitment.owner), joinedload(Commitment.meeting))
        .where(asked)
        .order_by(Commitment.state.not_in(OPEN), Commitment.due_on, Commitment.id)
        .limit(part.limit)
        .offset(part.offset)
    )
    total = db.session.scalar(select(func.count()).select_from(Commitment).where(asked)) or 0
    return [line_of(each, today) for each in db.session.scalars(found)], total


def line_of(commitment: Commitment, today: date) -> CommitmentLine:
    """The commitment as it stands on a day."""
    is_extended = commitment.extended_from is not None
    return CommitmentLine(commitment, standing(commitment.state, commitment.due_on, today, is_extended=is_extended))


def history_of(commitment_id: int) -> list[tuple[CommitmentStep, list[Evidence]]]:
    """Its steps from the first, each with its files; two statements."""
    question = select(CommitmentStep).options(joinedload(CommitmentStep.made_by))
    steps = db.session.scalars(
        question.where(CommitmentStep.commitment_id == commitment_id).order_by(CommitmentStep.id)
    ).all()
    files = files_of_steps([step.id for step in steps])
    return [(step, [file for file in files if file.commitment_step_id == step.id]) for step in steps]


def files_of_steps(step_ids: Sequence[int]) -> Sequence[Evidence]:
    """The files of some steps, in the order in which they came."""
    return db.session.scalars(
        select(Evidence).where(Evidence.commitment_step_id.in_(step_ids)).order_by(Evidence.id)
    ).all()


def _asked(reader: Reader, whose: Whose, today: date) -> ColumnElement[bool]:
    conditions: dict[Whose, ColumnElement[bool]] = {
        Whose.MINE: Commitment.owner_id == reader.user_id,
        Whose.OPEN: Commitment.state.in_(UNSETTLED),
        Whose.OVERDUE: Commitment.state.in_(OPEN) & (Commitment.due_on < today),
        Whose.UNASSIGNED: Commitment.state == CommitmentState.AGREED,
        Whose.TO_VERIFY: Commitment.state == CommitmentState.FULFILLED,
        Whose.ALL: true(),
    }
    return conditions[whose]
