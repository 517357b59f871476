"""`rumbo demo` as its user meets it: one command, every role, the mails, the clock, and kill -9 at will."""

from __future__ import annotations

import io
import os
import re
import subprocess
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from python_calamine import CalamineWorkbook

from app.demo.run import ALIVE
from tests.demo.visitor import BACK_SECONDS, CHILDREN, SERVERS, RunningDemo, Visitor, kill, wait_until

MAIL = re.compile(r'<a href="(/demo/correos/\w+/)">\s*(.*?)\s*</a>.*?<td[^>]*>\s*(\S+@\S+\.example)\s*</td>', re.DOTALL)
ROLES = (
    ("enlace", "/mi-mes/"),
    ("enlace2", "/mi-mes/"),
    ("jefatura", "/bandeja/"),
    ("analista", "/bandeja/"),
    ("planificacion", "/bandeja/"),
    ("direccion", "/tablero/"),
    ("viceministro", "/tablero/"),
    ("control", "/tablero/"),
    ("finanzas", "/tablero/"),
    ("secretaria", "/tablero/"),
    ("admin", "/personas/"),
)


def mails(visitor: Visitor, subject: str) -> dict[str, str]:
    """Recipient → text of every caught mail whose subject begins so."""
    rows = MAIL.findall(visitor.get("/demo/correos/"))
    return {to: visitor.get(path) for path, title, to in rows if subject in title}


def shown_time(demo: RunningDemo) -> datetime:
    """What the clock's page shows."""
    shown = re.search(r'value="(\d{4}-\d\d-\d\dT\d\d:\d\d)"', Visitor(demo.address).get("/demo/reloj/"))
    assert shown is not None
    return datetime.fromisoformat(shown[1])


@pytest.mark.parametrize(("username", "first_page"), ROLES)
def test_it_lets_every_role_in_to_a_page_of_its_own(visitor: Visitor, username: str, first_page: str) -> None:
    page = visitor.sign_in(username)
    assert f'href="{first_page}' in page
    assert 'action="/logout/"' in page


def test_it_shows_the_returned_sheet_with_its_remarks_and_figures(visitor: Visitor) -> None:
    page = visitor.sign_in("enlace")
    assert "devuelto" in page
    assert "registro de emitidos" in page
    assert "Apoyo a misión FMI" in page


def test_it_shows_the_figures_of_the_example_on_the_dashboard(visitor: Visitor) -> None:
    visitor.sign_in("viceministro")
    page = visitor.get("/tablero/?period=2027-03")
    assert re.search(r"PE-01.*?77\.78", page, re.DOTALL)
    assert re.search(r"F-01.*?87\.22", page, re.DOTALL)


def test_it_shows_what_was_agreed_on_the_projects_in_yellow(visitor: Visitor) -> None:
    visitor.sign_in("jefatura")
    page = visitor.get("/compromisos/")
    assert re.search(r"intercambio con el sistema aduanero.*?en curso", page, re.DOTALL)


def test_it_shows_who_is_silent_and_who_was_late(visitor: Visitor) -> None:
    visitor.sign_in("planificacion")
    board = visitor.get("/control/2027-03/")
    states = re.findall(r", mar: (sin reporte|devuelto|en revisión|verificado)", board)
    assert (states.count("sin reporte"), states.count("devuelto")) == (1, 1)
    assert states.count("en revisión") > 0 < states.count("verificado")
    assert re.search(r"UAIP.*?08/04/2027 08:20", board, re.DOTALL)


def test_it_warns_the_heads_of_the_two_participants_and_no_third(visitor: Visitor) -> None:
    warned = {to: text for to, text in mails(visitor, "alerta temprana de marzo").items() if "PE-01 " in text}
    assert set(warned) == {"jefatura@hacienda.example", "jefatura_dgii@hacienda.example"}
    assert all("77.78 % ▲ amarillo" in text for text in warned.values())


