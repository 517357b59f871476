"""A signed-in reader of one rival: starts its process, asks for pages over loopback, tells its memory."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from app.factory import ROOT
from benchmarks.place import token_of

GIVE_UP_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Rival:
    """How a rival is started and entered, and where its lists are: page name → address."""

    name: str
    command: tuple[str, ...]
    order: Mapping[str, Any]
    log_in: str
    token: str
    person: str
    pages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """One page: seconds until its last byte, bytes, SQL statements, the worker's process."""

    seconds: float
    size: int
    statements: int
    worker: int


@dataclass(frozen=True, slots=True)
class Browser:
    """A session in one rival's process."""

    port: int
    cookies: str

    def get(self, address: str) -> Answer:
        """Ask for a page; fails for any answer but 200. Sync workers close the connection after each, for everybody."""
        began = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=GIVE_UP_SECONDS)
        connection.request("GET", address, headers={"Cookie": self.cookies, "Accept-Language": "es"})
        answer = connection.getresponse()
        body = answer.read()
        seconds = time.perf_counter() - began
        connection.close()
        assert answer.status == 200, (address, answer.status, body[:2000])
        return Answer(seconds, len(body), int(answer.headers["X-Statements"]), int(answer.headers["X-Worker"]))

    def text(self, address: str) -> str:
        """The page itself, to see that it shows what the others show."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{address}", headers={"Cookie": self.cookies})
        with urllib.request.urlopen(request, timeout=GIVE_UP_SECONDS) as answer:  # noqa: S310
            page: str = answer.read().decode()
        return page


@contextmanager
def running(rival: Rival, password: str) -> Iterator[Browser]:
    """The rival's process and a signed-in browser on it, until the block ends."""
    port = _free_port()
    process = subprocess.Popen(  # noqa: S603 -- our own modules
        rival.command, stdin=subprocess.PIPE, cwd=ROOT, text=True, start_new_session=True
    )
    try:
        assert process.stdin is not None
        process.stdin.write(json.dumps({"port": port, **rival.order}, default=str) + "\n")
        process.stdin.close()
        yield Browser(port, _signed_in(rival, port, password, process))
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)


def memory(worker: int) -> tuple[float, float]:
    """Megabytes of a process: resident, and its proportional share of what is shared."""
    lines = Path(f"/proc/{worker}/smaps_rollup").read_text(encoding="ascii").splitlines()
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines[1:] if line.endswith("kB")}
    return sizes["Rss"], sizes["Pss"]


def session_of(port: int, person: str, password: str) -> str:
    """The cookies of one more session of Rumbo on this port."""
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"http://127.0.0.1:{port}/login/"
    with opener.open(address, timeout=GIVE_UP_SECONDS) as answer:
        token = token_of(answer.read().decode())
    form = {"username": person, "password": password, "csrf_token": token}
    opener.open(address, urlencode(form).encode(), timeout=GIVE_UP_SECONDS).close()
    return _cookies(jar)


def _signed_in(rival: Rival, port: int, password: str, process: subprocess.Popen[str]) -> str:
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"http://127.0.0.1:{port}{rival.log_in}"
    page = _first_page(opener, address, process)
    token = page.split(f'name="{rival.token}"')[1].split('value="')[1].split('"', maxsplit=1)[0]
    form = {"username": rival.person, "password": password, rival.token: token}
    request = urllib.request.Request(address, urlencode(form).encode(), headers={"Referer": address})
    opener.open(request, timeout=60).close()
    return _cookies(jar)


def _cookies(jar: CookieJar) -> str:
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def _first_page(opener: urllib.request.OpenerDirector, address: str, process: subprocess.Popen[str]) -> str:
    began = time.perf_counter()
    while True:
        try:
            with opener.open(address, timeout=60) as answer:
                return str(answer.read(), "utf-8")
        except urllib.error.URLError as problem:
            waited = time.perf_counter() - began
            if process.poll() is not None or waited > GIVE_UP_SECONDS or isinstance(problem, urllib.error.HTTPError):
                raise
            time.sleep(0.2)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
