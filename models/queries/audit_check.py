"""Walk the chain of the trail and say where it breaks."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from models.queries.trail_lines import lines_between
from models.rules.trail_hash import FIRST_HASH, chain_hash
from models.tables.audit_entry import AuditEntry
from models.tables.audit_seal import AuditSeal
from models.tables.base import db
from models.tables.value_change import ValueChange


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """`lines` stand in both trails, `sealed` of them in the chain, whose last hash is `head`.

    `first_bad` names the first line that is changed, missing or slipped in; None when the chain holds.
    """

    lines: int
    sealed: int
    head: str
    first_bad: str | None

    @property
    def ok(self) -> bool:
        """Nothing was tampered with."""
        return self.first_bad is None


def audit_check(known_head: str | None = None) -> AuditCheck:
    """Recompute the chain. `known_head`, a hash that was printed outside, must stand in it (security D8)."""
    seals = list(db.session.scalars(select(AuditSeal).order_by(AuditSeal.line)))
    head = seals[-1].hash if seals else ""
    bad = _first_bad(seals)
    if bad is None and known_head and known_head not in {seal.hash for seal in seals}:
        bad = f"la cabeza {known_head} no está en la cadena: se cortó o se rehízo"
    trails = (AuditEntry, ValueChange)
    lines = sum(db.session.scalar(select(func.count()).select_from(trail)) or 0 for trail in trails)
    return AuditCheck(lines, len(seals), head, bad)


def _first_bad(seals: list[AuditSeal]) -> str | None:
    chained, expected = FIRST_HASH, iter(seals)
    last_xid = seals[-1].xid if seals else 0
    for place, found in enumerate(lines_between(0, last_xid + 1), 1):
        seal = next(expected, None)
        chained = chain_hash(chained, found.source, found.content)
        if seal is None:
            return f"{found.source} {found.id}: línea añadida después de sellar"
        if (seal.line, seal.source, seal.source_id, seal.hash) != (place, found.source, found.id, chained):
            return f"línea {seal.line}: {seal.source} {seal.source_id}"
    missing = next(expected, None)
    return f"línea {missing.line}: falta {missing.source} {missing.source_id}" if missing else None
