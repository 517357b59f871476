"""Who is called to a meeting of a kind: heads, deputies and liaisons of which units (S0-I-09, S0-I-13, S3-T2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from models.rules.meeting import Capacity, MeetingKind
from models.rules.roles import Role


@dataclass(frozen=True, slots=True, order=True)
class Post:
    """A role that somebody holds in a unit today; `is_acting`: beside the holder of the post, or in his place."""

    org_unit_id: int
    role: Role
    user_id: int
    is_acting: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Call:
    """One person to be called for one unit."""

    org_unit_id: int
    user_id: int
    capacity: Capacity


_ALL_DEPENDENCIES = frozenset({MeetingKind.ORDINARY, MeetingKind.PRESENTATION, MeetingKind.SOCIALIZATION})
_WITH_DEPUTIES = frozenset({MeetingKind.ORDINARY, MeetingKind.PRESENTATION, MeetingKind.SOCIALIZATION})
_WITH_LIAISONS = frozenset({MeetingKind.SOCIALIZATION, MeetingKind.WORKING})
_WITH_AUTHORITY = frozenset({MeetingKind.PRESENTATION, MeetingKind.BILATERAL})


def calls_all_units(kind: MeetingKind) -> bool:
    """Whether every dependency is called, and not only those that the agenda concerns."""
    return kind in _ALL_DEPENDENCIES


def who_is_called(kind: MeetingKind, posts: Iterable[Post], org_unit_ids: Collection[int]) -> list[Call]:
    """Give who is called for these units, each person once a unit, in the order of units.

    An urgent meeting calls their heads and nobody else. A head on leave is represented by who acts in his place; who
    acts beside the head of a unit is its deputy.
    """
    held = sorted(post for post in posts if post.org_unit_id in org_unit_ids)
    calls: dict[tuple[int, int], Call] = {}
    for post in held:
        capacity = _capacity(post, held)
        if capacity is Capacity.DEPUTY and kind not in _WITH_DEPUTIES:
            continue
        if capacity is Capacity.LIAISON and kind not in _WITH_LIAISONS:
            continue
        if capacity is not None:
            calls.setdefault((post.org_unit_id, post.user_id), Call(post.org_unit_id, post.user_id, capacity))
    return list(calls.values())


def authority_called(kind: MeetingKind, posts: Iterable[Post]) -> list[Call]:
    """Give the vice-ministers, or the mayor, where the kind of meeting is held with them (S0-I-13, S3-T7)."""
    if kind not in _WITH_AUTHORITY:
        return []
    held = sorted(post for post in posts if post.role is Role.VICE_MINISTER)
    return [Call(post.org_unit_id, post.user_id, Capacity.GUEST) for post in held]


def _capacity(post: Post, held: Collection[Post]) -> Capacity | None:
    if post.role is Role.LIAISON:
        return Capacity.LIAISON
    if post.role is not Role.DEPARTMENT_HEAD:
        return None
    has_head = any(
        other.role is Role.DEPARTMENT_HEAD and not other.is_acting and other.org_unit_id == post.org_unit_id
        for other in held
    )
    return Capacity.DEPUTY if post.is_acting and has_head else Capacity.HEAD