def test_it_sends_the_consolidation_to_finance_and_audit(visitor: Visitor) -> None:
    sent = mails(visitor, "Consolidado de marzo")
    assert set(sent) == {"finanzas@hacienda.example", "control@hacienda.example"}
    link = re.search(r'href="(/demo/correos/\w+/0)"', sent["finanzas@hacienda.example"])
    assert link is not None
    book = CalamineWorkbook.from_filelike(io.BytesIO(visitor.get_bytes(link[1])))
    cells = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    functions = next(row for row in cells["Por dependencia y función"] if "F-01" in row)
    projects = next(row for row in cells["Proyectos estratégicos"] if "PE-01" in row)
    assert {round(cell, 2) for cell in functions if isinstance(cell, float)} >= {78.89, 87.22}
    assert 77.78 in {round(cell, 2) for cell in projects if isinstance(cell, float)}
    assert any("UCOM" in map(str, row) for row in cells["Sin reporte"])


def test_it_has_mails_in_whole_words(visitor: Visitor) -> None:
    subjects = [title for _, title, _ in MAIL.findall(visitor.get("/demo/correos/"))]
    assert any(subject.endswith("Dirección de Política Económica y Fiscal") for subject in subjects)


def test_it_moves_its_clock_on(visitor: Visitor) -> None:
    before = visitor.get("/demo/reloj/")
    after = visitor.post("/demo/reloj/mover", "/demo/reloj/", step="hour")
    hour = r'class="figure">(\d\d):\d\d<'
    first, second = (re.search(hour, page) for page in (before, after))
    assert first is not None
    assert second is not None
    assert (int(second[1]) - int(first[1])) % 24 in {1, 2}


def test_it_refuses_a_moment_that_is_none(visitor: Visitor) -> None:
    with pytest.raises(OSError, match="422"):
        visitor.post("/demo/reloj/mover", "/demo/reloj/", moment="mañana")


def test_it_refuses_a_move_without_the_token(visitor: Visitor) -> None:
    with pytest.raises(OSError, match="400"):
        visitor.opener.open(f"{visitor.address}/demo/reloj/mover", b"step=hour")


@pytest.mark.parametrize("word", [*CHILDREN, *SERVERS])
def test_it_brings_back_what_was_killed(demo: RunningDemo, word: str) -> None:
    wait_until(lambda: bool(demo.processes(word)), BACK_SECONDS)
    before = demo.processes(word)
    for pid in before:
        kill(pid)
    wait_until(lambda: bool(demo.processes(word) - before) and demo.answers(), BACK_SECONDS)
    assert "/mi-mes/" in Visitor(demo.address).sign_in("enlace")


def test_it_has_everything_again_after_all_was_killed(demo: RunningDemo) -> None:
    visitor = Visitor(demo.address)
    known = set(MAIL.findall(visitor.get("/demo/correos/")))
    demo.kill_all()
    demo.ensure_answering()
    assert "Primera vez" not in demo.log.read_text()
    assert known <= set(MAIL.findall(visitor.get("/demo/correos/")))
    assert "devuelto" in Visitor(demo.address).sign_in("enlace")


def test_it_goes_on_from_where_its_clock_was(demo: RunningDemo) -> None:
    before = shown_time(demo)
    demo.stop()
    assert not any(demo.processes(word) for word in (*CHILDREN, *SERVERS))
    alive = demo.var / ALIVE
    os.utime(alive, times=(alive.stat().st_atime, alive.stat().st_mtime - 86_400))  # as if stopped a day before
    demo.ensure_answering()
    assert "Primera vez" not in demo.log.read_text()
    assert before - timedelta(days=1) <= shown_time(demo) < before - timedelta(hours=23)


def test_it_refuses_a_database_outside(run_demo_command: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    ended = run_demo_command(RUMBO_DATABASE_URL="postgresql+psycopg://somebody@db.example/office")
    assert ended.returncode == 1
    assert "RUMBO_DATABASE_URL" in ended.stderr


def test_it_refuses_a_port_that_is_taken(
    demo: RunningDemo, run_demo_command: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    ended = run_demo_command(PORT=demo.address.rsplit(":", 1)[1], RUMBO_VAR=str(demo.var))
    assert ended.returncode == 1
    assert "ocupado" in ended.stderr
