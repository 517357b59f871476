"""The instruments of a year: different views of one plan, named by its preset and formalized (S3-T1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.rules.roles import Role
from models.rules.workflow import Action, PlanYearState, Step, Workflow


class InstrumentKind(StrEnum):
    """What an instrument shows of the plan; each is built in code from the same items, targets and budget lines."""

    TARGETS = "targets"  # Plan Indicativo: targets and money of every year, by dependency (S3-DEF-04)
    INVESTMENTS = "investments"  # Plan Plurianual de Inversiones: item × year × source (S3-DEF-03)
    SOURCES = "sources"  # POAI: item × source of one year (S3-DEF-05)
    ACTIONS = "actions"  # Plan de Acción: the tree of one year with money and who answers (S3-DEF-06)
    CAPTURE = "capture"  # Hoja de captura: what each dependency reports in the year (S3-DEF-07)
    CONTROL = "control"  # Tablero de control: the state of the targets at a cut (S3-DEF-08)


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument; `levels` are those of the plan type that it lists, top to bottom.

    What is captured lists no level. A `control` instrument groups by its first level and lists the targets of its last.
    """

    code: str
    name: str
    kind: InstrumentKind
    levels: tuple[str, ...] = ()


PLAN_YEAR = Workflow(
    "plan_year",
    (
        Step(
            PlanYearState.IN_PREPARATION,
            Action.FORMALIZE,
            PlanYearState.FORMALIZED,
            frozenset({Role.PLANNING_HEAD}),
            note_required=True,
        ),
    ),
)
"""A year is formalized by an act, once; what changes later is an adjustment of the plan (S3-GEN, S3-T1)."""
