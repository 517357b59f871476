"""The demo's five institutions behind a real server on loopback, as on their first morning after each change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask, got_request_exception
from sqlalchemy import event
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from app.demo.load import load_demo
from app.demo.run import MAILS
from app.embedded.parts import Parts
from app.factory import create_app
from config import settings
from jobs.mail_catcher import catching
from models.tables.base import db

HOST = "127.0.0.1"
KEPT, SHOWN = "rumbo_demo_kept", "rumbo_demo_shown"
PASSWORD = "una-clave-de-prueba"
Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Silent(WSGIRequestHandler):
    """A request is no news."""

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 -- werkzeug's name
        """Say nothing."""


@dataclass(slots=True)
class Door:
    """Where the application is served: one request at a time, as each worker of ours does it.

    Browsers open more connections than they use, so a thread waits for each.
    """

    app: Wsgi | None = None
    turn: threading.Lock = field(default_factory=threading.Lock)
    server: BaseWSGIServer | None = None
    thread: threading.Thread | None = None

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        assert self.app is not None
        with self.turn:
            return self.app(environ, start_response)

    @property
    def port(self) -> int:
        """The one that it holds, or held before it was closed."""
        assert self.server is not None
        return self.server.port

    def open(self, port: int = 0) -> None:
        """Listen, and answer."""
        self.server = make_server(HOST, port, self, threaded=True, request_handler=Silent)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    def close(self) -> None:
        """Listen no more."""
        assert self.server is not None
        assert self.thread is not None
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(10)


@dataclass  # no slots: signals hold it weakly
class Site:
    """`address` without a slash at its end; `failures` are what no page should meet."""

    app: Flask
    address: str
    parts: Parts
    var: Path
    door: Door
    failures: list[BaseException] = field(default_factory=list)
    is_clean: bool = False
    prepared: str = ""

    def keep(self, name: str) -> None:
        """From now on `renew(name)` brings back what is shown at this moment."""
        self.let_go()
        self.parts.create_database(name, template=SHOWN)
        self.is_clean, self.prepared = True, name

    def renew(self, name: str = KEPT) -> None:
        """What was kept, by default the demo as it begins, unless nothing was committed since."""
        if self.is_clean and self.prepared == name:
            return
        self.let_go()
        self.parts.drop_database(SHOWN)
        self.parts.create_database(SHOWN, template=name)
        self.is_clean, self.prepared = True, name

    def let_go(self) -> None:
        """A database with visitors cannot be copied; whoever left before the answer may still have it written."""
        with self.door.turn, self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    @contextmanager
    def restarting(self) -> Iterator[None]:
        """Nobody listens while the block lasts; then a new process would stand there, and a new server does."""
        self.door.close()
        yield
        self.door.open(self.door.port)

    def soiled(self, *_: object) -> None:
        """Something was committed."""
        self.is_clean = False

    def failed(self, _app: Flask, exception: BaseException, **_: object) -> None:
        """A page met what it did not expect."""
        self.failures.append(exception)


@contextmanager
def site(parts: Parts, template: str, environment: dict[str, str], var: Path) -> Iterator[Site]:
    """Load the demo into a database of its own, keep it, and serve a copy of it as long as the block lasts."""
    door = Door()
    door.open()
    parts.create_database(SHOWN, template=template)
    address = f"http://{HOST}:{door.port}"
    app = create_app(_settings(parts, environment, var, address))
    made = Site(app, address, parts, var, door)
    _load(made)
    made.keep(KEPT)
    got_request_exception.connect(made.failed, app)
    with app.app_context():
        event.listen(db.engine, "commit", made.soiled)
    door.app = app.wsgi_app
    yield made
    door.close()
    made.let_go()


def _settings(parts: Parts, environment: dict[str, str], var: Path, address: str) -> dict[str, Any]:
    urls = {
        "RUMBO_DATABASE_URL": parts.database_url,
        "RUMBO_DATABASE_OWNER_URL": parts.owner_url,
        "RUMBO_DATABASE_READ_URL": parts.read_url,
    }
    ours = {name: url.replace(parts.database, SHOWN) for name, url in urls.items()}
    known = {**environment, **ours, "RUMBO_ENV": "demo", "RUMBO_VAR": str(var), "RUMBO_BASE_URL": address}
    values = settings(known)
    return {**values, "RUMBO_FILES_URL": str(var / "files"), "EMBEDDED": False}


def _load(made: Site) -> None:
    with made.app.app_context(), catching(made.var / MAILS, made.app.config["MAIL_PORT"]):
        load_demo(PASSWORD, made.var / "files")
