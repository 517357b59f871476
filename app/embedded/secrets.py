"""Secrets that are made once and kept in a folder that only its owner may read."""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_urlsafe


def secret(var: Path, name: str) -> str:
    """The secret `name` of the installation in `var`, made at the first call (rulings 26: `var/secrets`, 0600)."""
    folder = var / "secrets"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / name
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    value = token_urlsafe(48)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(value)
        file.flush()
        os.fsync(file.fileno())
    return value
