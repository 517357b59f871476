"""What is said and decided in a meeting: remarks with their resolution, decisions of the vice-minister."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from models.actions.attach_file import attach_to_meeting
from models.actions.hold_meeting import check_keeps_notes
from models.actions.hold_sheet import central_roles
from models.actions.record_act import Act, record_act
from models.files.evidence_store import StoredFile
from models.queries.local_day import local_day
from models.queries.role_holders import role_holders
from models.rules.errors import RuleBroken
from models.rules.meeting import check_decides, check_takes_notes
from models.rules.roles import Role
from models.scope import Reader
from models.tables.agenda_point import AgendaPoint
from models.tables.base import db
from models.tables.decision import Decision
from models.tables.invitee import Invitee
from models.tables.meeting import Meeting
from models.tables.meeting_remark import MeetingRemark


@dataclass(frozen=True, slots=True)
class Observed:
    """What somebody said, in words; on which report of the agenda, where it is on one."""

    author_id: int
    text: str
    edition_id: int | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision in words; for one that is recorded in another's name also the number and the file of the act."""

    text: str
    act: str = ""
    act_file: StoredFile | None = None


def record_remark(meeting: Meeting, observed: Observed, actor: Reader, now: datetime) -> MeetingRemark:
    """Take down what somebody of the called observed (S0-I-14). The caller commits. Raises RuleBroken 403, 409, 422."""
    check_keeps_notes(meeting, actor)
    called = select(Invitee.id).where(Invitee.meeting_id == meeting.id, Invitee.user_id == observed.author_id)
    if db.session.scalars(called).first() is None:
        raise RuleBroken(
            "author_not_called", "Elija quién hizo la observación entre las personas convocadas.", field="author"
        )
    _check_words(observed.text, "remark")
    _check_is_presented(meeting, observed.edition_id)
    remark = MeetingRemark(
        institution_id=meeting.institution_id,
        meeting_id=meeting.id,
        author_id=observed.author_id,
        edition_id=observed.edition_id,
        text=observed.text.strip(),
        made_at=now,
        recorded_by_id=actor.user_id or 0,
    )
    db.session.add(remark)
    db.session.flush()
    detail = {"remark_id": remark.id, **({"edition_id": remark.edition_id} if remark.edition_id else {})}
    record_act(actor, Act("record_remark", "meeting", meeting.id, detail), now)
    return remark


def _check_is_presented(meeting: Meeting, edition_id: int | None) -> None:
    presented = select(AgendaPoint.id).where(AgendaPoint.meeting_id == meeting.id, AgendaPoint.edition_id == edition_id)
    if edition_id is not None and db.session.scalars(presented).first() is None:
        raise RuleBroken(
            "report_not_presented", "Ese informe no está en la agenda de esta reunión: elija otro.", field="edition"
        )


def resolve_remark(meeting: Meeting, remark_id: int, resolution: str, actor: Reader, now: datetime) -> None:
    """Say what was resolved about a remark. The caller commits. Raises RuleBroken 403, 404, 409, 422."""
    check_keeps_notes(meeting, actor)
    question = select(MeetingRemark).where(MeetingRemark.meeting_id == meeting.id, MeetingRemark.id == remark_id)
    remark = db.session.scalars(question).one_or_none()
    if remark is None:
        raise RuleBroken("remark_not_found", "Esa observación no es de esta reunión.", status=404)
    _check_words(resolution, "resolution")
    remark.resolution, remark.resolved_at, remark.resolved_by_id = resolution.strip(), now, actor.user_id
    record_act(actor, Act("resolve_remark", "meeting", meeting.id, {"remark_id": remark_id}), now)


def record_decision(meeting: Meeting, ruling: Ruling, actor: Reader, now: datetime) -> Decision:
    """Store a decision of the vice-minister: his own, or by the secretary on his behalf (S0-I-15). The caller commits.

    Raises RuleBroken 403 for anybody else, 409 outside the meeting, 422 without words or, on behalf, without the act.
    """
    check_takes_notes(meeting.state)
    check_decides(central_roles(actor), ruling.act, has_act_file=ruling.act_file is not None)
    _check_words(ruling.text, "decision")
    decision = Decision(
        institution_id=meeting.institution_id,
        meeting_id=meeting.id,
        text=ruling.text.strip(),
        decided_by_id=_decider(meeting, actor, now),
        recorded_by_id=actor.user_id or 0,
        recorded_at=now,
        act=ruling.act.strip(),
    )
    db.session.add(decision)
    db.session.flush()
    if ruling.act_file is not None:
        attach_to_meeting(meeting.id, ruling.act_file, actor, now, decision_id=decision.id)
    detail = {"act": decision.act, "on_behalf": decision.is_on_behalf}
    record_act(actor, Act("record_decision", "decision", decision.id, detail), now)
    return decision


def _decider(meeting: Meeting, actor: Reader, now: datetime) -> int:
    """The actor; or the vice-minister who was called to the meeting, or the institution's first."""
    if actor.holds(Role.VICE_MINISTER):
        return actor.user_id or 0
    held = role_holders(meeting.institution_id, [Role.VICE_MINISTER], local_day(meeting.institution_id, now))
    people = [each.user_id for each in held]
    called = set(db.session.scalars(select(Invitee.user_id).where(Invitee.meeting_id == meeting.id)))
    decider = next((person for person in people if person in called), next(iter(people), None))
    if decider is None:
        raise RuleBroken("no_vice_minister", "Nadie tiene hoy el despacho en cuyo nombre se decide.", status=409)
    return decider


def _check_words(text: str, field: str) -> None:
    if not text.strip():
        raise RuleBroken("words_missing", "Escriba el texto.", field=field)
