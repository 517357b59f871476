"""The way of a sheet from capture to its last check, as the institution's workflow has it: the stepper of the page."""

from __future__ import annotations

from models.rules.workflow import Action, SheetState, Workflow

_ONWARD = (Action.SUBMIT, Action.SUPERVISE, Action.VERIFY, Action.VALIDATE)
_IN_CAPTURE = {SheetState.NOT_STARTED, SheetState.RETURNED, SheetState.NO_REPORT}


def sheet_path(workflow: Workflow[SheetState]) -> tuple[SheetState, ...]:
    """Give the states from draft on, each reached by the first step onward that the workflow has for the one before."""
    path = [SheetState.DRAFT]
    while True:
        onward = [step for step in workflow.steps if step.state is path[-1] and step.action in _ONWARD]
        onward = [step for step in onward if step.to not in path]
        if not onward:
            return tuple(path)
        path.append(min(onward, key=lambda step: _ONWARD.index(step.action)).to)


def place_on_path(path: tuple[SheetState, ...], state: SheetState) -> int:
    """Give where on its way a sheet stands: 0 while it is filled, beyond the last step once its period is closed."""
    if state is SheetState.CLOSED:
        return len(path)
    return 0 if state in _IN_CAPTURE or state not in path else path.index(state)
