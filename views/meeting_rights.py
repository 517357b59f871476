"""What a person may do on the page of a meeting or of a commitment: the buttons that it shows."""

from __future__ import annotations

from models.actions.hold_meeting import roles_at
from models.actions.hold_sheet import roles_in
from models.rules.commitment import COMMITMENT_STEPS
from models.rules.meeting import CONVENERS, KEEPERS, MEETING_STEPS, PREPARED, TAKES_NOTES, MeetingState, may_prepare
from models.rules.roles import Role
from models.rules.workflow import Action, steps_open_to
from models.scope import Reader
from models.tables.commitment import Commitment
from models.tables.meeting import Meeting

DECIDERS = frozenset({Role.VICE_MINISTER, Role.SECRETARY})
FILERS = frozenset({Role.PLANNING_ANALYST, Role.SECRETARY})
WAS_HELD = frozenset(
    {MeetingState.HELD, MeetingState.MINUTES_DRAFT, MeetingState.MINUTES_APPROVED, MeetingState.COMMUNICATED}
)


def rights_in(meeting: Meeting, reader: Reader) -> frozenset[str]:
    """Names of the steps and of the forms that are open to the reader now."""
    roles = roles_at(meeting.org_unit_id, reader)
    steps = {step.action.value for step in steps_open_to(MEETING_STEPS, meeting.state, roles)}
    keeps = bool(reader.roles & KEEPERS)
    forms = {
        "prepare": may_prepare(meeting.kind, roles) and meeting.state in PREPARED,
        "attendance": bool(roles & CONVENERS) and meeting.state in TAKES_NOTES,
        "notes": keeps and meeting.state in TAKES_NOTES,
        "decide": bool(reader.roles & DECIDERS) and meeting.state in TAKES_NOTES,
        "act": Role.VICE_MINISTER not in reader.roles,
        "file": bool(reader.roles & FILERS) and meeting.state not in PREPARED,
        "confirm": meeting.state in WAS_HELD,
    }
    return frozenset(steps | {name for name, is_open in forms.items() if is_open})


def rights_over(commitment: Commitment, reader: Reader) -> frozenset[str]:
    """Names of the steps that are open to the reader now; its rules are asked again when one is taken."""
    roles = roles_in(reader, commitment.org_unit_id)
    steps = {step.action for step in steps_open_to(COMMITMENT_STEPS, commitment.state, roles)}
    if commitment.owner_id != reader.user_id and Role.DEPARTMENT_HEAD not in roles:
        steps -= {Action.PROGRESS, Action.FULFIL}
    if commitment.fulfilled_by_id == reader.user_id:
        steps -= {Action.VERIFY}
    return frozenset(step.value for step in steps)
