"""Where the throw-away servers of the tests keep their files."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

MEMORY, DISK = Path("/dev/shm"), "/tmp"  # noqa: S108 -- each caller makes a private folder of its own in it
ENOUGH_BYTES = 4 * 2**30


def throw_away_parent() -> str:
    """The folder for them: in memory where there is room, since copying a database is a thousand small files."""
    if os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free > ENOUGH_BYTES:
        return str(MEMORY)
    return DISK
