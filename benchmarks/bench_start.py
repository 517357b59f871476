"""From a fresh clone to a signed-in page, and a later start: the seconds that a newcomer waits."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from app.factory import ROOT
from benchmarks.place import row, token_of

PORT, PASSWORD = "8097", "medida-de-arranque-2027"
GIVE_UP_SECONDS = 600
KEPT = ("PATH", "HOME", "LANG")


def run() -> list[dict[str, Any]]:
    """Clone the committed tree, start the demo twice, sign in each time."""
    with TemporaryDirectory(prefix="rumbo-clon-", dir="/tmp") as folder:
        clone = Path(folder) / "rumbo"
        began = time.perf_counter()
        subprocess.run(["git", "clone", "-q", str(ROOT), str(clone)], check=True)  # noqa: S603, S607 -- git and our tree
        first = _start_and_sign_in(clone, began)
        later = _start_and_sign_in(clone, time.perf_counter())
    return [
        row("de un clon nuevo a una página con sesión", "≤ 180", first, "s"),
        row("un arranque posterior", "≤ 10", later, "s"),
    ]


def _start_and_sign_in(clone: Path, began: float) -> float:
    environment = {name: os.environ[name] for name in os.environ if name in KEPT or name.startswith("PIP_")}
    demo = subprocess.Popen(
        ["make", "-s", "demo"],  # noqa: S607 -- the command that the README names
        cwd=clone,
        env={**environment, "PORT": PORT, "RUMBO_DEMO_PASSWORD": PASSWORD},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not _signs_in():
            assert demo.poll() is None, "make demo ended by itself"
            assert time.perf_counter() - began < GIVE_UP_SECONDS, "make demo did not answer"
            time.sleep(0.3)
        return time.perf_counter() - began
    finally:
        os.killpg(demo.pid, signal.SIGINT)
        demo.wait(60)


def _signs_in() -> bool:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    address = f"http://127.0.0.1:{PORT}/login/"
    try:
        page = browser.open(address, timeout=20).read().decode()
        form = urlencode({"username": "enlace", "password": PASSWORD, "csrf_token": token_of(page)})
        answer = browser.open(address, form.encode(), timeout=20)
    except (urllib.error.URLError, OSError):
        return False
    return "/mi-mes/" in answer.geturl()
