"""States, and who may take which step from one to the next.

The states are closed (rulings 2). The steps of a capture sheet and of a plan version are data of the preset; the steps
of a period stand in `period_step.py`, because no institution may choose them. What the clock does is no step.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from models.rules.chain_words import ACTION_STATE_WORDS, ALERT_STATE_WORDS
from models.rules.errors import RuleBroken
from models.rules.meeting_words import COMMITMENT_STATE_WORDS, MEETING_STATE_WORDS
from models.rules.procedure_words import PROCEDURE_STATE_WORDS
from models.rules.roles import Role
from models.rules.sentence import say
from models.rules.wording import (
    EDITION_STATE_WORDS,
    PERIOD_STATE_WORDS,
    PLAN_YEAR_STATE_WORDS,
    SHEET_STATE_WORDS,
)


class SheetState(StrEnum):
    """A capture sheet. `no_report` is set when the window ends and left by a late `submitted`."""

    NOT_STARTED = "not_started"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SUPERVISED = "supervised"  # by the immediate superior (S4-05.3)
    RETURNED = "returned"
    VERIFIED = "verified"  # by the head, or whom the preset names
    VALIDATED = "validated"  # by planning, where the preset has that step
    CLOSED = "closed"
    NO_REPORT = "no_report"


WRITABLE = frozenset({SheetState.NOT_STARTED, SheetState.DRAFT, SheetState.RETURNED, SheetState.NO_REPORT})
"""States in which a sheet takes values, while its period does."""


class PeriodState(StrEnum):
    """A month, quarter or year of one institution."""

    FUTURE = "future"
    OPEN = "open"
    UNDER_REVIEW = "under_review"  # the window has ended; late reports still enter
    CLOSED = "closed"
    REOPENED = "reopened"


class PlanState(StrEnum):
    """A version of a plan, from its first draft to its end."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RECEIVED = "received"
    RETURNED = "returned"
    CHECKED = "checked"
    CONSOLIDATED = "consolidated"
    PRESENTED = "presented"
    APPROVED = "approved"
    ENACTED = "enacted"
    PUBLISHED = "published"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    CLOSED = "closed"


class PlanYearState(StrEnum):
    """The structure of one year of a plan (S3-T1)."""

    IN_PREPARATION = "in_preparation"
    FORMALIZED = "formalized"


