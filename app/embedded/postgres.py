"""The embedded PostgreSQL server: made once, started, recovered after any kind of death, stopped."""

from __future__ import annotations

import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from app.embedded.account import Account
from app.embedded.binaries import POSTGRES_PROGRAM, postgres_binary, postgres_major
from app.embedded.place import Place, fresh_log
from app.embedded.postgres_settings import ADMIN, DOOR, settings_text
from app.embedded.processes import send, tagged, wait_until_gone
from models.rules.errors import RuleBroken

EPHEMERAL_MARK = "rumbo.ephemeral"
RECOVERY_SECONDS = 3600  # repeating the journal after a crash of a large database takes its time
SILENCE_SECONDS = 15.0  # alive without an answer for so long: stuck
STOP_SECONDS = 90.0
ABORT_SECONDS = 15.0
PING_SECONDS = 3
PAUSE_SECONDS = 0.05
START_TRIES = 3  # the shared memory of a killed server may outlive it by a moment
# The same order, case and search on every machine, whatever its locales; UTF8 has to be said beside them.
INITDB = (
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=PG_UNICODE_FAST",
    "--locale=C",
    "--no-instructions",
)


@dataclass(frozen=True, slots=True)
class Postgres:
    """The server over `place.postgres`, with its socket in `sockets`. Callers hold the start lock, or are the last."""

    place: Place
    sockets: Path
    account: Account

    def ensure(self, admin_password: str, *, ephemeral: bool) -> None:
        """Leave a server running that answers: the one that runs, or a new one over the data as last committed.

        An empty place gets a new cluster, `ephemeral` or not for ever. Raises RuleBroken `other_major_version`,
        `not_ephemeral`, `database_not_made`, `database_not_started`, `server_not_ours`.
        """
        self._check_data(ephemeral=ephemeral)
        if self._made() and self._answers():
            return
        self._clear_remains()
        if not self._made():
            self._make(admin_password, ephemeral=ephemeral)
        self.account.give(self.place.postgres)
        self._start()

    def stop(self) -> None:
        """Stop in order; if that takes too long, at once: committed data is safe either way."""
        for number, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, ABORT_SECONDS)):
            process = self._postmaster()
            if process is None:
                break
            send(number, frozenset({process}))
            if wait_until_gone(POSTGRES_PROGRAM, self.place.tag, seconds):
                break
        self._clear_remains()

    def running(self) -> bool:
        """Whether the server is there and takes connections."""
        return self._postmaster() is not None and self._ping() is Ping.OK

    def _made(self) -> bool:
        return (self.place.postgres / "PG_VERSION").exists()

    def _check_data(self, *, ephemeral: bool) -> None:
        data = self.place.postgres
        if not self._made():
            return
        written, ours = (data / "PG_VERSION").read_text(encoding="ascii").strip(), postgres_major()
        if written != ours:
            raise RuleBroken(
                "other_major_version",
                f"Los datos de «{data}» son de PostgreSQL {written} y esta versión de Rumbo trae PostgreSQL {ours}."
                " Con la versión anterior de Rumbo ejecute rumbo backup; aparte esa carpeta, y con esta versión"
                " ejecute rumbo restore con la copia.",
            )
        if ephemeral and not (data / EPHEMERAL_MARK).exists():
            raise RuleBroken(
                "not_ephemeral",
                f"«{data}» guarda datos que no son desechables: use una carpeta vacía para las pruebas.",
            )

    def _make(self, admin_password: str, *, ephemeral: bool) -> None:
        """Make the cluster beside its place and move it there when it is whole."""
        draft = self.place.postgres.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self.account.give(draft)
        password_file = self.sockets / "initdb.password"
        password_file.unlink(missing_ok=True)
        password_file.touch(mode=0o600)
        self.account.give(password_file)
        try:
            password_file.write_text(admin_password, encoding="ascii")
            options = (*INITDB, "--no-sync") if ephemeral else INITDB
            initdb = postgres_binary("initdb")
            done = self.account.run(initdb, "-D", draft, "-U", ADMIN, f"--pwfile={password_file}", *options)
        finally:
            password_file.unlink()
        if done.returncode != 0:
            raise RuleBroken("database_not_made", f"PostgreSQL no pudo crear su carpeta: {done.stderr.strip()}")
        if ephemeral:
            (draft / EPHEMERAL_MARK).touch()
        draft.rename(self.place.postgres)

    def _start(self) -> None:
        log = fresh_log(self.place, "postgres")
        self.account.give(log)
        self._write_settings()
        wait = ("--wait", f"--timeout={RECOVERY_SECONDS}")
        title = f"--options=-c cluster_name={self.place.tag}"
        for _ in range(START_TRIES):
            done = self.account.run(
                postgres_binary("pg_ctl"), "start", "-D", self.place.postgres, *wait, f"--log={log}", title
            )
            if done.returncode == 0:
                return
            self._clear_remains()
            time.sleep(0.5)
        raise RuleBroken(
            "database_not_started",
            f"PostgreSQL no arrancó. La causa está en «{log}»; su última línea: {_last_line(log)}",
            status=503,
        )

    def _write_settings(self) -> None:
        data = self.place.postgres
        ephemeral = (data / EPHEMERAL_MARK).exists()
        for name, text in (
            ("postgresql.conf", settings_text(self.sockets, ephemeral=ephemeral)),
            ("pg_hba.conf", DOOR),
        ):
            (data / name).write_text(text, encoding="utf-8")  # the files are initdb's: owner and mode stay

    def _answers(self) -> bool:
        """Wait for a living server: true when it takes connections, false when it is dead, dies or is stuck."""
        last_word = time.monotonic()
        while self._postmaster() is not None:
            answer = self._ping()
            if answer is Ping.OK:
                return True
            if answer is Ping.REJECT:  # it starts, recovers or stops, and says so
                last_word = time.monotonic()
            if time.monotonic() - last_word > SILENCE_SECONDS:
                return False
            time.sleep(PAUSE_SECONDS)
        return False

    def _ping(self) -> Ping:
        return Ping(
            PGconn.ping(make_conninfo(host=str(self.sockets), connect_timeout=PING_SECONDS, dbname="postgres").encode())
        )

    def _postmaster(self) -> int | None:
        """The process that the data folder names, if it is alive and ours; else none, whatever children are left."""
        try:
            first = (self.place.postgres / "postmaster.pid").read_text(encoding="utf-8").partition("\n")[0]
        except FileNotFoundError:
            return None
        alive = tagged(POSTGRES_PROGRAM, self.place.tag)
        return int(first) if first.isdigit() and int(first) in alive else None

    def _clear_remains(self) -> None:
        """End what is left of a dead or stuck server, then its files: they name processes that may be others now."""
        send(signal.SIGKILL, tagged(POSTGRES_PROGRAM, self.place.tag))
        if not wait_until_gone(POSTGRES_PROGRAM, self.place.tag, ABORT_SECONDS):
            raise RuleBroken("server_stuck", "Un proceso de PostgreSQL no termina: reinicie el equipo.", status=503)
        socket = self.sockets / ".s.PGSQL.5432"
        for path in (self.place.postgres / "postmaster.pid", socket, socket.with_name(f"{socket.name}.lock")):
            path.unlink(missing_ok=True)


def _last_line(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    return lines[-1] if lines else "(vacío)"
