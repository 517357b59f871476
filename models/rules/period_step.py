"""A period from opening to closing, and what that does to its sheets (rulings 1; R SM-2, SM-3, SoD-9)."""

from __future__ import annotations

from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.sentence import say
from models.rules.workflow import Action, PeriodState, SheetState, Step, Workflow

_SILENT = frozenset({SheetState.NOT_STARTED, SheetState.DRAFT, SheetState.NO_REPORT})
_NEVER_WRITTEN = {
    PeriodState.FUTURE: ("period_not_open", say("El periodo aún no abre: espere el primer día de captura.")),
    PeriodState.CLOSED: (
        "period_closed",
        say("El periodo está cerrado y ya no recibe datos. Pida a planificación que lo reabra si hay que corregirlo."),
    ),
}


def period_workflow(*, quarter_is_closed: bool = False) -> Workflow[PeriodState]:
    """Who closes and reopens: the planning head; after its quarter has closed, the director reopens (SoD-9)."""
    head = frozenset({Role.PLANNING_HEAD})
    reopener = frozenset({Role.PLANNING_DIRECTOR}) if quarter_is_closed else head
    return Workflow(
        "period",
        (
            Step(PeriodState.UNDER_REVIEW, Action.CLOSE, PeriodState.CLOSED, head),
            Step(PeriodState.REOPENED, Action.CLOSE, PeriodState.CLOSED, head),
            Step(PeriodState.CLOSED, Action.REOPEN, PeriodState.REOPENED, reopener, note_required=True),
        ),
    )


def window_opens(state: PeriodState) -> PeriodState:
    """State of a period at the first moment of its window; one that is further on stays."""
    return PeriodState.OPEN if state is PeriodState.FUTURE else state


def window_ends(state: PeriodState) -> PeriodState:
    """State of a period after the last moment of its window: late is not closed."""
    return PeriodState.UNDER_REVIEW if state in {PeriodState.FUTURE, PeriodState.OPEN} else state


def sheet_at_window_end(state: SheetState) -> SheetState:
    """State of a sheet when its window ends: what was never sent is silent, a returned sheet keeps what it sent."""
    return SheetState.NO_REPORT if state in _SILENT else state


def sheet_at_period_close(state: SheetState) -> SheetState:
    """State of a sheet when its period closes: what was never sent stays `no_report` for good."""
    return SheetState.NO_REPORT if state in _SILENT else SheetState.CLOSED


def sheet_at_reopening(state: SheetState) -> SheetState:
    """State of a sheet when its period opens again: as sent, so that it can be returned and must be verified anew."""
    return SheetState.SUBMITTED if state is SheetState.CLOSED else state


def takes_values(state: PeriodState) -> bool:
    """Tell whether a period may be written at all."""
    return state not in _NEVER_WRITTEN


def check_takes_values(state: PeriodState) -> None:
    """Raise RuleBroken 409 before the opening and in a closed period."""
    if state in _NEVER_WRITTEN:
        code, message = _NEVER_WRITTEN[state]
        raise RuleBroken(code, message, status=409)
