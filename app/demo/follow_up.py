"""What follows the red in the demo: a meeting on the projects that are not green, its minutes, and two commitments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from app.demo.history import ANALYST, PLANNING_HEAD, Event, acting, moment
from app.demo.people import account_name
from jobs.build_edition import build_edition
from models.actions.agree_commitment import Terms, agree_commitment, assign_commitment
from models.actions.check_commitment import verify_commitment
from models.actions.convene_meeting import convene_meeting
from models.actions.draft_meeting import MeetingPlan, draft_meeting
from models.actions.editions.make import make_edition
from models.actions.editions.step import take_step
from models.actions.editions.write import write_texts
from models.actions.follow_commitment import fulfil_commitment, record_step
from models.actions.hold_attendance import Presence, record_attendance
from models.actions.hold_commitment import StepNote
from models.actions.keep_minutes import approve_minutes, communicate_minutes, draft_minutes
from models.actions.take_notes import Ruling, record_decision
from models.queries.report.reading import ReportOrder
from models.queries.scored_items import scored_items
from models.rules.meeting import Attendance, MeetingKind
from models.rules.report.finish import Recommendation
from models.rules.report_kind import Advice
from models.rules.roles import Role
from models.rules.traffic_light import BandKind, is_not_green
from models.rules.workflow import Action
from models.scope import as_system
from models.tables.base import db
from models.tables.commitment import Commitment
from models.tables.edition import Edition
from models.tables.invitee import Invitee
from models.tables.meeting import Meeting
from models.tables.org_unit import OrgUnit

DIRECTOR, VICE_MINISTER, SECRETARY = "direccion", "viceministro", "secretaria"
FEBRUARY = "2027-02"
HELD = date(2027, 3, 17)
MINUTES = (
    "La Unidad de Planificación presentó los proyectos que cerraron febrero fuera del verde. Cada dependencia explicó "
    "la causa y lo que hace falta. Se acordó cerrar el intercambio con el sistema aduanero y certificar a los "
    "contribuyentes rezagados."
)
REPORT, TWO_MONTHS = "projects_bimonthly", "2027-B1"
CONCLUSIONS = (
    "Cuatro de los siete proyectos van en verde. La factura electrónica, la ventanilla digital y el marco fiscal "
    "quedaron en amarillo: sus causas están escritas y cada dependencia propuso una acción."
)
RECOMMENDED = "Revisar cada quince días las acciones de los tres proyectos en amarillo hasta que vuelvan al verde."
DECISION = "Se autoriza reforzar con personal de informática el intercambio con el sistema aduanero."
"""What the people of the story say."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A commitment of the meeting: whose, what, until when, and what was said of it since."""

    unit: str
    text: str
    due_on: date
    said: str
    is_done: bool


AGREED = (
    Agreed(
        "DGII",
        "Convocar a los contribuyentes rezagados a jornadas de certificación asistida",
        date(2027, 4, 2),
        "Las tres jornadas quedaron convocadas; se adjuntó la lista de inscritos a la comunicación.",
        is_done=True,
    ),
    Agreed(
        "DGA",
        "Poner en pruebas el servicio de intercambio con el sistema aduanero",
        date(2027, 4, 15),
        "El servicio está desplegado en el ambiente de pruebas; faltan los casos de rectificación.",
        is_done=False,
    ),
)


def follow_up_acts(institution_id: int) -> Iterator[Event]:
    """Every act with its hour, from the calling of the meeting to the eve of the demo."""
    yield moment(date(2027, 3, 12), time(12, 0)), partial(_report, institution_id)
    yield moment(date(2027, 3, 15), time(10, 0)), partial(_convene, institution_id)
    yield moment(HELD, time(16, 30)), _hold
    yield moment(date(2027, 3, 18), time(9, 0)), _approve
    yield moment(date(2027, 3, 19), time(9, 0)), _assign
    yield moment(date(2027, 4, 5), time(15, 0)), _answer
    yield moment(date(2027, 4, 6), time(9, 0)), _verify


