"""The demo as its user meets it: a process to start and kill, pages to read."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from app.factory import ROOT

PASSWORD = "una-clave-de-prueba"
FIRST_START_SECONDS = 400.0
BACK_SECONDS = 60.0
CHILDREN = ("web", "worker", "scheduler", "mail-catcher")
SERVERS = ("postgres", "valkey-server")


class Visitor:
    """A browser without scripts: it keeps cookies and follows redirects."""

    def __init__(self, address: str) -> None:
        self.address, self.jar = address, CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        """The text of a page; raises HTTPError for what is refused."""
        return self.get_bytes(path).decode()

    def get_bytes(self, path: str) -> bytes:
        """What an address gives."""
        with self.opener.open(self.address + path, timeout=30) as answer:
            content: bytes = answer.read()
        return content

    def post(self, path: str, form_on: str = "", **fields: str) -> str:
        """Send a form with the token of the page it stands on; gives the page that comes after."""
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(form_on or path))
        assert token is not None
        data = urlencode({**fields, "csrf_token": token[1]}).encode()
        with self.opener.open(self.address + path, data, timeout=60) as answer:
            page: bytes = answer.read()
        return page.decode()

    def sign_in(self, username: str) -> str:
        """The role's first page."""
        return self.post("/login/", username=username, password=PASSWORD)


class RunningDemo:
    """`rumbo demo` in its own folder."""

    def __init__(self, var: Path, port: int) -> None:
        self.var, self.address = var, f"http://127.0.0.1:{port}"
        self.log = var / "demo.log"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("RUMBO_")},
            "RUMBO_VAR": str(var),
            "RUMBO_DEMO_PASSWORD": PASSWORD,
            "PORT": str(port),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def ensure_answering(self) -> None:
        """Start it unless it runs, and wait until it says so."""
        if self.process is None or self.process.poll() is not None:
            self.log.write_text("")
            with self.log.open("ab") as log:
                self.process = subprocess.Popen(  # noqa: S603 -- our own command
                    [sys.executable, str(ROOT / "run.py"), "demo"], env=self.environment, stdout=log, stderr=log
                )
        wait_until(lambda: "Rumbo está en" in self.log.read_text() or self._ended(), FIRST_START_SECONDS)
        wait_until(self.answers, BACK_SECONDS)

    def answers(self) -> bool:
        """A page comes that asks the database."""
        try:
            return "csrf_token" in Visitor(self.address).get("/demo/reloj/")
        except (HTTPError, URLError, OSError):
            return False

    def stop(self) -> None:
        """As Ctrl-C does."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(60)

    def processes(self, word: str) -> set[int]:
        """Its processes that have the word in their command line: children by their command, servers by their name."""
        found = set()
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit() and self._is_ours(folder) and word in _words(folder):
                found.add(int(folder.name))
        return found

    def kill_all(self) -> None:
        """kill -9 of the parent, the children and the servers."""
        pids = [pid for word in (*CHILDREN, *SERVERS) for pid in self.processes(word)]
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        for pid in pids:
            kill(pid)

    def _ended(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, self.log.read_text()
        return False

    def _is_ours(self, folder: Path) -> bool:
        """By its environment, or for the servers by the folder that they work in."""
        try:
            told = (folder / "environ").read_bytes() + bytes((folder / "cwd").readlink())
        except OSError:
            return False
        return str(self.var).encode() in told


def kill(pid: int) -> None:
    """kill -9, also of what is gone already."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def wait_until(holds: Callable[[], bool], seconds: float) -> None:
    """Look again and again; fails when the time is over."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come in time"
        time.sleep(0.2)


def _words(folder: Path) -> list[str]:
    try:
        command = (folder / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return []
    return [word.rsplit("/", 1)[-1] for part in command.split("\0") for word in part.split()]
