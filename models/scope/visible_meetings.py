"""Who sees which meetings and commitments: R 3.2, rows of governance."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select

from models.rules.meeting import KEEPERS
from models.rules.roles import Role
from models.scope.policy import Column, Rows, among, one_number
from models.scope.reader import Reader
from models.tables.commitment import Commitment
from models.tables.commitment_step import CommitmentStep
from models.tables.invitee import Invitee
from models.tables.meeting import Meeting

# Aliases of tables, not of classes: see models.scope.policy.
INVITEE = Invitee.__table__.alias("scope_invitee")
MEETING = Meeting.__table__.alias("scope_meeting")
COMMITMENT = Commitment.__table__.alias("scope_commitment")
STEP = CommitmentStep.__table__.alias("scope_commitment_step")

MEETING_READERS = KEEPERS | {Role.INTERNAL_CONTROL}
"""See every meeting of the institution; the others those that they or their units were called to."""


def visible_meetings(reader: Reader) -> ColumnElement[bool]:
    """All for those who keep or watch them; else those of units that are read, or with one or the person called."""
    return of_readable_meeting(Meeting.id)(reader)


def of_readable_meeting(column: Column) -> Rows:
    """Rows of a meeting that is seen."""

    def rows(reader: Reader) -> ColumnElement[bool]:
        if reader.roles & MEETING_READERS:
            return column.is_not(None)
        own = select(MEETING.c.id).where(among(MEETING.c.org_unit_id, reader.readable_units)).correlate(None)
        others = (_meetings_called_to(reader), _meetings_of_commitments(reader))
        return or_(column.in_(own), *(column.in_(each) for each in others))

    return rows


def visible_commitments(reader: Reader) -> ColumnElement[bool]:
    """All for those who keep or watch meetings; else one's own and those of the units that are read."""
    return Commitment.id.in_(_own_commitments(reader)) if _is_bound(reader) else Commitment.id.is_not(None)


def of_readable_commitment(column: Column) -> Rows:
    """Rows of a commitment that is seen."""
    return lambda reader: column.in_(_own_commitments(reader)) if _is_bound(reader) else column.is_not(None)


def of_readable_step(column: Column) -> Rows:
    """Files of the steps of a commitment that is seen."""

    def rows(reader: Reader) -> ColumnElement[bool]:
        steps = select(STEP.c.id).where(STEP.c.commitment_id.in_(_own_commitments(reader)))
        return column.in_(steps.correlate(None)) if _is_bound(reader) else column.is_not(None)

    return rows


def _is_bound(reader: Reader) -> bool:
    return not reader.roles & MEETING_READERS


def _meetings_called_to(reader: Reader) -> Select[Any]:
    own = or_(INVITEE.c.user_id == _person(reader), among(INVITEE.c.org_unit_id, reader.readable_units))
    return select(INVITEE.c.meeting_id).where(own).correlate(None)


def _meetings_of_commitments(reader: Reader) -> Select[Any]:
    return select(COMMITMENT.c.meeting_id).where(_is_own(reader)).correlate(None)


def _own_commitments(reader: Reader) -> Select[Any]:
    return select(COMMITMENT.c.id).where(_is_own(reader)).correlate(None)


def _is_own(reader: Reader) -> ColumnElement[bool]:
    return or_(COMMITMENT.c.owner_id == _person(reader), among(COMMITMENT.c.org_unit_id, reader.readable_units))


def _person(reader: Reader) -> Any:  # noqa: ANN401 -- a parameter
    return one_number(reader.user_id or 0)
