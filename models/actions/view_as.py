"""Somebody who reads all looks at Rumbo as another person sees it: read-only, and written down."""

from __future__ import annotations

from datetime import date, datetime

from models.actions.record_act import Act, record_act
from models.queries.reader_of import reader_of
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.scope import Reader, as_system

VIEWERS = frozenset({Role.PLANNING_HEAD, Role.INTERNAL_CONTROL})
"""They read every row anyway, so that looking through other eyes shows them nothing that is not theirs to see."""


def viewed_person(user_id: int, viewer: Reader, on: date) -> Reader:
    """The reader that the other person is on that day.

    Raises RuleBroken 403 for who may not look, 404 for who is not there: another institution's person, or no role.
    """
    if viewer.roles.isdisjoint(VIEWERS):
        raise RuleBroken("wrong_role", "Ver como otra persona es de planificación y de control interno.", status=403)
    seen = reader_of(user_id, on)
    if seen.institution_id != viewer.institution_id or not seen.roles or user_id == viewer.user_id:
        raise RuleBroken("unknown_person", "Esa persona no está en su institución o no tiene roles hoy.", status=404)
    return seen


def record_view(user_id: int, viewer: Reader, now: datetime, *, begins: bool) -> None:
    """One line when it begins and one when it ends; the caller commits."""
    with as_system(viewer.institution_id, viewer.name):
        act = Act("begin_view_as" if begins else "end_view_as", "person", user_id)
        record_act(viewer, act, now)
