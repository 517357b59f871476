"""Which tables the trail consists of, and which tables it watches."""

from __future__ import annotations

APPEND_ONLY_TABLES = ("audit_entry", "value_change", "audit_seal")
"""The application role may insert here (value_change only through the trigger) and never change or delete."""
