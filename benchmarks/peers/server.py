"""One gunicorn worker of the same kind for everybody; each answer says how many statements it took and by whom."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

import psycopg
from gunicorn.app.base import BaseApplication

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class OneWorker(BaseApplication):
    """A sync worker on loopback that makes its application after it was forked, as Rumbo's own server does."""

    def __init__(self, port: int, make: Callable[[], Wsgi]) -> None:
        self.port, self.make = port, make
        super().__init__()

    def load_config(self) -> None:
        """Fill gunicorn's own configuration."""
        wanted = {"bind": f"127.0.0.1:{self.port}", "workers": 1, "worker_class": "sync", "timeout": 300}
        for name, value in {**wanted, "loglevel": "warning", "control_socket_disable": True}.items():
            self.cfg.set(name, value)

    def load(self) -> Wsgi:
        """The application inside the worker."""
        return Counted(self.make())


class Counted:
    """Adds the number of statements of a request and the worker's process to the answer's headers."""

    def __init__(self, inner: Wsgi) -> None:
        self.inner, self.sent = inner, 0
        plain = psycopg.Cursor.execute

        def execute(cursor: Any, *args: Any, **more: Any) -> Any:  # noqa: ANN401 -- the driver's own
            self.sent += 1
            return plain(cursor, *args, **more)

        psycopg.Cursor.execute = execute  # type: ignore[method-assign]

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        self.sent = 0

        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:  # noqa: ANN401 -- WSGI's own
            told = [("X-Statements", str(self.sent)), ("X-Worker", str(os.getpid()))]
            return start_response(status, [*headers, *told], *more)

        return self.inner(environ, start)


def serve(make: Callable[[dict[str, Any]], Wsgi]) -> None:
    """Serve what `make` gives for the order on standard input (`port` and whatever the application needs)."""
    order = json.loads(sys.stdin.readline())
    OneWorker(order["port"], lambda: make(order)).run()
