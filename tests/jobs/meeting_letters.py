"""One meeting, its minutes and its commitments, each in the state in which its letters are written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from models.actions.queue_mail import queue_mail
from models.actions.tell_commitment import commitment_order
from models.actions.tell_meeting import meeting_order
from models.rules.commitment import CommitmentState
from models.rules.meeting import Capacity, MeetingKind, MeetingState
from models.tables.agenda_point import AgendaPoint
from models.tables.base import db
from models.tables.commitment import Commitment
from models.tables.decision import Decision
from models.tables.invitee import Invitee
from models.tables.meeting import Meeting
from models.tables.minutes import Minutes
from tests.factories import institution
from tests.procedures.story import Story

AT = datetime(2027, 4, 5, 15, tzinfo=UTC)
CODE = "PE-01"
"""Every word that a person would have typed: it reads the same in every language."""
ABOUT_THE_ASSIGNED = ("assigned", "reminder", "overdue", "returned", "extended")


def queue_meeting_letters(story: Story) -> None:
    """Queue a letter of every kind about meetings and commitments; the caller commits."""
    head, liaison = story.people["jefatura"], story.people["enlace"]
    held, proposed = _meeting(story, MeetingState.HELD), _meeting(story, MeetingState.DRAFT)
    minutes = {
        "kind": held.kind,
        "year": 2027,
        "number": 1,
        "drafted_at": AT,
        "drafted_by_id": story.people["analista"],
    }
    _stored(Minutes(**_home(), meeting_id=held.id, **minutes))
    decided = {"decided_by_id": story.people["viceministro"], "recorded_by_id": story.people["viceministro"]}
    _stored(Decision(**_home(), meeting_id=held.id, text=CODE, recorded_at=AT, **decided))
    assigned = _commitment(story, held, state=CommitmentState.ASSIGNED, owner_id=liaison, extension_reason=CODE)
    agreed = _commitment(story, held)
    done = {"owner_id": liaison, "fulfilled_by_id": liaison, "percent": 100}
    fulfilled = _commitment(story, held, state=CommitmentState.FULFILLED, **done)
    orders = [
        meeting_order(held, "convene", "meeting_call", head),
        meeting_order(proposed, "propose", "meeting_proposed", story.people["direccion"]),
        meeting_order(held, "communicate", "minutes", head),
        meeting_order(held, "cascade", "commitments_cascade", head, {"org_unit_id": story.units["DGA"]}),
        *(commitment_order(assigned, each, f"commitment_{each}", liaison) for each in ABOUT_THE_ASSIGNED),
        commitment_order(agreed, "unassigned", "commitment_unassigned", head),
        commitment_order(fulfilled, "fulfil", "commitment_fulfilled", story.people["planificacion"]),
    ]
    for order in orders:
        queue_mail(order, AT)


def _home() -> dict[str, int]:
    return {"institution_id": institution().id}


def _stored(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row


def _meeting(story: Story, state: MeetingState) -> Meeting:
    meeting = Meeting(
        **_home(),
        kind=MeetingKind.URGENT,
        title=CODE,
        period="2027-03",
        state=state,
        starts_at=AT,
        ends_at=AT + timedelta(hours=1),
        place=CODE,
        calendar_uid=f"letters-{state.value}",
        convened_at=None if state is MeetingState.DRAFT else AT,
        convened_by_id=story.people["direccion"],
    )
    _stored(meeting)
    _stored(AgendaPoint(**_home(), meeting_id=meeting.id, position=1, text=CODE))
    called = {"user_id": story.people["jefatura"], "org_unit_id": story.units["DGA"], "capacity": Capacity.HEAD}
    _stored(Invitee(**_home(), meeting_id=meeting.id, **called))
    return meeting


def _commitment(story: Story, meeting: Meeting, **more: Any) -> Commitment:
    about = {"org_unit_id": story.units["DGA"], "due_on": date(2027, 5, 14), "agreed_at": AT}
    made: Commitment = _stored(Commitment(**_home(), meeting_id=meeting.id, text=CODE, **about, **more))
    return made
