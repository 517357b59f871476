from __future__ import annotations

import pytest

from models.rules.errors import RuleBroken
from models.rules.roles import (
    ASSIGNABLE,
    NO_FIGURES,
    READS_ALL,
    READS_OWN,
    READS_SUBTREE,
    Role,
    check_roles,
    reads_all,
    reads_subtree,
)


def test_there_are_eleven_roles() -> None:
    assert len(Role) == 11


def test_every_role_sees_in_exactly_one_way() -> None:
    ways = (READS_ALL, READS_SUBTREE, READS_OWN, NO_FIGURES)
    assert frozenset().union(*ways) == frozenset(Role)
    assert sum(map(len, ways)) == len(Role)


@pytest.mark.parametrize(
    ("roles", "seen"),
    [
        ({Role.LIAISON}, (False, False)),  # own unit only
        ({Role.DEPARTMENT_HEAD}, (False, True)),  # R 3.1: own unit and its sub-tree
        ({Role.LIAISON, Role.DEPARTMENT_HEAD}, (False, True)),  # a small office
        ({Role.LIAISON, Role.FINANCE}, (True, False)),  # the wider one counts
        ({Role.INTERNAL_CONTROL}, (True, False)),  # reads all, writes nothing
        ({Role.ADMINISTRATOR}, (False, False)),  # rulings 18
        (set(), (False, False)),  # no role, no rows
    ],
)
def test_it_says_whether_they_see_all_or_the_subtree(roles: set[Role], seen: tuple[bool, bool]) -> None:
    assert (reads_all(roles), reads_subtree(roles)) == seen


def test_it_lets_planning_head_and_director_be_one_person() -> None:
    check_roles({Role.PLANNING_HEAD, Role.PLANNING_DIRECTOR})  # G-22


def test_it_lets_internal_control_stand_alone() -> None:
    check_roles([Role.INTERNAL_CONTROL, Role.INTERNAL_CONTROL])  # in two units


@pytest.mark.parametrize("other", [role for role in ASSIGNABLE if role is not Role.INTERNAL_CONTROL])
def test_it_refuses_another_role_beside_internal_control(other: Role) -> None:
    with pytest.raises(RuleBroken) as refusal:
        check_roles({Role.INTERNAL_CONTROL, other})
    assert (refusal.value.code, refusal.value.status) == ("internal_control_is_exclusive", 409)


def test_it_refuses_to_assign_the_public() -> None:
    with pytest.raises(RuleBroken, match="no se asigna"):
        check_roles({Role.PUBLIC})
