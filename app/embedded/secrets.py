"""Secrets that nobody has to invent: made once, kept in a folder that only we can read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from app.embedded.lock import exclusive
from app.embedded.place import open_var

SECRET_BYTES = 32


def secret(var: Path, name: str) -> str:
    """The secret `name` of the installation in `var`, made on first use; letters, digits, `-` and `_` only.

    Stands in `var/secrets/name`, mode 0600, and never changes: two processes that ask at once get the same one.
    Raises OSError where the folder cannot be read or written.
    """
    folder = open_var(var) / "secrets"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / name
    with exclusive(folder / ".lock"):
        if not path.exists():
            _write(path, secrets.token_urlsafe(SECRET_BYTES))
        return path.read_text(encoding="ascii").strip()


def _write(path: Path, text: str) -> None:
    """Write all of it or nothing: on the disk before it gets its name, so that no crash leaves an empty secret."""
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(f"{text}\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
