"""The eleven roles, and what each may see of the rows of its institution."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from models.rules.errors import RuleBroken


class Role(StrEnum):
    """Who a person is for one unit and some dates (R 3, role codes in the comments); labels are translations."""

    LIAISON = "liaison"  # LIA
    DEPARTMENT_HEAD = "department_head"  # HEAD
    PLANNING_ANALYST = "planning_analyst"  # ANA
    PLANNING_HEAD = "planning_head"  # PLH
    PLANNING_DIRECTOR = "planning_director"  # DIR
    VICE_MINISTER = "vice_minister"  # VM
    INTERNAL_CONTROL = "internal_control"  # AUD
    FINANCE = "finance"  # FIN
    SECRETARY = "secretary"  # SEC
    ADMINISTRATOR = "administrator"  # ADM
    PUBLIC = "public"  # PUB, nobody in particular


READS_ALL = frozenset(
    {
        Role.PLANNING_ANALYST,
        Role.PLANNING_HEAD,
        Role.PLANNING_DIRECTOR,
        Role.VICE_MINISTER,
        Role.INTERNAL_CONTROL,
        Role.FINANCE,
        Role.SECRETARY,
    }
)
"""See the plans and figures of every unit of their institution (R 3.2, code `a`)."""

READS_SUBTREE = frozenset({Role.DEPARTMENT_HEAD})
"""See their unit and all units below it (R 3.1)."""

READS_OWN = frozenset({Role.LIAISON})
"""See their unit alone, and the projects in which it takes part (R 3.1, code `o`)."""

NO_FIGURES = frozenset({Role.ADMINISTRATOR, Role.PUBLIC})
"""The administrator sees counts and states (rulings 18); the public what is published."""

EXCLUSIVE = frozenset({Role.INTERNAL_CONTROL})
"""Bear no other role beside them (SoD-3)."""

ASSIGNABLE = tuple(role for role in Role if role is not Role.PUBLIC)
"""What an assignment may give."""


def reads_all(roles: Collection[Role]) -> bool:
    """Tell whether one of the roles sees every unit of the institution."""
    return not READS_ALL.isdisjoint(roles)


def reads_subtree(roles: Collection[Role]) -> bool:
    """Tell whether one of the roles sees the units below its own."""
    return not READS_SUBTREE.isdisjoint(roles)


def check_roles(roles: Collection[Role]) -> None:
    """Raise RuleBroken unless one person may hold these roles on one day: internal control stands alone (SoD-3)."""
    if Role.PUBLIC in roles:
        raise RuleBroken("role_not_assignable", "El rol público no se asigna: elija otro rol.", field="role")
    if len(set(roles)) > 1 and not EXCLUSIVE.isdisjoint(roles):
        raise RuleBroken(
            "internal_control_is_exclusive",
            "Control interno no puede tener otro rol a la vez. Termine antes las demás asignaciones de la persona.",
            field="role",
            status=409,
        )
