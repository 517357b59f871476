"""The state of what is made of parts: of an item with children, of a unit, of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.rules.measure import State

if TYPE_CHECKING:
    from collections.abc import Collection

_FIRST = (
    State.NO_REPORT,
    State.PENDING,
    State.NOT_COMPUTED,
    State.UNPLANNED_EXECUTION,
    State.EXEMPT,
    State.NOT_PROGRAMMED,
    State.DOES_NOT_APPLY,
)
UNCOMPUTED = frozenset({State.NO_REPORT, State.NOT_COMPUTED})
"""CEPLAN's S.I.: one part in these states leaves the whole uncomputed."""


def joint_state(all_states: Collection[State], counted: Collection[State]) -> State:
    """Give the state of a whole from its parts; `counted` are those of the parts that make its figure.

    Measured as soon as one part that counts is; silent where all that count are. Without a figure, the first of:
    silent, pending, not computed, executed without plan, exempt, not programmed, does not apply.
    """
    if counted:
        return State.NO_REPORT if all(state is State.NO_REPORT for state in counted) else State.MEASURED
    return next((state for state in _FIRST if state in all_states), State.NOT_PROGRAMMED)
