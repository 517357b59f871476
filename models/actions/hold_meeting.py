"""Meetings under change: locked, with the step that is taken."""

from __future__ import annotations

from sqlalchemy import select

from models.actions.hold_sheet import central_roles, roles_in
from models.rules.errors import RuleBroken
from models.rules.meeting import KEEPERS, MEETING_STEPS, MeetingState, check_takes_notes
from models.rules.roles import Role
from models.rules.workflow import Action, check_note, find_step
from models.scope import Reader
from models.tables.base import db
from models.tables.meeting import Meeting

UNIT_ROLES = frozenset({Role.DEPARTMENT_HEAD, Role.LIAISON})


def meeting_of(meeting_id: int, *, lock: bool = False) -> Meeting:
    """The meeting, if its reader may see it; raises RuleBroken 404 otherwise."""
    question = select(Meeting).where(Meeting.id == meeting_id)
    if lock:
        question = question.with_for_update().execution_options(populate_existing=True)
    meeting = db.session.scalars(question).one_or_none()
    if meeting is None:
        raise RuleBroken("meeting_not_found", "No encontramos esa reunión. Vuelva a la lista de reuniones.", status=404)
    return meeting


def roles_at(org_unit_id: int | None, actor: Reader) -> frozenset[Role]:
    """The roles with authority over a meeting of the whole institution (None), or over a unit's own (rulings 16)."""
    return central_roles(actor) - UNIT_ROLES if org_unit_id is None else roles_in(actor, org_unit_id)


def state_after(meeting: Meeting, action: Action, actor: Reader, note: str = "") -> MeetingState:
    """Give the state to which the action leads; raises RuleBroken 403, 409 or 422.

    The caller stores it together with what must be known in that state.
    """
    step = find_step(MEETING_STEPS, meeting.state, action, roles_at(meeting.org_unit_id, actor))
    check_note(step, note)
    return step.to


def check_keeps_notes(meeting: Meeting, actor: Reader) -> None:
    """Raise RuleBroken 403 for who does not keep meetings, 409 before the convocation and after the approval."""
    if not any(actor.holds(role) for role in KEEPERS):
        raise RuleBroken(
            "not_a_keeper", "Solo quien lleva las reuniones anota en ellas. Pídalo a la secretaría.", status=403
        )
    check_takes_notes(meeting.state)
