"""The newest hash of the trail's chain, printed where outsiders keep it."""

from __future__ import annotations

from sqlalchemy import select

from models.tables.audit_seal import AuditSeal
from models.tables.base import db


def audit_head() -> str:
    """Hash of the last sealed line, empty before the first seal."""
    return db.session.scalar(select(AuditSeal.hash).order_by(AuditSeal.line.desc()).limit(1)) or ""
