"""The form of an assignment: every role that may be given in sight, each with what it may do."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from models.rules.roles import ASSIGNABLE, Role
from models.rules.wording import ROLE_WORDS
from tests.conftest import Ministry, csrf_token
from views.role_lines import ROLE_LINES

SignIn = Callable[[str], FlaskClient]
ADD = "/asignaciones/add"


@pytest.fixture
def page(ministry: Ministry, sign_in: SignIn) -> str:
    return sign_in("admin").get(ADD).text


def choices(page: str) -> dict[str, tuple[str, str]]:
    """Value → label and the line that describes it, as a screen reader puts them together."""
    found = {}
    for box in re.findall(r'<input[^>]*type="radio"[^>]*>', page):
        key, value, line = (re.search(rf' {name}="([^"]*)"', box) for name in ("id", "value", "aria-describedby"))
        assert key
        assert value
        assert line
        label = re.search(rf'<label for="{key[1]}">([^<]*)<', page)
        told = re.search(rf'id="{line[1]}" class="hint">([^<]*)<', page)
        assert label
        assert told
        found[value[1]] = (label[1], told[1])
    return found


def test_it_offers_each_role_with_its_own_line(page: str) -> None:
    offered = choices(page)
    assert [*offered] == [role.value for role in ASSIGNABLE] == [*ROLE_LINES]
    assert [label for label, _line in offered.values()] == [ROLE_WORDS[role] for role in ASSIGNABLE]
    assert offered["vice_minister"][1] == "Ve el tablero y la sala de control de todas las unidades; no escribe nada."
    assert len({line for _label, line in offered.values()}) == len(ASSIGNABLE)


def test_nothing_is_chosen_beforehand(page: str) -> None:
    assert not re.search(r'<input[^>]*type="radio"[^>]* checked', page)


@pytest.mark.parametrize("role", ["", Role.PUBLIC.value, "nadie"])
def test_it_refuses_what_it_does_not_offer_at_the_group(ministry: Ministry, sign_in: SignIn, role: str) -> None:
    browser = sign_in("admin")
    typed = {"user": "enlace", "org_unit": "DGA", "starts_on": "2027-01-01", "role": role}
    answer = browser.post(ADD, data={**typed, "csrf_token": csrf_token(browser, ADD)})
    assert answer.status_code == 422
    assert 'href="#role"' in answer.text
    assert re.search(r'<fieldset[^>]*id="role"[^>]*aria-describedby="role-error"', answer.text)


def test_what_was_chosen_stays_chosen_after_a_refusal(ministry: Ministry, sign_in: SignIn) -> None:
    browser = sign_in("admin")
    typed = {"user": "enlace", "role": "finance", "csrf_token": csrf_token(browser, ADD)}
    page = browser.post(ADD, data=typed).text
    assert re.findall(r'<input[^>]* checked[^>]* value="(\w+)"', page) == ["finance"]
