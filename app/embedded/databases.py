"""Roles and databases inside the embedded PostgreSQL, and the addresses to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from app.embedded.postgres_settings import ADMIN
from models.rules.errors import RuleBroken

OWNER, APPLICATION, READER = "rumbo_owner", "rumbo_app", "rumbo_read"
ROLES = (ADMIN, OWNER, APPLICATION, READER)
EXTENSIONS = ("unaccent", "pg_trgm", "btree_gist")
# What the owner will make later: the application writes rows, the reader reads; migrations take back more.
DEFAULT_RIGHTS = (
    f"GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APPLICATION}",
    f"GRANT USAGE, SELECT ON SEQUENCES TO {APPLICATION}",
    f"GRANT SELECT ON TABLES TO {READER}",
)


@dataclass(frozen=True, slots=True)
class Databases:
    """The databases of the server whose socket lies in `sockets`; `passwords` by role."""

    sockets: Path
    passwords: dict[str, str] = field(repr=False)

    def address(self, role: str, name: str) -> str:
        """The SQLAlchemy address of a database for one role; with its password, so never to be printed."""
        return f"postgresql+psycopg://{role}:{self.passwords[role]}@/{quote(name)}?host={quote(str(self.sockets))}"

    def make_roles(self) -> None:
        """Make the roles that are missing. Raises RuleBroken `secrets_differ`."""
        with self._admin() as connection, connection.transaction():
            known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
            for role in ROLES:
                if role not in known:
                    connection.execute(self._new_role(connection, role))
            if READER not in known:
                connection.execute(f"ALTER ROLE {READER} SET default_transaction_read_only = on")

    def ensure(self, name: str) -> None:
        """Make the database `name`, empty but for its extensions and rights, unless it is there."""
        with self._admin() as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
                self._make(connection, name)

    def create(self, name: str, template: str | None = None) -> None:
        """Make a new database, empty or as a copy of `template` (which nobody may be using).

        Raises psycopg.errors.DuplicateDatabase or psycopg.errors.ObjectInUse.
        """
        with self._admin() as connection:
            if template is None:
                self._make(connection, name)
            else:
                self._make_from(connection, name, template)

    def drop(self, name: str) -> None:
        """Drop a database, if it is there, together with the connections to it."""
        with self._admin() as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _make(self, connection: psycopg.Connection, name: str) -> None:
        """Under another name until it is whole: a start that is cut short leaves no half database."""
        draft = f"{name}.new"
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(draft)))
        self._make_from(connection, draft, "template0")
        with self._admin(draft) as inside:
            for extension in EXTENSIONS:
                inside.execute(sql.SQL("CREATE EXTENSION {}").format(sql.Identifier(extension)))
            for right in DEFAULT_RIGHTS:
                inside.execute(f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} IN SCHEMA public {right}")
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(rename.format(sql.Identifier(draft), sql.Identifier(name)))

    def _make_from(self, connection: psycopg.Connection, name: str, template: str) -> None:
        names = {"name": sql.Identifier(name), "template": sql.Identifier(template), "owner": sql.Identifier(OWNER)}
        for statement in (
            "CREATE DATABASE {name} TEMPLATE {template} OWNER {owner}",
            "REVOKE ALL ON DATABASE {name} FROM PUBLIC",
            f"GRANT CONNECT, TEMPORARY ON DATABASE {{name}} TO {APPLICATION}",
            f"GRANT CONNECT ON DATABASE {{name}} TO {READER}",
        ):
            connection.execute(sql.SQL(statement).format(**names))

    def _new_role(self, connection: psycopg.Connection, role: str) -> sql.Composed:
        """The statement carries a verifier, so that no log or statistic can hold the password."""
        verifier = connection.pgconn.encrypt_password(self.passwords[role].encode(), role.encode(), b"scram-sha-256")
        statement = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
        return statement.format(sql.Identifier(role), sql.Literal(verifier.decode()))

    @contextmanager
    def _admin(self, name: str = "postgres") -> Iterator[psycopg.Connection]:
        """A connection of the superuser, each statement its own transaction."""
        password = self.passwords[ADMIN]
        try:
            connection = psycopg.connect(
                host=str(self.sockets), user=ADMIN, password=password, dbname=name, autocommit=True, connect_timeout=30
            )
        except psycopg.OperationalError as problem:
            if "password authentication" not in str(problem):
                raise
            raise RuleBroken(
                "secrets_differ",
                "Los secretos de la carpeta «secrets» no son los de esta base de datos:"
                " devuelva la carpeta «secrets» que se guardó con ella.",
                status=503,
            ) from problem
        with connection:
            yield connection
