"""A meeting from its draft to the minutes that everybody has (R SM-9), and who may take which step (R 3.2)."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.workflow import Action, Step, Workflow


class MeetingKind(StrEnum):
    """What a meeting is for; each has its own list of people to invite."""

    ORDINARY = "ordinary"
    URGENT = "urgent"  # S0-I-09
    PRESENTATION = "presentation"  # of a report, S0-I-13
    BILATERAL = "bilateral"  # S3-T7
    WORKING = "working"
    SOCIALIZATION = "socialization"  # S3-T2
    FOLLOW_UP = "follow_up"  # of commitments, S3-T8


class MeetingState(StrEnum):
    """R SM-9; a draft is what nobody was called to yet."""

    DRAFT = "draft"
    CONVENED = "convened"
    RESCHEDULED = "rescheduled"
    HELD = "held"
    MINUTES_DRAFT = "minutes_draft"
    MINUTES_APPROVED = "minutes_approved"
    COMMUNICATED = "communicated"
    CANCELLED = "cancelled"


class Capacity(StrEnum):
    """As what somebody is invited for a unit."""

    HEAD = "head"
    DEPUTY = "deputy"
    LIAISON = "liaison"
    GUEST = "guest"


class Attendance(StrEnum):
    """Whether who was invited came; a delegate came in the name of who was invited."""

    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
    DELEGATE = "delegate"


CAME = frozenset({Attendance.PRESENT, Attendance.DELEGATE})

KEEPERS = frozenset(
    {Role.PLANNING_ANALYST, Role.PLANNING_HEAD, Role.PLANNING_DIRECTOR, Role.VICE_MINISTER, Role.SECRETARY}
)
"""Call meetings and keep them (R 3.2, row of meetings)."""

UNIT_PREPARES = {
    MeetingKind.BILATERAL: frozenset({Role.DEPARTMENT_HEAD, Role.LIAISON}),  # S3-T7
    MeetingKind.WORKING: frozenset({Role.DEPARTMENT_HEAD}),
}
"""Kinds that a unit calls for itself, and who prepares them there; its head alone convenes (R 3.2)."""

CONVENERS = KEEPERS | {Role.DEPARTMENT_HEAD}
"""Call, move and hold meetings; a head those of the own unit."""

WRITERS = frozenset({Role.PLANNING_ANALYST, Role.PLANNING_HEAD, Role.PLANNING_DIRECTOR, Role.SECRETARY})
APPROVERS = frozenset({Role.PLANNING_DIRECTOR, Role.VICE_MINISTER})

_CALLED = (MeetingState.CONVENED, MeetingState.RESCHEDULED)
_WRITTEN = (MeetingState.HELD, MeetingState.MINUTES_DRAFT)

MEETING_STEPS: Workflow[MeetingState] = Workflow(
    "meeting",
    (
        Step(MeetingState.DRAFT, Action.CONVENE, MeetingState.CONVENED, CONVENERS),
        *(Step(state, Action.MOVE, MeetingState.RESCHEDULED, CONVENERS, note_required=True) for state in _CALLED),
        *(Step(state, Action.CANCEL, MeetingState.CANCELLED, CONVENERS, note_required=True) for state in _CALLED),
        *(Step(state, Action.HOLD, MeetingState.HELD, CONVENERS) for state in _CALLED),
        *(Step(state, Action.DRAFT_MINUTES, MeetingState.MINUTES_DRAFT, WRITERS) for state in _WRITTEN),
        Step(MeetingState.MINUTES_DRAFT, Action.APPROVE, MeetingState.MINUTES_APPROVED, APPROVERS, not_by_author=True),
        Step(MeetingState.MINUTES_APPROVED, Action.COMMUNICATE, MeetingState.COMMUNICATED, WRITERS),
    ),
)

PREPARED = frozenset({MeetingState.DRAFT})
"""The agenda and the list of people are still made."""

TAKES_NOTES = frozenset({*_CALLED, *_WRITTEN})
"""Remarks, decisions and commitments are taken down in the meeting and until its minutes are approved."""


def may_prepare(kind: MeetingKind, roles: Collection[Role]) -> bool:
    """Whether these roles, held where the meeting belongs, make its agenda and list of people."""
    return bool(KEEPERS.intersection(roles) or UNIT_PREPARES.get(kind, frozenset()).intersection(roles))


def check_prepares(kind: MeetingKind, roles: Collection[Role]) -> None:
    """Raise RuleBroken 403 for a meeting that these roles do not prepare."""
    if not may_prepare(kind, roles):
        raise RuleBroken(
            "not_a_preparer",
            "Esa reunión la prepara planificación. Una dependencia prepara sus reuniones bilaterales, y su jefatura "
            "también sus mesas de trabajo.",
            status=403,
        )


def check_urgent_has_items(kind: MeetingKind, linked_items: int) -> None:
    """Raise RuleBroken 422 for an urgent meeting about nothing in particular (R 2.2 D)."""
    if kind is MeetingKind.URGENT and not linked_items:
        raise RuleBroken(
            "urgent_without_items",
            "Una reunión urgente trata al menos un proyecto o elemento del plan: elija cuáles.",
            field="item",
        )


def check_link(link: str) -> None:
    """Raise RuleBroken 422 for a link that leads to no web page."""
    if link and not link.startswith(("https://", "http://")):
        raise RuleBroken("bad_link", "El enlace debe empezar con https://.", field="link")


def check_attendance(attendances: Collection[Attendance | None]) -> None:
    """Raise RuleBroken 409 while it is not known of everybody who was invited whether he came (R 2.2 D)."""
    if any(attendance is None for attendance in attendances):
        raise RuleBroken(
            "attendance_missing",
            "Antes de aprobar el acta registre la asistencia de todas las personas convocadas.",
            status=409,
        )


def check_takes_notes(state: MeetingState) -> None:
    """Raise RuleBroken 409 before the convocation and once the minutes are approved."""
    if state not in TAKES_NOTES:
        raise RuleBroken(
            "takes_no_notes",
            "Las observaciones, decisiones y compromisos se registran desde la convocatoria hasta que se aprueba el "
            "acta.",
            status=409,
        )


def check_decides(roles: Collection[Role], act: str, *, has_act_file: bool) -> None:
    """Only the vice-minister decides, or the secretary on his behalf with the act attached (S0-I-15, SoD-13).

    Raises RuleBroken 403 for anybody else, 422 for the secretary without the act.
    """
    if Role.VICE_MINISTER in roles:
        return
    if Role.SECRETARY not in roles:
        raise RuleBroken(
            "not_the_decider",
            "Solo decide el despacho viceministerial, o la secretaría en su nombre con el acto adjunto.",
            status=403,
        )
    if not act.strip() or not has_act_file:
        raise RuleBroken(
            "act_missing",
            "Para registrar una decisión en nombre del despacho escriba el número del acto y adjunte su archivo.",
            field="act",
        )
