"""The one door to the embedded parts: start what does not run, share what runs, stop it after the last user."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir

from psycopg import sql

from app.embedded.binaries import postgres_binary
from app.embedded.identity import identity_for
from app.embedded.lock import shared_use
from app.embedded.postgres import Postgres
from app.embedded.secrets import secret
from app.embedded.valkey import Valkey

OWNER, APPLICATION, READER = "rumbo_owner", "rumbo_app", "rumbo_read"
LONGEST_SOCKET_FOLDER = 80  # a socket's whole path may have 107 bytes
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")


@dataclass(frozen=True, slots=True)
class Parts:
    """The running parts and their addresses for one database."""

    postgres: Postgres
    valkey: Valkey
    database: str
    passwords: dict[str, str]

    @property
    def database_url(self) -> str:
        """Address for the application's role, which owns nothing."""
        return self._url(APPLICATION)

    @property
    def owner_url(self) -> str:
        """Address for the role that owns the tables: upgrade, backup and restore only."""
        return self._url(OWNER)

    @property
    def read_url(self) -> str:
        """Address for the role that may only read."""
        return self._url(READER)

    @property
    def queue_url(self) -> str:
        """Address of the queue."""
        return self.valkey.url

    def create_database(self, name: str, template: str | None = None) -> None:
        """Make another database, for example a test's copy of a template."""
        self.postgres.create_database(name, OWNER, template)

    def drop_database(self, name: str) -> None:
        """Drop a database, whoever is connected."""
        self.postgres.drop_database(name)

    def _url(self, role: str) -> str:
        return self.postgres.url(role, self.passwords[role], self.database)


@contextmanager
def embedded_parts(var: Path, database: str, *, ephemeral: bool = False) -> Iterator[Parts]:
    """PostgreSQL and Valkey under `var`, with `database` made and ready, for as long as the block lasts.

    Two processes share them; whoever leaves last stops them. A server that was killed is started again. Raises
    RuleBroken where they cannot run. `ephemeral` is for tests: fast, and unsafe in a power cut.
    """
    var = var.resolve()
    var.mkdir(parents=True, exist_ok=True)
    identity = identity_for(postgres_binary("postgres"), var)
    run = _socket_folder(var)
    log = var / "log"
    for folder in (run, log):
        identity.own(folder)
    parts = Parts(
        Postgres(var / "postgres", run, log / "postgres.log", identity, secret(var, "admin"), ephemeral),
        Valkey(var / "valkey", run, log / "valkey.log", identity),
        database,
        {role: secret(var, role) for role in (OWNER, APPLICATION, READER)},
    )
    with shared_use(_lock_folder(var), lambda: _start(parts), lambda: _stop(parts)):
        yield parts


def _start(parts: Parts) -> None:
    parts.postgres.ensure_running()
    _ensure_roles(parts)
    if not parts.postgres.has_database(parts.database):
        _make_database(parts)
    parts.valkey.ensure_running()


def _stop(parts: Parts) -> None:
    parts.valkey.stop()
    parts.postgres.stop()


def _ensure_roles(parts: Parts) -> None:
    with parts.postgres.connect("postgres") as connection:
        known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles")}
        for role, password in parts.passwords.items():
            if role not in known:
                connection.execute(
                    sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), sql.Literal(password))
                )
        reader = sql.Identifier(READER)
        connection.execute(sql.SQL("ALTER ROLE {} SET default_transaction_read_only = on").format(reader))


def _make_database(parts: Parts) -> None:
    """A database whose tables belong to the owner's role; the others get their rights by default."""
    parts.create_database(parts.database)
    owner, application, reader = (sql.Identifier(role) for role in (OWNER, APPLICATION, READER))
    by_default = sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} IN SCHEMA public ").format(owner)
    with parts.postgres.connect(parts.database) as connection:
        for extension in EXTENSIONS:
            connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
        connection.execute(
            by_default + sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}").format(application)
        )
        connection.execute(by_default + sql.SQL("GRANT USAGE ON SEQUENCES TO {}").format(application))
        connection.execute(by_default + sql.SQL("GRANT SELECT ON TABLES TO {}").format(reader))


def _socket_folder(var: Path) -> Path:
    """`var/run`, or a short folder named after `var` where that path is too long for a socket."""
    near = var / "run"
    if len(str(near)) <= LONGEST_SOCKET_FOLDER:
        return near
    return Path(gettempdir()) / f"rumbo-{sha256(str(var).encode()).hexdigest()[:16]}"


def _lock_folder(var: Path) -> Path:
    folder = var / "lock"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