class MailState(StrEnum):
    """A mail of the outbox."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    SUPERSEDED = "superseded"  # a more serious step of the same matter went out instead
    SUPPRESSED = "suppressed"  # the recipient left, or may no longer read it


class Action(StrEnum):
    """What a person does to a sheet, a version, a period, an edition, a meeting, a commitment, an alert, an action."""

    SAVE = "save"
    SUBMIT = "submit"
    SUPERVISE = "supervise"
    RETURN = "return"
    VERIFY = "verify"
    VALIDATE = "validate"
    PUT_IN_FORCE = "put_in_force"
    FORMALIZE = "formalize"
    CLOSE = "close"
    REOPEN = "reopen"
    CONVENE = "convene"
    MOVE = "move"
    CANCEL = "cancel"
    HOLD = "hold"
    DRAFT_MINUTES = "draft_minutes"
    APPROVE = "approve"
    COMMUNICATE = "communicate"
    ASSIGN = "assign"
    PROGRESS = "progress"
    FULFIL = "fulfil"
    EXTEND = "extend"
    ENDORSE = "endorse"
    PRESENT = "present"
    SEND = "send"
    PUBLISH = "publish"
    SEE = "see"
    ATTEND = "attend"
    ACCEPT = "accept"
    REJECT = "reject"


_STATE_WORDS = (
    ALERT_STATE_WORDS
    | ACTION_STATE_WORDS
    | EDITION_STATE_WORDS
    | SHEET_STATE_WORDS
    | PERIOD_STATE_WORDS
    | COMMITMENT_STATE_WORDS
    | MEETING_STATE_WORDS
    | PLAN_YEAR_STATE_WORDS
    | PROCEDURE_STATE_WORDS
    | {"draft": say("borrador"), "in_force": say("vigente")}
)
_ACTION_WORDS = {
    Action.SAVE: say("guardar"),
    Action.SUBMIT: say("enviar"),
    Action.SUPERVISE: say("dar la conformidad"),
    Action.RETURN: say("devolver"),
    Action.VERIFY: say("verificar"),
    Action.VALIDATE: say("validar"),
    Action.PUT_IN_FORCE: say("poner en vigencia"),
    Action.FORMALIZE: say("formalizar el año"),
    Action.CLOSE: say("cerrar"),
    Action.REOPEN: say("reabrir"),
    Action.CONVENE: say("convocar"),
    Action.MOVE: say("reprogramar"),
    Action.CANCEL: say("cancelar"),
    Action.HOLD: say("registrar la asistencia"),
    Action.DRAFT_MINUTES: say("escribir el acta"),
    Action.APPROVE: say("aprobar el acta"),
    Action.COMMUNICATE: say("comunicar el acta"),
    Action.ASSIGN: say("asignar"),
    Action.PROGRESS: say("registrar el avance"),
    Action.FULFIL: say("dar por cumplido"),
    Action.EXTEND: say("prorrogar"),
    Action.ENDORSE: say("dar el Visto Bueno"),
    Action.PRESENT: say("presentar"),
    Action.SEND: say("remitir"),
    Action.PUBLISH: say("publicar"),
    Action.SEE: say("marcar como vista"),
    Action.ATTEND: say("atender"),
    Action.ACCEPT: say("aceptar"),
    Action.REJECT: say("rechazar"),
}

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Step(Generic[S]):
    """From `state` by `action` to `to`, open to the roles in `by`.

    `note_required` asks for a remark or an act; `not_by_author` closes the step to who entered or sent (SoD-1).
    """

    state: S
    action: Action
    to: S
    by: frozenset[Role]
    note_required: bool = False
    not_by_author: bool = False


@dataclass(frozen=True, slots=True)
class Workflow(Generic[S]):
    """The steps of one kind of object; at most one for a state and an action."""

    code: str
    steps: tuple[Step[S], ...]


def find_step(workflow: Workflow[S], state: S, action: Action, roles: Collection[Role]) -> Step[S]:
    """Give the step that these roles take by an action.

    The roles are those held *for the unit in question* (rulings 16). Raises RuleBroken 409 `wrong_state` where the
    state has no such step, and 403 `wrong_role` where it is open to others only.
    """
    step = next((step for step in workflow.steps if (step.state, step.action) == (state, action)), None)
    verb = _ACTION_WORDS[action]
    if step is None:
        raise RuleBroken(
            "wrong_state",
            say(
                "No se puede {verb}: el estado actual es «{state}». Actualice la página para ver qué pasos quedan.",
                verb=verb,
                state=_STATE_WORDS.get(state, state),
            ),
            status=409,
        )
    if step.by.isdisjoint(roles):
        raise RuleBroken(
            "wrong_role",
            say("Su rol en esta unidad no permite {verb}. Pídalo a quien corresponda.", verb=verb),
            status=403,
        )
    return step


def next_state(workflow: Workflow[S], state: S, action: Action, roles: Collection[Role]) -> S:
    """Give the state that an action leads to; raises RuleBroken as `find_step`."""
    return find_step(workflow, state, action, roles).to


def steps_open_to(workflow: Workflow[S], state: S, roles: Collection[Role]) -> tuple[Step[S], ...]:
    """Give the steps that these roles may take now, in the preset's order: the buttons of the page."""
    return tuple(step for step in workflow.steps if step.state == state and not step.by.isdisjoint(roles))


def check_note(step: Step[S], note: str) -> None:
    """Raise RuleBroken where the step asks for a note and there is none."""
    if step.note_required and not note.strip():
        raise RuleBroken(
            "note_required",
            say("Para {action_words} escriba el motivo o las observaciones.", action_words=_ACTION_WORDS[step.action]),
            field="note",
        )
