"""X-2: internal control opens all that there is to see, and whatever it posts, nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from werkzeug.datastructures import FileStorage
from werkzeug.routing import Rule

from jobs.deliver_mail import deliver_mail
from models.tables.registry import TABLES
from tests.conftest import Ministry, csrf_token, rows
from tests.pages import cells, links
from tests.post_office import PostOffice
from tests.procedures.steps import MARCH, fill, send
from tests.procedures.story import CONSOLIDATION, TOLD, Story
from tests.structure.matrix_rows import Keys, make_rows

SignIn = Callable[[str], FlaskClient]
OWN_ACCOUNT = (
    "/login/",
    "/logout/",
    "/contrasena/",
    "/mis-avisos/",
    "/tema/",
    "/idioma/",
    "/plazos/suscripcion/make",
    "/plazos/suscripcion/end",
    "/ver-como/salir",
    "/pasado/entrar",
    "/pasado/salir",
    "/publico/verificar/",
    "/api/v1/security/login",
    "/api/v1/security/refresh",
)
"""What everybody does about the own session, internal control too."""
NOT_ITS_OWN = {"/tareas/list/"}
"""Runs of the machinery: for planning and whoever runs the system."""
WRITES = ("POST", "PUT", "PATCH", "DELETE")
CONTENT = "SELECT md5(coalesce(string_agg(to_jsonb(t)::text, '' ORDER BY to_jsonb(t)::text), '')) FROM {name} t"
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def kept() -> dict[str, str]:
    """A print of every table but the trail, in which the refusals themselves are written down."""
    names = [table.__tablename__ for table in TABLES if table.__tablename__ != "audit_entry"]
    return {name: str(rows(CONTENT.format(name=name))[0][0]) for name in names}


def rules(app: Flask, methods: tuple[str, ...]) -> Iterator[tuple[Rule, str]]:
    """Every route of the application that takes one of the methods, with the method."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & set(methods)):
            if rule.rule not in OWN_ACCOUNT and not rule.rule.startswith(("/static", "/demo/")):
                yield rule, method


# Sees all


@pytest.fixture
def reported(story: Story, sign_in: SignIn, tick_at: Callable[[str], Any], post_office: PostOffice) -> Story:
    """March was sent with evidence, the window ended, and the consolidation went out."""
    browser = sign_in("enlace")
    upload = {f"evidence-{story.indicators['a']}": FileStorage(BytesIO(PDF), "acta.pdf")}
    assert fill(browser, story, MARCH, TOLD[MARCH], **upload).status_code == 302
    assert send(browser).status_code == 302
    tick_at(CONSOLIDATION)
    deliver_mail()
    return story


def test_x2_it_opens_every_entry_of_its_menu_and_every_list(reported: Story, sign_in: SignIn, app: Flask) -> None:
    control = sign_in("control")
    menu, registers = (control.get(path, follow_redirects=True).text for path in ("/", "/registros/"))
    shown = {address for page in (menu, registers) for address in links(page)}
    lists = {rule.rule for rule, _ in rules(app, ("GET",)) if rule.rule.endswith("/list/")}
    assert lists - NOT_ITS_OWN <= shown
    assert {"/tablero/", "/control/", "/informes/", "/plazos/"} <= shown
    answers = {address: control.get(address, follow_redirects=True).status_code for address in sorted(shown)}
    assert set(answers.values()) == {200}, answers


def test_x2_it_reads_every_record_of_the_lists(reported: Story, sign_in: SignIn, app: Flask) -> None:
    control, opened = sign_in("control"), 0
    for address in sorted({rule.rule for rule, _ in rules(app, ("GET",)) if rule.rule.endswith("/list/")}):
        page = control.get(address)
        assert page.status_code == (403 if address in NOT_ITS_OWN else 200)
        for record in links(page.text, address.replace("/list/", "/show/"))[:2]:
            opened += 1
            assert control.get(record).status_code == 200, record
    assert opened > 25


