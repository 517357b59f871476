"""What nobody changes once it is written: the trail, and the figures of closed periods."""

from __future__ import annotations

APPEND_ONLY_TABLES = ("audit_entry", "value_change", "audit_seal", "cut", "cut_item", "cut_sheet")
"""The application role may insert here (value_change only through the trigger) and never change or delete."""
