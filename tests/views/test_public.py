"""The portal and the check page: what was published, for everybody, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import csrf_token
from tests.procedures.reports import edition, file_of, make, number_of, step
from tests.procedures.story import Story
from tests.procedures.test_the_reports_of_hacienda import quarter, told
from views.public_limit import CHECKS_A_MINUTE

__all__ = ["quarter", "told"]

SignIn = Callable[[str], FlaskClient]
CHECK = "/publico/verificar/"


@pytest.fixture
def published(quarter: Story, sign_in: SignIn) -> int:
    """The report of the POA of the first quarter."""
    analyst, head = sign_in("analista"), sign_in("planificacion")
    number = number_of(make(analyst, "poa_quarterly", "2027-Q1"))
    step(analyst, number, "submit")
    for action, note in (("endorse", ""), ("send", ""), ("publish", "https://portal.example/poa")):
        assert step(head, number, action, note).status_code == 302
    return number


def ask(browser: FlaskClient, **fields: Any) -> Any:
    """Press « Verificar »."""
    data = {"csrf_token": csrf_token(browser, CHECK), **fields}
    return browser.post(CHECK, data=data, content_type="multipart/form-data")


def test_a_visitor_reads_and_downloads_what_was_published(published: int, client: FlaskClient, sign_in: SignIn) -> None:
    listed = client.get("/publico/hacienda_sv/").text
    address = re.search(r'href="(/publico/hacienda_sv/[^"]+/)"', listed)
    assert address is not None
    page = client.get(address[1])
    assert "87.22 %" in page.text
    answer = client.get(f"{address[1]}pdf")
    assert answer.data == file_of(sign_in("analista"), published, "pdf")
    answer.close()


def test_a_visitor_finds_nothing_of_what_was_not(quarter: Story, client: FlaskClient, sign_in: SignIn) -> None:
    analyst = sign_in("analista")
    number = number_of(make(analyst, "projects_bimonthly", "2027-B1"))
    step(analyst, number, "send")
    label = edition(number).label
    assert client.get("/publico/hacienda_sv/").status_code == 404
    assert client.get(f"/publico/hacienda_sv/{label}/").status_code == 404
    copy = file_of(analyst, number, "xlsx")
    assert "Desconocido" in ask(client, copy=(BytesIO(copy), "copia.xlsx")).text


def test_it_knows_a_copy_whatever_its_name(published: int, client: FlaskClient, sign_in: SignIn) -> None:
    analyst = sign_in("analista")
    for file_format in ("xlsx", "docx"):
        copy = file_of(analyst, published, file_format)
        answer = ask(client, copy=(BytesIO(copy), "lo que sea.bin"))
        assert "Informe de seguimiento del POA" in answer.text
        assert "tal como se publicó" in answer.text


def test_a_changed_copy_is_unknown(published: int, client: FlaskClient, sign_in: SignIn) -> None:
    copy = file_of(sign_in("analista"), published, "docx")
    assert "Desconocido" in ask(client, copy=(BytesIO(copy + b" "), "copia.docx")).text


def test_it_knows_the_number_and_the_fingerprint_of_the_figures(
    published: int, client: FlaskClient, sign_in: SignIn
) -> None:
    page = sign_in("analista").get(f"/informes/{published}/").text
    fingerprint = re.search(r"[0-9a-f]{64}", page)
    assert fingerprint is not None
    of_pdf = sha256(file_of(sign_in("analista"), published, "pdf")).hexdigest()
    for sign in (edition(published).label, fingerprint[0].upper(), of_pdf):
        assert "Informe de seguimiento del POA" in ask(client, sign=sign).text


def test_what_nobody_published_is_unknown(published: int, client: FlaskClient) -> None:
    for sign in ("2027-9999", "0" * 64, "hola", "'; DROP TABLE edition", "%"):
        assert "Desconocido" in ask(client, sign=sign).text, sign


def test_it_refuses_what_no_report_can_be(client: FlaskClient) -> None:
    large = ask(client, copy=(BytesIO(b"0" * (20 * 1024 * 1024 + 1)), "grande.pdf"))
    assert "pasa de 20 MB" in large.text
    assert "Elija un archivo" in ask(client, sign=" ").text


def test_one_address_does_not_ask_without_end(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("views.public.CHECKS_A_MINUTE", 3)
    token = csrf_token(client, CHECK)
    client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    answers = [client.post(CHECK, data={"sign": "x", "csrf_token": token}).status_code for _ in range(5)]
    assert answers[0] == 200
    assert answers[-1] == 429
    assert CHECKS_A_MINUTE > 3