def _report(institution_id: int, now: datetime) -> None:
    """The analyst makes the report of the first two months, concludes, and sends it to the heads (S0-I-05)."""
    with acting(ANALYST, now) as actor:
        order = ReportOrder(institution_id, REPORT, TWO_MONTHS)
        number = make_edition(order, actor, now).id
    build_edition(number)
    with acting(ANALYST, now + timedelta(minutes=30)) as actor:
        edition = db.session.get_one(Edition, number)
        write_texts(edition, CONCLUSIONS, [Recommendation(Advice.TIMELINESS, RECOMMENDED)], actor, now)
    build_edition(number)
    with acting(ANALYST, now + timedelta(hours=1)) as actor:
        take_step(db.session.get_one(Edition, number), Action.SEND, actor, now)
    build_edition(number)


def _convene(institution_id: int, now: datetime) -> None:
    with acting(DIRECTOR, now) as actor:
        projects = scored_items(institution_id, FEBRUARY, BandKind.PROJECT)
        plan = MeetingPlan(
            kind=MeetingKind.WORKING,
            title="Proyectos estratégicos fuera del verde en febrero",
            starts_at=moment(HELD, time(15, 0)),
            ends_at=moment(HELD, time(16, 30)),
            place="Sala de reuniones de la DPEF",
            period=FEBRUARY,
            item_ids=tuple(each.item_id for each in projects if is_not_green(each.score.figures.color)),
        )
        convene_meeting(draft_meeting(plan, actor, now), actor, now)


def _hold(now: datetime) -> None:
    """All came but one, who was excused; the secretary takes down what the vice-minister decided."""
    with acting(SECRETARY, now) as actor:
        meeting = _meeting()
        called = db.session.scalars(select(Invitee.id).where(Invitee.meeting_id == meeting.id).order_by(Invitee.id))
        *came, excused = called
        presences = dict.fromkeys(came, Presence(Attendance.PRESENT)) | {excused: Presence(Attendance.EXCUSED)}
        record_attendance(meeting, presences, actor, now)
        for agreed in AGREED:
            unit = db.session.scalars(select(OrgUnit.id).where(OrgUnit.code == agreed.unit)).one()
            agree_commitment(meeting, Terms(agreed.text, unit, agreed.due_on), actor, now)
        draft_minutes(meeting, MINUTES, actor, now)
    with acting(VICE_MINISTER, now + timedelta(minutes=5)) as actor:
        record_decision(_meeting(), Ruling(DECISION), actor, now)


def _approve(now: datetime) -> None:
    with acting(DIRECTOR, now) as actor:
        approve_minutes(_meeting(), actor, now)
    with acting(ANALYST, now + timedelta(minutes=10)) as actor:
        communicate_minutes(_meeting(), actor, now)


def _assign(now: datetime) -> None:
    """Each head gives it to the liaison."""
    for agreed, commitment_id in _commitments():
        with acting(account_name(agreed.unit, Role.DEPARTMENT_HEAD), now) as actor:
            owner = _user_id(account_name(agreed.unit, Role.LIAISON))
            assign_commitment(db.session.get_one(Commitment, commitment_id), owner, actor, now)


def _answer(now: datetime) -> None:
    for agreed, commitment_id in _commitments():
        with acting(account_name(agreed.unit, Role.LIAISON), now) as actor:
            commitment = db.session.get_one(Commitment, commitment_id)
            if agreed.is_done:
                fulfil_commitment(commitment, StepNote(agreed.said), actor, now)
            else:
                record_step(commitment, StepNote(agreed.said, percent=60), actor, now)


def _verify(now: datetime) -> None:
    for agreed, commitment_id in _commitments():
        if agreed.is_done:
            with acting(PLANNING_HEAD, now) as actor:
                verify_commitment(db.session.get_one(Commitment, commitment_id), "Lista revisada.", actor, now)


def _meeting() -> Meeting:
    return db.session.scalars(select(Meeting).where(Meeting.period == FEBRUARY)).one()


def _commitments() -> list[tuple[Agreed, int]]:
    """The commitments with their ids, in the order in which they were agreed."""
    with as_system():
        found = list(db.session.scalars(select(Commitment.id).order_by(Commitment.id)))
    db.session.remove()
    return list(zip(AGREED, found, strict=True))


def _user_id(username: str) -> int:
    return db.session.scalars(select(User.id).where(User.username == username)).one()
