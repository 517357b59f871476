"""Commitments whose dates ask for a word: soon due, overdue, or without anybody who answers for them."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from models.rules.commitment import OPEN, CommitmentState
from models.tables.base import db
from models.tables.commitment import Commitment
from models.tables.meeting import Meeting
from models.tables.minutes import Minutes

LOOKS_AHEAD = timedelta(days=45)
"""More than any number of business days before a due date of which somebody is reminded."""


def due_commitments(institution_id: int, today: date) -> list[Commitment]:
    """Those that are open and due soon or overdue; one statement."""
    question = select(Commitment).where(
        Commitment.institution_id == institution_id,
        Commitment.state.in_(OPEN),
        Commitment.due_on < today + LOOKS_AHEAD,
    )
    return list(db.session.scalars(question.order_by(Commitment.due_on, Commitment.id)))


def unassigned_commitments(institution_id: int) -> list[tuple[Commitment, Minutes]]:
    """Those whose minutes everybody has and for which no head named anybody yet (S0-I-17); one statement."""
    question = (
        select(Commitment, Minutes)
        .join(Meeting, Meeting.id == Commitment.meeting_id)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(
            Commitment.institution_id == institution_id,
            Commitment.state == CommitmentState.AGREED,
            Minutes.communicated_at.is_not(None),
        )
        .order_by(Commitment.id)
    )
    return [(commitment, minutes) for commitment, minutes in db.session.execute(question)]