def test_x2_it_takes_the_exports_with_it(reported: Story, sign_in: SignIn) -> None:
    control = sign_in("control")
    books = [link for link in links(control.get("/consolidado/").text) if re.fullmatch(r"/consolidado/\d+/", link)]
    assert books
    for book in books:
        sheets = load_workbook(BytesIO(taken(control, book))).sheetnames
        assert {"Resumen", "Actividades", "Sin reporte"} <= set(sheets)
    evidence = rows("SELECT id FROM evidence")[0][0]
    assert taken(control, f"/evidencia/{evidence}/") == PDF


def taken(browser: FlaskClient, address: str) -> bytes:
    """The file behind an address."""
    with browser.get(address) as answer:
        assert answer.status_code == 200
        return bytes(answer.data)


def test_x2_it_sees_the_history_of_a_row(reported: Story, sign_in: SignIn) -> None:
    progress = rows(f"SELECT id FROM progress WHERE period = '{MARCH}' AND indicator_id = {reported.indicators['a']}")  # noqa: S608
    page = sign_in("control").get(f"/cambios/list/?_flt_0_row_id={progress[0][0]}").text
    assert any("ejecutado: — → 3" in cell for line in cells(page) for cell in line)


# Changes nothing


@pytest.fixture
def keys(app: Flask, ministry: Ministry) -> Keys:
    """A row of every kind in every unit."""
    return make_rows(app, ministry)


@pytest.mark.parametrize("is_json", [False, True], ids=["form", "json"])
def test_x2_it_is_refused_whatever_it_sends_wherever(
    app: Flask, ministry: Ministry, keys: Keys, sign_in: SignIn, set_clock: Callable[[str], datetime], *, is_json: bool
) -> None:
    set_clock("2027-04-01T08:00:00-06:00")
    control = sign_in("control")
    token = csrf_token(control, "/contrasena/")
    numbers = sorted({families["own"] for families in keys.values() if "own" in families})
    before, tried, wrong = kept(), 0, []
    for rule, method in rules(app, WRITES):
        for address in addresses(rule, numbers):
            tried += 1
            answer = control.open(address, method=method, **sent(token, is_json=is_json))
            if answer.status_code not in {403, 404}:
                wrong.append(f"{method} {address}: {answer.status_code}")
            if is_json and not answer.is_json:
                wrong.append(f"{method} {address}: a page for a script")
    assert not wrong
    assert tried > 100
    assert kept() == before


def addresses(rule: Rule, numbers: list[int]) -> Iterator[str]:
    """The route's address for every row that there is; once where it names none."""
    words = {"period": MARCH}
    names = sorted(rule.arguments - words.keys())
    for number in numbers if names else numbers[:1]:
        filled = re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", lambda name, n=number: words.get(name[1], str(n)), rule.rule)
        yield filled


def sent(token: str, *, is_json: bool) -> dict[str, Any]:
    """What would be a change, if anybody took it."""
    words = {"name": "Otro", "code": "X-1", "unit": "DGA", "kind": "functions", "reason": "x", "remark": "x",
             "until": "2027-05-01", "planned": "9", "act": "Acuerdo 9", "active": "n"}  # fmt: skip
    if is_json:
        return {"json": {**words, "lines": []}, "headers": {"X-CSRFToken": token, "Accept": "application/json"}}
    return {"data": {**words, "csrf_token": token}}


def test_x2_it_is_offered_no_button_that_writes(reported: Story, sign_in: SignIn) -> None:
    control = sign_in("control")
    for address in (f"/control/{MARCH}/", "/tablero/", "/plan/list/", "/metas/list/", "/presupuesto/list/"):
        page = control.get(address).text
        assert re.findall(r'<form\b[^>]*method="post"[^>]*action="([^"]*)"', page) == ["/tema/", "/idioma/", "/logout/"]
        assert not [link for link in links(page) if re.search(r"/(add|edit|delete)\b", link)]
