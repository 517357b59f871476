"""Which check a sent sheet waits for, and on whom it falls: data of the workflow, with a way up (rulings 2, SoD-15)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from models.rules.roles import Role
from models.rules.workflow import Action, S, SheetState, Step, Workflow

CHECKS = (Action.SUPERVISE, Action.VERIFY, Action.VALIDATE)
"""From the first to the last."""

PLANNING = (Role.PLANNING_ANALYST, Role.PLANNING_HEAD, Role.PLANNING_DIRECTOR)
"""Check for the whole institution, each where those before cannot."""


def pending_check(workflow: Workflow[SheetState], state: SheetState) -> Step[SheetState] | None:
    """Give the check that a sheet in a state waits for; None where it waits for none."""
    steps = {step.action: step for step in workflow.steps if step.state == state}
    return next((steps[action] for action in CHECKS if action in steps), None)


def check_ladder(
    step: Step[S], heads: Sequence[Collection[int]], planning: Mapping[Role, Collection[int]]
) -> list[frozenset[int]]:
    """Give the people on whom a check falls, rung by rung; the lowest with somebody who is no author decides.

    `heads` are those of the unit, of the unit above it and so on. Supervision begins with the immediate superior, and
    with the unit's own head where nothing stands above it (S4-05.3). Planning comes last, so that a check never
    disappears.
    """
    rungs: list[Collection[int]] = []
    if Role.DEPARTMENT_HEAD in step.by:
        rungs += [*heads[1:], *heads[:1]] if step.action is Action.SUPERVISE else heads
    rungs.append([person for role in PLANNING if role in step.by for person in planning.get(role, ())])
    rungs += [planning.get(role, ()) for role in PLANNING]
    return [frozenset(rung) for rung in rungs]
