"""Chain the lines of both trails that no running transaction can still add to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, text

from models.queries.trail_lines import CHUNK, settled_lines
from models.rules.trail_hash import FIRST_HASH, chain_hash
from models.tables.audit_seal import AuditSeal
from models.tables.base import db

SEAL_LOCK = 7_862_018  # any number, the same on every host


def seal_trail(now: datetime) -> int:
    """Seal what is ready and give how many lines were added (rulings 29). One sealer at a time; the caller commits.

    Writers only append and never wait for the chain: the sweep seals after them (security D8).
    """
    if not db.session.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": SEAL_LOCK}):
        return 0
    last = db.session.scalars(select(AuditSeal).order_by(AuditSeal.line.desc()).limit(1)).one_or_none()
    line, chained, after = (last.line, last.hash, last.xid) if last else (0, FIRST_HASH, 0)
    first, waiting = line, []
    for found in settled_lines(after):
        line += 1
        chained = chain_hash(chained, found.source, found.content)
        seal = {"line": line, "source": found.source, "source_id": found.id, "xid": found.xid, "hash": chained}
        waiting.append({**seal, "sealed_at": now})
        if len(waiting) == CHUNK:
            _insert(waiting)
            waiting = []
    _insert(waiting)
    return line - first


def _insert(seals: Sequence[dict[str, Any]]) -> None:
    if seals:
        db.session.execute(insert(AuditSeal), list(seals))
