"""What the page's script saves is refused as what the form saves: told in Spanish, and not one value different."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.tables.base import db
from tests.conftest import csrf_token, rows
from tests.procedures.steps import MARCH, fill, press, send
from tests.procedures.story import AFTER_THE_WINDOW, TOLD, Story

SignIn = Callable[[str], FlaskClient]


def stored() -> str:
    """Every value and every sheet."""
    db.session.rollback()
    return str([rows(f"SELECT to_jsonb(t) FROM {name} t ORDER BY id") for name in ("progress", "capture_sheet")])  # noqa: S608


def save(browser: FlaskClient, number: int, period: str = MARCH, **line: Any) -> Any:
    """Save one line as the page's script does."""
    token = csrf_token(browser, "/contrasena/")
    document = {"lines": [{"indicator_id": number, "row_version": None, **line}]}
    return browser.post(f"/mi-mes/{period}/save", json=document, headers={"X-CSRFToken": token})


@pytest.mark.parametrize(
    ("locale", "typed", "said"),
    [
        ("es_SV", "1.500", "¿Quiso decir"),  # asked, as at the form
        ("es_SV", "1,500", "¿Quiso decir"),
        ("es_PE", "1,500", "¿Quiso decir"),
        ("es_CO", "1.500", "¿Quiso decir"),
        ("es_SV", "1,5", "los decimales se escriben con"),
        ("es_PE", "1,5", "los decimales se escriben con"),
        ("es_CO", "1.5", "los decimales se escriben con"),
        ("es_SV", "NaN", "no es un número"),
        ("es_SV", "-Infinity", "no es un número"),
        ("es_SV", "1e308", "no es un número"),
        ("es_SV", "-1", "no puede ser negativo"),
        ("es_SV", "tres", "no es un número"),
    ],
)
def test_it_refuses_a_value(story: Story, sign_in: SignIn, locale: str, typed: str, said: str) -> None:
    db.session.execute(db.text("UPDATE institution SET locale = :locale"), {"locale": locale})
    db.session.commit()
    liaison, before = sign_in("enlace"), stored()
    answer = save(liaison, story.indicators["a"], actual=typed)
    assert answer.status_code == 422
    assert said in str(answer.get_json())
    assert stored() == before


def test_it_refuses_a_month_that_is_not_open_yet(story: Story, sign_in: SignIn) -> None:
    liaison, before = sign_in("enlace"), stored()
    answer = save(liaison, story.indicators["a"], "2027-04", actual="3")
    assert answer.status_code in {404, 409}
    assert answer.get_json()["message"].endswith(".")
    assert stored() == before


def test_it_refuses_a_closed_month(story: Story, sign_in: SignIn, tick_at: Callable[[str], Any]) -> None:
    liaison, board = sign_in("enlace"), f"/control/{MARCH}/"
    fill(liaison, story, MARCH, TOLD[MARCH])
    send(liaison)
    tick_at(AFTER_THE_WINDOW)
    assert press(sign_in("planificacion"), board, f"{board}close").status_code == 302
    before = stored()
    answer = save(liaison, story.indicators["a"], row_version=1, actual="9")
    assert (answer.status_code, "cerrado" in answer.get_json()["message"]) == (409, True)
    assert stored() == before


@pytest.mark.parametrize("version", [None, 7, -1])
def test_it_refuses_a_stale_version(story: Story, sign_in: SignIn, version: int | None) -> None:
    liaison = sign_in("enlace")
    fill(liaison, story, MARCH, {"a": "3"})
    before = stored()
    answer = save(liaison, story.indicators["a"], row_version=version, actual="5")
    assert (answer.status_code, "Otra persona cambió" in str(answer.get_json())) == (409, True)
    assert stored() == before
