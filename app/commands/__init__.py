"""The one door: `rumbo COMMAND`, each command a file of its own."""

from __future__ import annotations
