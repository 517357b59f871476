"""Two people at once, in two threads of one process and in two processes: nobody sees or writes the other's rows."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import Ministry, csrf_token, rows
from tests.factories import PASSWORD

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 60
OWN = {"enlace": "Elemento A1", "enlace2": "Elemento A2"}
OTHER = {"enlace": "enlace2", "enlace2": "enlace"}
UNITS = {"enlace": "DGA", "enlace2": "DGT"}
STRANGE = {"enlace": "Elemento A2", "enlace2": "Elemento A1"}


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads change as often as they can: what is shared by mistake shows within seconds."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def _mistakes(page: str, username: str) -> list[str]:
    wanted = {OWN[username]: True, STRANGE[username]: False}
    return [f"{username}: {text}" for text, is_there in wanted.items() if (text in page) is not is_there]


def _look(browser: FlaskClient, username: str) -> list[str]:
    """Lists that are searched by the unit of the person; the other's search must not stand in the form."""
    unit, strange = UNITS[username], UNITS[OTHER[username]]
    found = []
    for _ in range(ROUNDS):
        page = browser.get(f"/fenced-items/list/?_flt_0_code=A&_flt_0_org_unit={unit}").text
        found += _mistakes(page, username)
        found += [f"{username}: searched {strange}"] if f'value="{strange}" selected' in page else []
    return found


def test_threads_see_only_their_persons_rows(
    fenced_app: Flask, items: dict[str, int], enter: Callable[[str], FlaskClient], hasty: None
) -> None:
    browsers = {username: enter(username) for username in OWN}
    with ThreadPoolExecutor(2) as pool:
        looks = [pool.submit(_look, browsers[username], username) for username in OWN]
        assert [look.result() for look in looks] == [[], []]


def _write(browser: FlaskClient, key: int, unit: str, name: str) -> None:
    token = csrf_token(browser, "/contrasena/")
    for _ in range(ROUNDS // 2):
        browser.post(f"/fenced-items/action/rename/{key}", data={"csrf_token": token})
        page = browser.get(f"/fenced-items/edit/{key}").text
        version = re.search(r'name="row_version"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="row_version"', page)
        assert version is not None
        form = {"name": name, "weight": "", "description": "", "row_version": version[1] or version[2]}
        form |= {"org_unit": unit, "csrf_token": token}
        assert browser.post(f"/fenced-items/edit/{key}", data=form).status_code == 302


def test_threads_write_only_their_persons_rows(
    fenced_app: Flask, items: dict[str, int], enter: Callable[[str], FlaskClient], hasty: None
) -> None:
    keys = {"enlace": items["A1"], "enlace2": items["A2"]}
    browsers = {username: enter(username) for username in keys}
    with ThreadPoolExecutor(2) as pool:
        writes = [
            pool.submit(_write, browsers[username], key, UNITS[username], f"De {username}")
            for username, key in keys.items()
        ]
        for write in writes:
            write.result()
    stored = rows(
        "SELECT item.code, item.name, unit.code FROM plan_item item JOIN org_unit unit ON unit.id = org_unit_id"
    )
    assert sorted(stored) == [("A1", "De enlace", "DGA"), ("A2", "De enlace2", "DGT")]
    trail = rows("SELECT DISTINCT actor, object_id FROM audit_entry WHERE action = 'edit_plan_item'")
    assert sorted(trail) == [("Enlace de prueba", items["A1"]), ("Enlace2 de prueba", items["A2"])]


@pytest.fixture
def served(environment: dict[str, str], items: dict[str, int], ministry: Ministry) -> Iterator[str]:
    """The web process with its two workers, on the test's database."""
    port = _free_port()
    process = subprocess.Popen(  # noqa: S603 -- our own command
        [sys.executable, str(ROOT / "run.py"), "web"], env={**os.environ, **environment, "PORT": str(port)}, cwd=ROOT
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/login/")
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            build_opener().open(address, timeout=10).close()
        except URLError:
            time.sleep(0.25)
        else:
            return
    pytest.fail(f"{address} does not answer")


def _sign_in(address: str, username: str) -> OpenerDirector:
    opener = build_opener(HTTPCookieProcessor(CookieJar()))
    page = opener.open(f"{address}/login/").read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token is not None
    form = {"username": username, "password": PASSWORD, "csrf_token": token[1]}
    opener.open(f"{address}/login/", urlencode(form).encode()).close()
    return opener


def _browse(address: str, username: str) -> list[str]:
    opener, found = _sign_in(address, username), []
    for _ in range(ROUNDS // 2):
        page = opener.open(f"{address}/plan/list/").read().decode()
        found += _mistakes(page, username)
    return found


def test_processes_see_only_their_persons_rows(served: str, dirty: Callable[[], None]) -> None:
    dirty()
    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(lambda username: _browse(served, username), OWN)) == [[], []]
