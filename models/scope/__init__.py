"""Who may see and write which rows, in one place for screens, jobs, commands and exports (design section 6)."""

from __future__ import annotations

from models.scope import selecting, writing  # noqa: F401 -- both listen to every session from now on
from models.scope.reader import Reader, as_system, current_reader, reading_as

__all__ = ["Reader", "as_system", "current_reader", "reading_as"]
