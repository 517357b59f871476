"""X-3: the trails tell on their pages who did what and when, before and after; nobody finds a way to change them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import csrf_token, rows
from tests.pages import cells, forms_that_write, links
from tests.procedures.steps import MARCH, fill, press, send, sheet
from tests.procedures.story import AFTER_THE_WINDOW, LAST_EVENING, TOLD, Story

SignIn = Callable[[str], FlaskClient]
BOARD = f"/control/{MARCH}/"
EVENING, NIGHT = "07/04/2027 23:50", "08/04/2027 00:01"
DAY = {"on": "2027-06-02", "name": "Asueto por decreto", "kind": "decree"}


@pytest.fixture
def acted(story: Story, sign_in: SignIn, tick_at: Callable[[str], Any]) -> Story:
    """A month in which everything happened: sent, returned, sent again, verified, waived, a day, closed, reopened."""
    liaison, head, planning = (sign_in(name) for name in ("enlace", "jefatura", "planificacion"))
    mine, silent = sheet("DGA", "POA", story).id, sheet("DGT", "POA", story).id
    tick_at(LAST_EVENING)
    steps = [fill(liaison, story, MARCH, TOLD[MARCH]), send(liaison)]
    steps.append(press(head, f"/bandeja/{mine}/", f"/bandeja/{mine}/return", remark="Revise la cifra"))
    steps += [fill(liaison, story, MARCH, {"b": "4"}), send(liaison)]
    steps.append(press(head, f"/bandeja/{mine}/", f"/bandeja/{mine}/verify"))
    tick_at(AFTER_THE_WINDOW)
    steps.append(press(planning, BOARD, f"/control/sheet/{silent}/waive", reason="Traslado de oficinas"))
    steps.append(press(planning, "/calendario/add", "/calendario/add", **DAY, confirmed="y"))
    steps.append(press(planning, BOARD, f"{BOARD}close"))
    steps.append(press(planning, BOARD, f"{BOARD}reopen", reason="Dato corregido", until="2027-04-30"))
    assert {step.status_code for step in steps} == {302}
    return story


ACTS = [  # when, who, what was done, to what, and words of its details
    (EVENING, "Enlace de prueba", "Avance registrado", "Reporte de una unidad", "marzo de 2027"),
    (EVENING, "Enlace de prueba", "Reporte enviado", "Reporte de una unidad", "marzo de 2027"),
    (EVENING, "Jefatura de prueba", "Reporte devuelto", "Reporte de una unidad", "observaciones: 1"),
    (EVENING, "Jefatura de prueba", "Reporte verificado", "Reporte de una unidad", "envío: 2"),
    (NIGHT, "Planificacion de prueba", "Reporte eximido", "Reporte de una unidad", "Traslado de oficinas"),
    (NIGHT, "Planificacion de prueba", "Calendario cambiado", "Institución", "02/06/2027"),
    (NIGHT, "Planificacion de prueba", "Periodo cerrado", "Periodo", "marzo de 2027"),
    (NIGHT, "Planificacion de prueba", "Periodo reabierto", "Periodo", "Dato corregido"),
]


def test_x3_it_lists_each_act_with_who_when_and_what(acted: Story, sign_in: SignIn, subtests: Any) -> None:
    control = sign_in("control")
    listed = [line for page in walk(control, "/bitacora/list/") for line in cells(page)]
    for at, who, act, thing, words in ACTS:
        with subtests.test(act=act):
            assert [line for line in listed if [at, who, act, thing] == line[:4] and words in line[5]]


CHANGES = [  # who, what, field, before, after
    ("Enlace de prueba", "Avance", "ejecutado", "—", "3"),
    ("Enlace de prueba", "Avance", "ejecutado", "2", "4"),
    ("Enlace de prueba", "Reporte de una unidad", "estado", "en captura", "enviado"),
    ("Jefatura de prueba", "Reporte de una unidad", "estado", "enviado", "devuelto"),
    ("Jefatura de prueba", "Reporte de una unidad", "estado", "enviado", "verificado"),
    ("Planificacion de prueba", "Reporte de una unidad", "motivo de la exención", "—", "Traslado de oficinas"),
    ("Planificacion de prueba", "Día inhábil", "día", "—", "02/06/2027"),
    ("Planificacion de prueba", "Periodo", "estado", "en revisión", "cerrado"),
    ("Planificacion de prueba", "Periodo", "estado", "cerrado", "reabierto"),
]


def test_x3_it_shows_each_value_before_and_after(acted: Story, sign_in: SignIn, subtests: Any) -> None:
    control, shown = sign_in("control"), set()
    for page in walk(control, "/cambios/list/"):
        for address in links(page, "/cambios/show/"):
            record = control.get(address).text
            who, what = (value_of(record, label) for label in ("Quién", "Qué"))
            shown |= {(who, what, *line) for line in cells(record)}
            assert re.fullmatch(r"\d\d/\d\d/2027 \d\d:\d\d", value_of(record, "Cuándo"))
    for change in CHANGES:
        with subtests.test(change=change):
            assert change in shown


def walk(browser: FlaskClient, address: str) -> list[str]:
    """The pages of a list, the newest first, until those of March are over."""
    view = {"/bitacora/list/": "AuditEntryView", "/cambios/list/": "ValueChangeView"}[address]
    pages: list[str] = []
    while len(pages) < 20:
        answer = browser.get(f"{address}?page_{view}={len(pages)}")
        assert answer.status_code == 200
        pages.append(answer.text)
        if "Página siguiente" not in answer.text or not re.search(r"0[78]/04/2027", answer.text):
            break
    return pages


def value_of(record: str, label: str) -> str:
    """What stands beside a label of a record."""
    found = re.search(rf"<dt>{label}</dt>\s*<dd>\s*(.*?)\s*</dd>", record, re.DOTALL)
    assert found is not None, label
    return found[1]


@pytest.mark.parametrize("person", ["control", "admin"])
def test_x3_it_offers_nobody_a_way_to_change_the_trail(acted: Story, sign_in: SignIn, person: str) -> None:
    browser = sign_in(person)
    opened = 0
    for trail in ("bitacora", "cambios"):
        answer = browser.get(f"/{trail}/list/")
        if (person, trail) == ("admin", "cambios"):  # figures are not the administrator's
            assert answer.status_code == 403
            continue
        for page in (answer.text, browser.get(links(answer.text, f"/{trail}/show/")[0]).text):
            opened += 1
            assert not links(page, f"/{trail}/edit") + links(page, f"/{trail}/delete") + links(page, f"/{trail}/add")
            assert forms_that_write(page) == ["/tema/", "/idioma/", "/logout/"]
    assert opened == {"control": 4, "admin": 2}[person]


TRIES = [
    (method, f"/{trail}/{what}")
    for trail in ("bitacora", "cambios")
    for method, what in (
        ("POST", "add"),
        ("POST", "edit/{key}"),
        ("POST", "delete/{key}"),
        ("POST", "list/"),
        ("POST", "show/{key}"),
        ("PUT", "show/{key}"),
        ("PATCH", "show/{key}"),
        ("DELETE", "show/{key}"),
    )
]


@pytest.mark.parametrize("person", ["control", "admin"])
def test_x3_it_refuses_whoever_tries_to_change_the_trail(acted: Story, sign_in: SignIn, person: str) -> None:
    browser = sign_in(person)
    token = csrf_token(browser, "/contrasena/")
    tables = {"bitacora": "audit_entry", "cambios": "value_change"}
    lines = {name: str(rows(f"SELECT max(id) FROM {name}")[0][0]) for name in tables.values()}  # noqa: S608
    before = {name: kept(name, key) for name, key in lines.items()}
    for method, path in TRIES:
        address = path.format(key=lines[tables[path.split("/")[1]]])
        data = {"csrf_token": token, "actor": "Nadie", "action": "x"}
        answer = browser.open(address, method=method, data=data)
        assert answer.status_code in {403, 404, 405}, (method, address)
    assert {name: kept(name, key) for name, key in lines.items()} == before


def kept(table: str, key: str) -> str:
    """Every line of a trail up to one."""
    return str(rows(f"SELECT md5(string_agg(to_jsonb(t)::text, '' ORDER BY id)) FROM {table} t WHERE id <= {key}"))  # noqa: S608
