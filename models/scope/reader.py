"""Who reads and acts: a request, a job or a command says it once, and everything below asks here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from models.rules.roles import READS_ALL, Role

EVERYWHERE = READS_ALL | {Role.ADMINISTRATOR}
"""Roles whose authority is the whole institution, whatever unit their assignment names."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One person on one day, or the system. `models.queries.reader_of` makes it from today's assignments.

    Equal readers see the same rows: what they see is prepared once for all of them.

    `units` are held directly, by role; `headed_units` are those of a head with all below them. `readable_units` is
    what both make. `participating_items` are projects in which these units take part, with everything under them;
    `shared_items` are activities of other units that these carry out too (S1-GEN-3), and objectives about which a
    request asks them (S0-I-07): of them they read what is to be measured and their own targets and values.
    `ancestor_items` are the headings above, so that a tree has its branches. All are ids.
    """

    user_id: int | None
    name: str = field(compare=False)
    institution_id: int | None
    roles: frozenset[Role] = frozenset()
    units: Mapping[Role, frozenset[int]] = field(default_factory=dict, compare=False)
    headed_units: frozenset[int] = frozenset()
    readable_units: frozenset[int] = frozenset()
    participating_items: frozenset[int] = frozenset()
    shared_items: frozenset[int] = frozenset()
    ancestor_items: frozenset[int] = frozenset()
    reads_all: bool = False
    is_system: bool = False

    def holds(self, role: Role) -> bool:
        """Whether today's assignments give the role; the system holds every one."""
        return self.is_system or role in self.roles

    def holds_in(self, role: Role, org_unit_id: int) -> bool:
        """Whether the role has authority in the unit: role *and* unit (rulings 16); a head's covers what is below."""
        if not self.holds(role):
            return False
        if self.is_system or role in EVERYWHERE:
            return True
        return org_unit_id in self.reach(role)

    def reach(self, role: Role) -> frozenset[int]:
        """Units in which a liaison or a head may act; empty for roles that are bound to no unit."""
        return self.headed_units if role is Role.DEPARTMENT_HEAD else self.units.get(role, frozenset())


_reader: ContextVar[Reader | None] = ContextVar("reader", default=None)


def current_reader() -> Reader | None:
    """Who reads now, or None: then no row of any institution is seen and none is written."""
    return _reader.get()


@contextmanager
def reading_as(reader: Reader | None) -> Iterator[None]:
    """Read and write as `reader` until the block ends, then as whoever did before.

    A row that the session holds already is handed out again without asking: read as one person a session.
    """
    token = _reader.set(reader)
    try:
        yield
    finally:
        _reader.reset(token)


@contextmanager
def as_system(institution_id: int | None = None, name: str = "sistema") -> Iterator[Reader]:
    """Read and write everything of one institution as the system; only commands and the log-in pass None for all."""
    reader = Reader(user_id=None, name=name, institution_id=institution_id, reads_all=True, is_system=True)
    with reading_as(reader):
        yield reader
