"""The embedded PostgreSQL: one cluster, made once, started when it does not answer, repaired by its own recovery."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import psycopg
from psycopg import sql

from app.embedded.binaries import postgres_binary
from app.embedded.identity import Identity
from models.rules.errors import RuleBroken

MAJOR_VERSION = "18"
PORT = 5432  # only names the socket file: nothing listens on the network
ADMIN = "rumbo_admin"
START_SECONDS = 300  # recovery after a power cut may take minutes
INITDB = (
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=PG_UNICODE_FAST",  # the same order and lower case on every machine
    "--locale=C",
    "--auth=scram-sha-256",
)
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "64MB"}


@dataclass(frozen=True, slots=True)
class Postgres:
    """Where a cluster lives and how it is reached. `ephemeral` trades safety for speed: for tests only."""

    data: Path
    run: Path
    log: Path
    identity: Identity
    password: str
    ephemeral: bool = False

    def ensure_running(self) -> bool:
        """Make the cluster if there is none and start it if it does not answer; true when it was made now.

        Raises RuleBroken for a cluster of another major version, or one that does not start.
        """
        made = self._initialise()
        if not self.answers():
            self._start()
        return made

    def answers(self) -> bool:
        """A connection succeeds."""
        try:
            with self.connect("postgres"):
                return True
        except psycopg.OperationalError:
            return False

    @contextmanager
    def connect(self, database: str) -> Iterator[psycopg.Connection]:
        """A connection as the cluster's administrator, each statement its own transaction."""
        with psycopg.connect(
            host=str(self.run),
            port=PORT,
            user=ADMIN,
            password=self.password,
            dbname=database,
            autocommit=True,
            connect_timeout=5,
        ) as connection:
            yield connection

    def stop(self) -> None:
        """End it in order; open connections are cut."""
        self._control("stop", "--mode=fast", "--wait", "--timeout=60")

    def url(self, role: str, password: str, database: str) -> str:
        """SQLAlchemy address of a database for a role."""
        return f"postgresql+psycopg://{role}:{password}@/{database}?host={self.run}&port={PORT}"

    def create_database(self, name: str, owner: str, template: str | None = None) -> None:
        """Make a database as a copy of `template`, or an empty one."""
        clause = sql.SQL(" TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
        statement = sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(name), sql.Identifier(owner)) + clause
        with self.connect("postgres") as connection:
            connection.execute(statement)

    def drop_database(self, name: str) -> None:
        """Drop a database, cutting its connections; one that is not there is fine."""
        with self.connect("postgres") as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def has_database(self, name: str) -> bool:
        """Whether the database exists."""
        with self.connect("postgres") as connection:
            return connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone() is not None

    def _initialise(self) -> bool:
        version = self.data / "PG_VERSION"
        if version.exists():
            self._check_version(version.read_text(encoding="ascii").strip())
            return False
        self.identity.own(self.data)
        with TemporaryDirectory(dir=self.run) as folder:  # the password reaches initdb in a file, never in `ps`
            os.chown(folder, self.identity.uid, self.identity.gid)
            secret = Path(folder) / "password"
            secret.write_text(self.password, encoding="ascii")
            os.chown(secret, self.identity.uid, self.identity.gid)
            made = self.identity.run(
                [str(postgres_binary("initdb")), "-D", str(self.data), "-U", ADMIN, f"--pwfile={secret}", *INITDB],
                stderr=subprocess.PIPE,
            )
        if made.returncode:
            raise RuleBroken("cluster_not_made", f"No se pudo crear la base de datos: {made.stderr.decode()[-400:]}")
        return True

    def _check_version(self, found: str) -> None:
        if found != MAJOR_VERSION:
            raise RuleBroken(
                "other_major_version",
                f"La base de datos de {self.data} es de PostgreSQL {found} y esta versión trae la {MAJOR_VERSION}. "
                "Con la versión anterior de Rumbo ejecute «rumbo backup»; mueva la carpeta a otro lugar y, con esta, "
                "ejecute «rumbo restore».",
            )

    def _start(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            self._forget_dead_postmaster()
            values = {**SETTINGS, **(THROW_AWAY if self.ephemeral else {}), "unix_socket_directories": str(self.run)}
            options = " ".join(f"-c {name}='{value}'" for name, value in values.items())
            log = f"--log={self.log}"
            started = self._control("start", log, "--wait", f"--timeout={START_SECONDS}", f"--options={options}")
            if started and self.answers():
                return
            if time.monotonic() > deadline:
                tail = self.log.read_text(encoding="utf-8", errors="replace")[-400:] if self.log.exists() else ""
                raise RuleBroken("database_not_started", f"PostgreSQL no arrancó; vea {self.log}: {tail}")
            time.sleep(0.3)  # orphans of a killed server let go of its memory within a moment

    def _forget_dead_postmaster(self) -> None:
        """A killed server leaves its pid file; a zombie or a stranger with that pid is not a server."""
        pid_file = self.data / "postmaster.pid"
        with suppress(FileNotFoundError, ValueError, IndexError):
            pid = int(pid_file.read_text(encoding="ascii").split()[0])
            if not _is_postgres(pid):
                pid_file.unlink()

    def _control(self, action: str, *arguments: str) -> bool:
        command = [str(postgres_binary("pg_ctl")), action, "-D", str(self.data), "--silent", *arguments]
        return self.identity.run(command, stderr=subprocess.DEVNULL).returncode == 0


def _is_postgres(pid: int) -> bool:
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and "postgres" in process.name()
    except psutil.NoSuchProcess:
        return False
