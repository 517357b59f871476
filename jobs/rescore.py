"""Bring stored figures to the declaration in use: other limits of colours, another rule."""

from __future__ import annotations

from models.actions.ensure_scores import ensure_scores
from models.clock import business_now
from models.queries.stale_runs import stale_runs
from models.scope import as_system
from models.tables.base import db


def rescore(institution_id: int) -> int:
    """Compute every tree of the institution that an older declaration made; give how many. One commit each."""
    with as_system(institution_id):
        stale = [(version, period) for where, version, period in stale_runs() if where == institution_id]
        for version_id, period in stale:
            ensure_scores(version_id, period, business_now())
            db.session.commit()
    return len(stale)
