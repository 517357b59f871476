"""Reports in the institution's own Word template: tried when it comes, kept with what was made in it (SM-6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete

from jobs.build_edition import build_edition, edition_path
from models.files.evidence_store import evidence_path
from models.scope import as_system
from models.tables.base import db
from models.tables.edition import Edition
from models.tables.edition_file import EditionFile
from tests.conftest import csrf_token, rows
from tests.pages import cells
from tests.procedures.reports import BD8, file_of, make, number_of
from tests.procedures.story import Story

SignIn = Callable[[str], FlaskClient]
PAGE = "/informes/plantillas/"


@pytest.fixture
def quarter(story: Story, set_clock: Callable[[str], datetime]) -> Story:
    """The first quarter is over."""
    set_clock(BD8)
    return story


def template(*lines: str, header: str = "Alcaldía de muestra") -> bytes:
    """A Word document with the institution's header and these paragraphs."""
    word, made = docx.Document(), BytesIO()
    word.sections[0].header.paragraphs[0].text = header
    for line in lines:
        word.add_paragraph(line)
    word.save(made)
    return made.getvalue()


OWN = template("{{ title }}", "{{p content }}", "{{p signature_block }}")


def upload(browser: FlaskClient, content: bytes, kind: str = "", name: str = "oficio.docx") -> Any:
    """Choose a file in the form and press the button."""
    data = {"csrf_token": csrf_token(browser, PAGE), "kind": kind, "template": (BytesIO(content), name)}
    return browser.post(f"{PAGE}subir", data=data, content_type="multipart/form-data")


def download(browser: FlaskClient, address: str) -> bytes:
    """A file, closed when it was read."""
    answer = browser.get(address)
    content: bytes = answer.data
    answer.close()
    return content


def word_of(content: bytes) -> tuple[str, str]:
    """What the head of a Word file says, and all the texts of its body."""
    word = docx.Document(BytesIO(content))
    texts = [*(each.text for each in word.paragraphs), *(cell.text for each in word.tables for cell in each._cells)]
    return word.sections[0].header.paragraphs[0].text, "\n".join(texts)


def test_a_report_comes_out_in_the_template_of_the_institution(quarter: Story, sign_in: SignIn) -> None:
    assert upload(sign_in("planificacion"), OWN).status_code == 302
    analyst = sign_in("analista")
    head, said = word_of(file_of(analyst, number_of(make(analyst, "poa_quarterly", "2027-Q1")), "docx"))
    assert head == "Alcaldía de muestra"
    figure = next(found for found in cells(analyst.get("/informes/1/").text) if found[:2] == ["DGA", "F-01"])[4]
    assert figure in said
    assert "Elaboró" in said


def test_a_kind_of_report_may_have_its_own(quarter: Story, sign_in: SignIn) -> None:
    head, analyst = sign_in("planificacion"), sign_in("analista")
    upload(head, OWN)
    upload(head, template("{{p content }}", header="Solo del POA"), "poa_quarterly")
    heads = [
        word_of(file_of(analyst, number_of(make(analyst, kind, period)), "docx"))[0]
        for kind, period in (("poa_quarterly", "2027-Q1"), ("executive_quarterly", "2027-Q1"))
    ]
    assert heads == ["Solo del POA", "Alcaldía de muestra"]


def test_the_starting_template_is_taken_as_it_is(quarter: Story, sign_in: SignIn) -> None:
    administrator = sign_in("admin")
    starting = download(administrator, f"{PAGE}inicial")
    assert upload(administrator, starting).status_code == 302
    number = rows("SELECT id FROM word_template")[0][0]
    assert download(administrator, f"{PAGE}{number}/archivo") == starting


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Elija la plantilla de Word"),
        (b"%PDF-1.4 no es Word", "no es un documento de Word"),
        (b"PK\x03\x04 cortado", "no es un documento de Word"),
        (OWN[:-200], "no es un documento de Word"),
        (template("{{p content }}", "{{ presupuesto_total }}"), "«presupuesto_total»"),
        (template("{{p content }}", "{{ labels.titulo }}"), "«titulo»"),
        (template("{{p content }}", header="{{ lema }}"), "«lema»"),
        (template("{{p content }}", "{% for n in range(9) %}x{% endfor %}"), "«range»"),
        (template("{{p content }}", "{% if title %}"), "mal escrito"),
        (template("{{p content }}", "{{ title | desconocido }}"), "mal escrito"),
        (template("{{p content }}", "{{ title.__class__ }}"), "solo puede leer los campos"),
        (template("{{ title }}"), "no dice dónde van las cifras"),
        (template("Contenido: {{ content }}"), "solo en su párrafo"),
    ],
)
def test_a_broken_template_is_refused_and_nothing_is_stored(
    quarter: Story, sign_in: SignIn, content: bytes, said: str
) -> None:
    refused = upload(sign_in("planificacion"), content)
    assert refused.status_code == 422
    assert said in refused.text
    assert rows("SELECT count(*) FROM word_template") == [(0,)]


def test_a_very_large_template_is_refused(quarter: Story, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jobs.documents.word.check_template.LARGEST_BYTES", len(OWN) - 1)
    assert "pasa de 5 MB" in upload(sign_in("planificacion"), OWN).text


def test_a_refused_file_is_not_kept_on_disk(quarter: Story, sign_in: SignIn, app: Flask) -> None:
    broken = template("{{ nada }}")
    upload(sign_in("planificacion"), broken)
    folder = Path(app.config["RUMBO_FILES_URL"])
    assert not evidence_path(folder, sha256(broken).hexdigest()).exists()


def test_an_older_edition_keeps_the_template_that_it_was_made_with(quarter: Story, sign_in: SignIn) -> None:
    head, analyst = sign_in("planificacion"), sign_in("analista")
    upload(head, OWN)
    number = number_of(make(analyst, "poa_quarterly", "2027-Q1"))
    before = file_of(analyst, number, "docx")
    upload(head, template("{{p content }}", header="Otra cabeza"))
    write_again(number)
    assert file_of(analyst, number, "docx") == before
    later = number_of(make(analyst, "executive_quarterly", "2027-Q1"))
    assert word_of(file_of(analyst, later, "docx"))[0] == "Otra cabeza"
    assert [found[1] for found in cells(head.get(PAGE).text)] == ["2", "1"]


def test_a_template_that_was_taken_out_of_use_makes_no_more_reports(quarter: Story, sign_in: SignIn) -> None:
    head, analyst = sign_in("planificacion"), sign_in("analista")
    upload(head, OWN)
    data = {"csrf_token": csrf_token(head, PAGE)}
    assert head.post(f"{PAGE}1/retirar", data=data).status_code == 302
    assert head.post(f"{PAGE}1/retirar", data=data).status_code == 409
    number = number_of(make(analyst, "poa_quarterly", "2027-Q1"))
    assert word_of(file_of(analyst, number, "docx"))[0] != "Alcaldía de muestra"


def test_only_its_keepers_change_it(quarter: Story, sign_in: SignIn) -> None:
    assert sign_in("analista").get(PAGE).status_code == 403


def write_again(number: int) -> None:
    """Forget the files of an edition, and have them written anew."""
    with as_system():
        names = db.session.scalars(delete(EditionFile).where(EditionFile.edition_id == number).returning(EditionFile))
        for file in names.all():
            edition_path(file.sha256).unlink()
        db.session.get_one(Edition, number).rendered_at = None
        db.session.commit()
    assert build_edition(number) == 3
