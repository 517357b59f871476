"""Reading the workflows of a declaration, inside the law that no institution may change.

A preset chooses which steps it has and who takes them. Where an action may begin and where it leads is fixed here, so
that no declaration can verify what was never sent or let somebody write into a closed sheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from models.rules.roles import Role
from models.rules.sentence import say
from models.rules.strict import Table
from models.rules.workflow import Action, PlanState, SheetState, Step, Workflow

S = TypeVar("S", bound=StrEnum)

NEVER_ACT = frozenset({Role.INTERNAL_CONTROL, Role.ADMINISTRATOR, Role.PUBLIC})
"""Take no step: internal control reads (SoD-3), the administrator touches no figures (SoD-4)."""

_SENT = (SheetState.SUBMITTED, SheetState.SUPERVISED)
SHEET_LAW: Mapping[tuple[SheetState, Action], SheetState] = {
    (SheetState.NOT_STARTED, Action.SAVE): SheetState.DRAFT,
    # What was sent once goes on counting until it is sent again (rulings 6), and silence ends only by sending.
    **{(state, Action.SAVE): state for state in (SheetState.DRAFT, SheetState.RETURNED, SheetState.NO_REPORT)},
    **{
        (state, Action.SUBMIT): SheetState.SUBMITTED
        for state in (SheetState.NOT_STARTED, SheetState.DRAFT, SheetState.RETURNED, SheetState.NO_REPORT)
    },
    (SheetState.SUBMITTED, Action.SUPERVISE): SheetState.SUPERVISED,
    **{(state, Action.VERIFY): SheetState.VERIFIED for state in _SENT},
    (SheetState.VERIFIED, Action.VALIDATE): SheetState.VALIDATED,
    **{(state, Action.RETURN): SheetState.RETURNED for state in (*_SENT, SheetState.VERIFIED, SheetState.VALIDATED)},
}
PLAN_LAW: Mapping[tuple[PlanState, Action], PlanState] = {
    (PlanState.DRAFT, Action.PUT_IN_FORCE): PlanState.IN_FORCE,
}

_SHEET_NEEDS = (
    (SheetState.NOT_STARTED, Action.SAVE),
    (SheetState.DRAFT, Action.SUBMIT),
    (SheetState.RETURNED, Action.SUBMIT),
    (SheetState.NO_REPORT, Action.SUBMIT),
)
_CHECKS = frozenset({Action.SUPERVISE, Action.VERIFY, Action.VALIDATE})


class WorkflowOf(StrEnum):
    """What moves through a workflow."""

    CAPTURE_SHEET = "capture_sheet"
    PLAN_VERSION = "plan_version"


class Workflows:
    """The workflows of a declaration, by what moves through them."""

    __slots__ = ("plans", "sheets")

    def __init__(self, table: Table) -> None:
        """Read `[workflows.<code>]`; problems are noted in the table."""
        self.sheets: list[Workflow[SheetState]] = []
        self.plans: list[Workflow[PlanState]] = []
        for code, part in table.named_tables():
            kind = part.choice("of", WorkflowOf)
            tables = part.tables("steps")
            if kind is WorkflowOf.CAPTURE_SHEET:
                self.sheets.append(Workflow(code, _steps(tables, SheetState, SHEET_LAW)))
                _check_sheet(part, self.sheets[-1])
            else:
                self.plans.append(Workflow(code, _steps(tables, PlanState, PLAN_LAW)))
            part.close()

    def codes(self, kind: WorkflowOf) -> list[str]:
        """The names that a plan type may give for a kind."""
        return [each.code for each in (self.sheets if kind is WorkflowOf.CAPTURE_SHEET else self.plans)]


def _steps(tables: list[Table], states: type[S], law: Mapping[tuple[S, Action], S]) -> tuple[Step[S], ...]:
    steps: dict[tuple[S, Action], Step[S]] = {}
    actions = list(dict.fromkeys(action.value for _, action in law))
    for table in tables:
        froms = table.choices("state", states)
        action = Action(table.one_of("action", actions))
        to = table.choice("to", states)
        by = frozenset(table.choices("by", Role))
        note_required = table.flag("note_required", default=False)
        not_by_author = table.flag("not_by_author", default=False)
        for state in froms:
            if law.get((state, action)) is not to:
                table.complain(
                    "to", say("«{action}» no lleva de «{state}» a «{to}».", action=action, state=state, to=to)
                )
            elif (state, action) in steps:
                table.complain("state", say("«{state}» ya tiene el paso «{action}».", state=state, action=action))
            steps[state, action] = Step(state, action, to, by, note_required, not_by_author)
            _check_step(table, steps[state, action])
        table.close()
    return tuple(steps.values())


def _check_step(table: Table, step: Step[S]) -> None:
    for role in sorted(step.by & NEVER_ACT):
        table.complain("by", say("el rol «{role}» no da pasos en ningún flujo.", role=role))
    if step.action in _CHECKS and not step.not_by_author:
        table.complain(
            "not_by_author",
            say("ponga true: quien captura o envía no puede dar el paso «{action}».", action=step.action),
        )
    if step.action is Action.RETURN and not step.note_required:
        table.complain("note_required", "ponga true: una devolución lleva observaciones.")


def _check_sheet(table: Table, workflow: Workflow[SheetState]) -> None:
    present = {(step.state, step.action) for step in workflow.steps}
    for state, action in _SHEET_NEEDS:
        if (state, action) not in present:
            table.complain("steps", say("falta el paso «{action}» desde «{state}».", action=action, state=state))
    reached = {step.to for step in workflow.steps} | {SheetState.NOT_STARTED, SheetState.NO_REPORT}
    for step in workflow.steps:
        if step.state not in reached:
            table.complain(
                "steps",
                say(
                    "a «{state}» no llega ningún paso, y desde allí sale «{action}».",
                    state=step.state,
                    action=step.action,
                ),
            )
    if SheetState.VERIFIED not in reached:
        table.complain("steps", "falta el paso «verify»: lo enviado debe verificarse.")
