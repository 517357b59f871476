"""The embedded Valkey: the bell between processes, on a private socket, with its file synced every second."""

from __future__ import annotations

import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from app.embedded.binaries import valkey_binary
from app.embedded.identity import Identity
from models.rules.errors import RuleBroken

START_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Valkey:
    """Where the server keeps its file and its socket."""

    data: Path
    run: Path
    log: Path
    identity: Identity

    @property
    def socket(self) -> Path:
        """The only way in."""
        return self.run / "valkey.sock"

    @property
    def url(self) -> str:
        """Address for redis-py."""
        return f"unix://{self.socket}"

    def ensure_running(self) -> None:
        """Start it if it does not answer; raises RuleBroken if it does not start."""
        if self.answers():
            return
        self.identity.own(self.data)
        self.identity.run(self._command(), stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if time.monotonic() > deadline:
                raise RuleBroken("queue_not_started", f"Valkey no arrancó; vea {self.log}.")
            time.sleep(0.05)

    def answers(self) -> bool:
        """It says PONG; while it reads its file it does not yet."""
        try:
            with Redis(unix_socket_path=str(self.socket), socket_timeout=5) as client:
                return bool(client.ping())
        except (RedisError, OSError):
            return False

    def stop(self) -> None:
        """End it in order: its file is complete."""
        with suppress(RedisError, OSError), Redis(unix_socket_path=str(self.socket), socket_timeout=30) as client:
            client.shutdown(nosave=True)

    def _command(self) -> list[str]:
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "logfile": str(self.log),
            "pidfile": str(self.run / "valkey.pid"),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "maxmemory-policy": "noeviction",
            "save": "",
            "daemonize": "yes",
        }
        return [str(valkey_binary()), *(word for name, value in settings.items() for word in (f"--{name}", value))]
