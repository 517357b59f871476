"""The page of caught mails: when each went out, as the institution's clock shows it."""

from __future__ import annotations

import re
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from jobs.letters.body import Body
from tests.files.test_caught_mails import catch
from tests.procedures.story import Story


@pytest.fixture
def caught(app: Flask, story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two mails in a demo, one of them sent when it was the next day in UTC already."""
    folder = tmp_path / "demo-mails"
    folder.mkdir()
    catch(folder, "early", "Wed, 07 Apr 2027 08:00:00 -0600", 2)
    catch(folder, "late", "Fri, 09 Apr 2027 05:30:00 -0000", 1)
    monkeypatch.setitem(app.config, "RUMBO_ENV", "demo")
    monkeypatch.setitem(app.config, "RUMBO_VAR", tmp_path)


def test_it_shows_day_and_hour_of_the_institution_newest_first(caught: None, client: FlaskClient) -> None:
    page = client.get("/demo/correos/").text
    assert 0 < page.index("08/04/2027 23:30") < page.index("07/04/2027 08:00")


def test_it_shows_a_mail_as_mail_programs_do(caught: None, app: Flask, client: FlaskClient) -> None:
    letter = Body(("Hola",), "", "", "").as_html("Aviso")
    mail = EmailMessage()
    mail.set_content("Hola")
    mail.add_alternative(letter, subtype="html")
    mail["Date"] = "Fri, 09 Apr 2027 05:30:00 -0000"
    (Path(app.config["RUMBO_VAR"]) / "demo-mails" / "page.eml").write_bytes(mail.as_bytes())
    assert "/demo/correos/page/pagina" in client.get("/demo/correos/page/").text
    answer = client.get("/demo/correos/page/pagina")
    assert "Hola" in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_it_hands_out_what_is_attached(caught: None, app: Flask, client: FlaskClient) -> None:
    mail = EmailMessage()
    mail.set_content("Va el libro.")
    mail.add_attachment(b"PK", maintype="application", subtype="octet-stream", filename="marzo.xlsx")
    (Path(app.config["RUMBO_VAR"]) / "demo-mails" / "book.eml").write_bytes(mail.as_bytes())
    address = re.search(r"/demo/correos/book/[0-9]+", client.get("/demo/correos/book/").text)
    assert address is not None
    answer = client.get(address[0])
    assert (answer.data, "marzo.xlsx" in answer.headers["Content-Disposition"]) == (b"PK", True)


@pytest.mark.parametrize("address", ["nobody/", "nobody/pagina", "nobody/0", "late/9"])
def test_it_finds_nothing_that_was_not_caught(caught: None, client: FlaskClient, address: str) -> None:
    assert client.get(f"/demo/correos/{address}").status_code == 404


def test_there_are_no_caught_mails_outside_a_demo(
    caught: None, app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "RUMBO_ENV", "test")
    assert client.get("/demo/correos/").status_code == 404


def test_it_finds_no_page_in_a_mail_of_text_alone(caught: None, client: FlaskClient) -> None:
    assert client.get("/demo/correos/late/pagina").status_code == 404


def test_it_shows_them_on_the_mail_too(caught: None, client: FlaskClient) -> None:
    assert "08/04/2027 23:30" in client.get("/demo/correos/late/").text
