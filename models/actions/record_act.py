"""One line of the trail for one act, in the transaction of the act."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.scope import Reader
from models.tables.audit_entry import AuditEntry
from models.tables.base import db

caller_address: ContextVar[str] = ContextVar("caller_address", default="")
"""Network address of the person who acts; the web layer sets it, jobs and commands have none."""


@dataclass(frozen=True, slots=True)
class Act:
    """What was done to which object: a verb in code (`submit_sheet`), a table's name, an id, and the details."""

    action: str
    object_type: str
    object_id: int | None
    detail: Mapping[str, Any] = field(default_factory=dict)


def record_act(actor: Reader, act: Act, now: datetime) -> None:
    """Append the line (rulings 29). `now` is business time; the caller commits it together with the act."""
    db.session.add(
        AuditEntry(
            institution_id=actor.institution_id,
            at=now,
            actor_id=actor.user_id,
            actor=actor.name,
            address=caller_address.get(),
            action=act.action,
            object_type=act.object_type,
            object_id=act.object_id,
            detail=dict(act.detail),
        )
    )
