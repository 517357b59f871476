"""Alerts: what asks a unit to act, from its birth at a cut or warning to its end (R 2.2 C, SM-4)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from models.rules.errors import RuleBroken
from models.rules.incoherence import Fact
from models.rules.roles import Role
from models.rules.traffic_light import BandKind, Color, is_not_green
from models.rules.workflow import Action, Step, Workflow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.rules.preset import PlanTypeShape


class AlertKind(StrEnum):
    """Why it was raised."""

    EARLY = "early"  # not green (S0-I-02)
    PERSISTENT = "persistent"  # not green at this cut and at the one before (S0-I-06, R C-27)
    MISSING_ACTION = "missing_action"  # no validated action came before the next cut (S0-I-03)
    INCOHERENT = "incoherent"  # facts that do not go together (R C-22, C-23), for whoever verifies


class AlertState(StrEnum):
    """R SM-4; that it was escalated is a moment beside its state."""

    GENERATED = "generated"
    NOTIFIED = "notified"
    SEEN = "seen"
    MANAGED = "managed"
    CLOSED = "closed"


class Severity(StrEnum):
    """How pressing it is, the most pressing first."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Ending(StrEnum):
    """Why an alert is closed: all but the last come about by themselves."""

    GREEN = "green"
    CONTINUES = "continues"  # the persistent alert of the next cut took its place
    ANSWERED = "answered"  # the action that was missing is there
    CORRECTED = "corrected"  # a restated cut says otherwise (R C-36)
    MANAGED = "managed"


OPEN = (AlertState.GENERATED, AlertState.NOTIFIED, AlertState.SEEN, AlertState.MANAGED)
UNATTENDED = OPEN[:-1]
ASKS_ACTION = (AlertKind.EARLY, AlertKind.PERSISTENT)
"""Ask for a cause and a corrective action of the item's own."""
FOR_UNITS = (*ASKS_ACTION, AlertKind.MISSING_ACTION)
"""Are a unit's to attend; the other kind is for whoever verifies."""

MILD_FACTS = (Fact.NO_NARRATIVE,)
"""Alone they are the least pressing."""

_UNIT = frozenset({Role.LIAISON, Role.DEPARTMENT_HEAD})
_CLOSERS = frozenset({Role.DEPARTMENT_HEAD, Role.PLANNING_ANALYST, Role.PLANNING_HEAD})

ALERT_STEPS: Workflow[AlertState] = Workflow(
    "alert",
    (
        *(Step(state, Action.SEE, AlertState.SEEN, _UNIT) for state in UNATTENDED[:-1]),
        *(Step(state, Action.ATTEND, AlertState.MANAGED, _UNIT) for state in UNATTENDED),
        *(Step(state, Action.CLOSE, AlertState.CLOSED, _CLOSERS, note_required=True) for state in OPEN),
    ),
)


def levels_that_answer(shape: PlanTypeShape) -> list[str]:
    """Give the codes of the levels whose items are asked for actions: projects, or else what units report."""
    projects = [code for code, rule in shape.score.levels.items() if rule.bands is BandKind.PROJECT]
    return projects or [level.code for level in shape.levels if level.reports]


def asking_colors(shape: PlanTypeShape, level: str) -> Iterator[str]:
    """Give the colours of a level at which its items ask for action; silence is red in every list of bands."""
    bands = shape.bands.of(shape.score.levels[level].bands if level in shape.score.levels else None)
    yield from {band.color for band in bands if is_not_green(band.color, bands)} | {Color.RED.value}


def check_answered(kind: AlertKind, *, is_answered: bool) -> None:
    """Raise RuleBroken 409 for an alert that still wants its action (S0-I-03, S0-I-06, AC0-5)."""
    if is_answered or kind is AlertKind.INCOHERENT:
        return
    if kind is AlertKind.PERSISTENT:
        raise RuleBroken(
            "new_action_missing",
            "El elemento continúa sin verde: antes de cerrar la alerta hace falta una acción correctiva nueva, "
            "distinta de las anteriores, y validada.",
            status=409,
        )
    raise RuleBroken(
        "action_missing", "Antes de cerrar la alerta hace falta una acción correctiva validada.", status=409
    )
