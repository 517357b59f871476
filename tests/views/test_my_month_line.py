"""The side panel of an activity: its own page, and the piece that the sheet's script fetches."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.conftest import csrf_token, rows
from tests.procedures.steps import MARCH, fill
from tests.procedures.story import Story

SignIn = Callable[[str], FlaskClient]
PDF = b"%PDF-1.4 soporte"


def address(story: Story, key: str = "a") -> str:
    """The panel of an activity in March."""
    return f"/mi-mes/{MARCH}/{story.indicators[key]}/"


def upload(browser: FlaskClient, where: str, name: str = "acta.pdf", content: bytes = PDF, panel: str = "") -> Any:
    """Attach a file at the panel."""
    form = {"csrf_token": csrf_token(browser, where), "evidence": (io.BytesIO(content), name)}
    return browser.post(f"{where}evidence{panel}", data=form)


def test_it_shows_values_notes_changes_and_bars(story: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    number = story.indicators["a"]
    fill(browser, story, MARCH, {"a": "1"}, **{f"cause-{number}": "Faltó papel"})
    fill(browser, story, MARCH, {"a": "2"}, **{f"cause-{number}": "Faltó papel"})
    page = browser.get(address(story)).text
    assert "enero de 2027" in page
    assert page.count('class="bar-done"') == 3
    assert "Causa: Faltó papel" in page
    assert "ejecutado: 1 → 2" in page
    assert "Enlace de prueba" in page


def test_it_is_a_piece_where_the_script_asks_for_one(story: Story, sign_in: SignIn) -> None:
    piece = sign_in("enlace").get(f"{address(story)}?panel=1").text
    assert 'id="panel-title"' in piece
    assert "<html" not in piece


def test_it_attaches_a_file_and_shows_it(story: Story, sign_in: SignIn) -> None:
    browser = sign_in("enlace")
    fill(browser, story, MARCH, {"a": "1"})
    assert upload(browser, address(story)).status_code == 302
    assert "acta.pdf" in browser.get(address(story)).text
    assert "acta.pdf" in upload(browser, address(story), content=PDF + b"2", panel="?panel=1").text
    assert rows("SELECT count(*) FROM evidence WHERE is_current") == [(1,)]


@pytest.mark.parametrize(
    ("value", "name", "said"),
    [
        ("", "acta.pdf", "Escriba primero el dato"),
        ("1", "", "Elija primero un archivo"),
        ("1", "acta.exe", "no es de un tipo aceptado"),
    ],
)
def test_it_says_why_a_file_is_not_kept(story: Story, sign_in: SignIn, value: str, name: str, said: str) -> None:
    browser = sign_in("enlace")
    if value:
        fill(browser, story, MARCH, {"a": value})
    form = {"csrf_token": csrf_token(browser, address(story))}
    content = b"MZ" if name.endswith("exe") else PDF
    answer = browser.post(f"{address(story)}evidence", data={**form, "evidence": (io.BytesIO(content), name)})
    assert (answer.status_code, said in answer.text) == (422, True)


@pytest.mark.parametrize(
    ("person", "key", "status"), [("enlace", "F2", 404), ("enlace2", "a", 404), ("jefatura", "a", 403)]
)
def test_it_opens_to_the_liaison_of_the_line_alone(
    story: Story, sign_in: SignIn, person: str, key: str, status: int
) -> None:
    assert sign_in(person).get(address(story, key)).status_code == status
