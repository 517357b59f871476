"""Everything about one meeting, as its page, its mails and its minutes show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.rules.meeting import CAME, MeetingKind
from models.tables.agenda_point import AgendaPoint
from models.tables.base import db
from models.tables.commitment import Commitment
from models.tables.decision import Decision
from models.tables.edition import Edition
from models.tables.evidence import Evidence
from models.tables.invitee import Invitee
from models.tables.meeting import Meeting
from models.tables.meeting_remark import MeetingRemark
from models.tables.minutes import Minutes


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting with its rows, each list in the order in which it is read."""

    meeting: Meeting
    agenda: Sequence[AgendaPoint]
    invitees: Sequence[Invitee]
    remarks: Sequence[MeetingRemark]
    decisions: Sequence[Decision]
    commitments: Sequence[Commitment]
    files: Sequence[Evidence]
    minutes: Minutes | None

    @property
    def reports(self) -> list[Edition]:
        """The reports of the agenda that the reader may open (S0-I-13)."""
        return [point.edition for point in self.agenda if point.edition is not None]

    @property
    def not_informed(self) -> list[str]:
        """Units of which nobody came to a socialization and nobody says to know what was presented (S3-T2)."""
        if self.meeting.kind is not MeetingKind.SOCIALIZATION:
            return []
        informed = {each.org_unit_id for each in self.invitees if each.attendance in CAME or each.informed_at}
        names = {each.org_unit_id: each.org_unit.name for each in self.invitees}
        return [name for unit, name in names.items() if unit not in informed]


def meeting_page(meeting: Meeting) -> MeetingPage:
    """The rows of a meeting that its reader may see; seven statements."""
    own = meeting.id
    invited = select(Invitee).options(joinedload(Invitee.user), joinedload(Invitee.org_unit))
    agreed = select(Commitment).options(joinedload(Commitment.org_unit), joinedload(Commitment.owner))
    about = (joinedload(AgendaPoint.edition), joinedload(AgendaPoint.commitment))
    agenda = select(AgendaPoint).options(*about).where(AgendaPoint.meeting_id == own)
    remarks = select(MeetingRemark).options(joinedload(MeetingRemark.author)).where(MeetingRemark.meeting_id == own)
    decisions = select(Decision).options(joinedload(Decision.decided_by)).where(Decision.meeting_id == own)
    return MeetingPage(
        meeting,
        db.session.scalars(agenda.order_by(AgendaPoint.position)).all(),
        sorted(
            db.session.scalars(invited.where(Invitee.meeting_id == own)).all(),
            key=lambda each: (each.org_unit.code, each.capacity.value, each.id),
        ),
        db.session.scalars(remarks.order_by(MeetingRemark.id)).all(),
        db.session.scalars(decisions.order_by(Decision.id)).all(),
        db.session.scalars(agreed.where(Commitment.meeting_id == own).order_by(Commitment.id)).all(),
        db.session.scalars(select(Evidence).where(Evidence.meeting_id == own).order_by(Evidence.id)).all(),
        db.session.scalars(select(Minutes).where(Minutes.meeting_id == own)).one_or_none(),
    )
