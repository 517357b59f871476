"""The embedded Valkey server: the queue's bell, on a private socket, with what it was told on the disk."""

from __future__ import annotations

import signal
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import BusyLoadingError, RedisError
from redis.retry import Retry

from app.embedded.account import Account
from app.embedded.binaries import VALKEY_PROGRAM, valkey_binary
from app.embedded.place import Place, fresh_log
from app.embedded.processes import send, tagged, wait_until_gone
from models.rules.errors import RuleBroken

SOCKET_NAME = "valkey.sock"
SILENCE_SECONDS = 15.0
STOP_SECONDS = 30.0
KILL_SECONDS = 15.0
PING_SECONDS = 3
PAUSE_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Valkey:
    """The server over `place.valkey`, with its socket in `sockets`. Callers hold the start lock, or are the last."""

    place: Place
    sockets: Path
    account: Account

    @property
    def address(self) -> str:
        """What redis-py and rq connect to."""
        return f"unix://{quote(str(self.sockets / SOCKET_NAME))}"

    def ensure(self, *, ephemeral: bool) -> None:
        """Leave one server running that answers: the one that runs, or a new one with the keys of the last second.

        A second server over the same folder would start without a word and take the socket away from the first:
        so whatever carries our tag and does not answer is ended before. Raises RuleBroken `queue_not_started`.
        """
        if self._answers():
            return
        self.stop()
        if not self.place.valkey.is_dir():
            self.place.valkey.mkdir(mode=0o700)
        self.account.give(self.place.valkey)
        self._start(ephemeral=ephemeral)

    def stop(self) -> None:
        """Ask it to write and end; end it hard if it does not."""
        for number, seconds in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, KILL_SECONDS)):
            send(number, tagged(VALKEY_PROGRAM, self.place.tag))
            if wait_until_gone(VALKEY_PROGRAM, self.place.tag, seconds):
                break
        else:
            raise RuleBroken("server_stuck", "Un proceso de Valkey no termina: reinicie el equipo.", status=503)
        for name in (SOCKET_NAME, "valkey.pid"):
            (self.sockets / name).unlink(missing_ok=True)

    def running(self) -> bool:
        """Whether the server is there and answers."""
        return self._ping() is True

    def _start(self, *, ephemeral: bool) -> None:
        log = fresh_log(self.place, "valkey")
        self.account.give(log)
        # The title is also an argument: so the process carries the tag from its first moment.
        title = ("--proc-title-template", f"{{title}} {self.place.tag}")
        done = self.account.run(valkey_binary(), "-", *title, text=self._settings(log, ephemeral=ephemeral))
        if done.returncode != 0 or not self._answers():
            raise RuleBroken(
                "queue_not_started",
                f"Valkey no arrancó; la causa está en «{log}». La cola se puede apartar sin perder nada:"
                f" mueva la carpeta «{self.place.valkey}» y repita.",
                status=503,
            )

    def _settings(self, log: Path, *, ephemeral: bool) -> str:
        values = {
            "port": "0",
            "unixsocket": _quoted(self.sockets / SOCKET_NAME),
            "unixsocketperm": "770",
            "dir": _quoted(self.place.valkey),
            "pidfile": _quoted(self.sockets / "valkey.pid"),
            "logfile": _quoted(log),
            "daemonize": "yes",
            "appendonly": "yes",
            "appendfsync": "no" if ephemeral else "everysec",
            "save": '""',
            "maxmemory-policy": "noeviction",  # a full queue says so; it never drops a job in silence
        }
        return "".join(f"{name} {value}\n" for name, value in values.items())

    def _answers(self) -> bool:
        """Wait for a living server: true when it answers, false when it is dead, dies or is stuck."""
        last_word = time.monotonic()
        while tagged(VALKEY_PROGRAM, self.place.tag):
            answer = self._ping()
            if answer:
                return True
            if answer is None:  # it reads its file, and says so
                last_word = time.monotonic()
            if time.monotonic() - last_word > SILENCE_SECONDS:
                return False
            time.sleep(PAUSE_SECONDS)
        return False

    def _ping(self) -> bool | None:
        """True: it answers; None: it is still loading; False: nothing there, or no answer."""
        path = str(self.sockets / SOCKET_NAME)
        try:
            with Redis(unix_socket_path=path, socket_timeout=PING_SECONDS, retry=Retry(NoBackoff(), 0)) as client:
                return bool(client.ping())
        except BusyLoadingError:
            return None
        except RedisError:
            return False


def _quoted(path: Path) -> str:
    """A path in Valkey's configuration, where a quotation mark and a backslash need one more backslash."""
    text = str(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
