"""The one door to the embedded parts: a context manager that shares what runs and stops what nobody uses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.embedded.account import choose_account
from app.embedded.databases import APPLICATION, OWNER, READER, ROLES, Databases
from app.embedded.lock import exclusive, shared_use
from app.embedded.place import Place, forget_sockets_folder, make_place, sockets_folder
from app.embedded.postgres import Postgres
from app.embedded.postgres_settings import ADMIN
from app.embedded.secrets import secret
from app.embedded.valkey import Valkey
from models.rules.errors import RuleBroken

SECRET_NAMES = {ADMIN: "admin"}  # the others have the name of their role


@dataclass(frozen=True, slots=True)
class _Servers:
    """What runs under one `var/`, and how to keep it running."""

    place: Place
    postgres: Postgres
    valkey: Valkey
    databases: Databases
    ephemeral: bool

    def start(self) -> None:
        """Leave both servers running and the roles made."""
        self.postgres.ensure(self.databases.passwords[ADMIN], ephemeral=self.ephemeral)
        self.valkey.ensure(ephemeral=self.ephemeral)
        self.databases.make_roles()

    def stop(self) -> None:
        """Stop both."""
        self.valkey.stop()
        self.postgres.stop()


@dataclass(frozen=True, slots=True)
class Parts:
    """The addresses of the running parts; they hold as long as the block of `embedded_parts`.

    `database_url` is the application's (owns nothing), `owner_url` that of upgrade, backup and restore, `read_url`
    can only read. They carry passwords: never print them. The addresses stay the same when a server is replaced.
    """

    database: str
    database_url: str = field(repr=False)
    owner_url: str = field(repr=False)
    read_url: str = field(repr=False)
    queue_url: str
    _servers: _Servers = field(repr=False)

    def revive(self) -> None:
        """Start again what has died meanwhile; quick when all is well. For who watches over children.

        Raises RuleBroken as `embedded_parts` does.
        """
        servers = self._servers
        if servers.postgres.running() and servers.valkey.running():
            return
        with exclusive(servers.place.start_lock):
            servers.start()

    def create_database(self, name: str, template: str | None = None) -> Parts:
        """A new database, empty or a copy of `template`, and its addresses: a test's own, in some 30 ms.

        Raises psycopg.errors.DuplicateDatabase, or psycopg.errors.ObjectInUse while somebody uses the template.
        """
        self._servers.databases.create(name, template)
        return _parts(self._servers, name)

    def drop_database(self, name: str) -> None:
        """Drop a database and whatever is connected to it."""
        self._servers.databases.drop(name)


@contextmanager
def embedded_parts(var: Path, database: str = "rumbo", *, ephemeral: bool = False) -> Iterator[Parts]:
    """PostgreSQL and Valkey over the folder `var`, running while anybody is inside this block, in any process.

    Starts what does not run, takes over what a killed process left running, makes the roles, the secrets and the
    database when they are missing; the last one out stops the servers. `ephemeral`: a throw-away cluster that
    survives processes but not the machine, for tests; refused over data of the other kind.
    Raises RuleBroken with what to do, in Spanish.
    """
    with _clear_refusals(var):
        place = make_place(var)
    started: list[_Servers] = []
    with shared_use(place.users_lock, lambda: _stop(started)):
        with _clear_refusals(var), exclusive(place.start_lock):
            servers = _servers(place, ephemeral=ephemeral)
            started.append(servers)
            servers.start()
            servers.databases.ensure(database)
        yield _parts(servers, database)


def _stop(started: list[_Servers]) -> None:
    for servers in started:
        servers.stop()
        forget_sockets_folder(servers.place)


def _servers(place: Place, *, ephemeral: bool) -> _Servers:
    sockets = sockets_folder(place)
    account = choose_account((place.var, place.run, place.logs, sockets.parent), place.postgres)
    account.give(sockets)
    passwords = {role: secret(place.var, SECRET_NAMES.get(role, role)) for role in ROLES}
    return _Servers(
        place,
        Postgres(place, sockets, account),
        Valkey(place, sockets, account),
        Databases(sockets, passwords),
        ephemeral,
    )


def _parts(servers: _Servers, database: str) -> Parts:
    address = servers.databases.address
    return Parts(
        database,
        address(APPLICATION, database),
        address(OWNER, database),
        address(READER, database),
        servers.valkey.address,
        servers,
    )


@contextmanager
def _clear_refusals(var: Path) -> Iterator[None]:
    """Turn what the file system refuses into one line that a person understands."""
    try:
        yield
    except OSError as problem:
        raise RuleBroken(
            "var_not_usable",
            f"No se puede usar la carpeta «{var}» ({problem.strerror}: {problem.filename}): revise su dueño, sus"
            " permisos y el espacio libre, o indique otra en RUMBO_VAR.",
            status=503,
        ) from problem
