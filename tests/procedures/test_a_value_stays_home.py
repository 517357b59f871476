"""A value that a liaison typed is read by nobody of another institution, whatever address, form or command is tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from models.rules.roles import Role
from models.tables.base import db
from tests.commands.conftest import Shell, shell  # noqa: F401 -- a fixture
from tests.conftest import rows
from tests.factories import make_unit, make_user
from tests.procedures.steps import MARCH, fill, press, send
from tests.procedures.story import TOLD, Story

TYPED = "7391.25"
WRITTEN = ("7391.25", "7,391.25", "7.391,25", "7391,25")
SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def typed(story: Story, sign_in: SignIn) -> Story:
    """The value is typed and sent in the ministry; who heads planning in a municipality has nothing to do with it."""
    make_user("ajena", (Role.PLANNING_HEAD, make_unit("AJENA", of="pasto_co", kind="secretaria")), of="pasto_co")
    db.session.commit()
    browser = sign_in("enlace")
    words = {f"cause-{story.indicators['b']}": "Faltó personal", f"corrective_action-{story.indicators['b']}": "Turnos"}
    assert fill(browser, story, MARCH, TOLD[MARCH] | {"a": TYPED}, **words).status_code == 302
    assert send(browser).status_code == 302
    assert rows("SELECT count(*)::int FROM progress WHERE actual = 7391.25") == [(1,)]
    return story


def keys_of(story: Story) -> list[int]:
    """The rows that lead to the value: its unit, item, indicator, target, sheet and progress."""
    found = [story.units["DGA"], story.items["a"], story.indicators["a"]]
    for table in ("target", "progress"):
        question = f"SELECT id FROM {table} WHERE indicator_id = {story.indicators['a']} AND period = '{MARCH}'"  # noqa: S608
        found += [row.id for row in rows(question)]
    return [*found, *sheets_of(story)]


def sheets_of(story: Story) -> list[int]:
    """The sheets of the liaison's unit."""
    question = f"SELECT id FROM capture_sheet WHERE period = '{MARCH}' AND org_unit_id = {story.units['DGA']}"  # noqa: S608
    return [row.id for row in rows(question)]


def addresses(app: Flask, story: Story) -> Iterator[str]:
    """Every address that is read, with each of those keys and the month wherever it takes one."""
    numbers, texts = sorted(set(keys_of(story))), (MARCH, "POA-2027")
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and rule.endpoint != "static":
                for values in product(*(_choices(rule, name, numbers, texts) for name in sorted(rule.arguments))):
                    chosen = dict(zip(sorted(rule.arguments), values, strict=True))
                    yield adapter.build(rule.endpoint, chosen, method="GET")


def _choices(rule: Rule, name: str, numbers: list[int], texts: tuple[str, ...]) -> tuple[int | str, ...]:
    converter = rule._converters[name]
    if isinstance(converter, AnyConverter):
        return tuple(sorted(converter.items))
    is_number = isinstance(converter, IntegerConverter) or name in {"pk", "id"}
    return tuple(numbers) if is_number else texts


def test_no_address_reads_it(app: Flask, typed: Story, sign_in: SignIn) -> None:
    browser = sign_in("ajena")
    tried = [address for address in dict.fromkeys(addresses(app, typed)) if "/logout" not in address]
    assert len(tried) > 100
    for address in tried:
        answer = browser.get(address)
        assert answer.status_code < 500, address
        leaks = [text for text in WRITTEN if text.encode() in answer.data]
        assert leaks == [], address
        answer.close()


@pytest.mark.usefixtures("typed")
def test_its_own_people_do_read_it(sign_in: SignIn) -> None:
    page = sign_in("enlace").get(f"/mi-mes/{MARCH}/").text
    assert any(text in page for text in WRITTEN)


def test_no_form_changes_it(typed: Story, sign_in: SignIn) -> None:
    browser = sign_in("ajena")
    for sheet in sheets_of(typed):
        for act in ("verify", "return"):
            answer = press(browser, "/contrasena/", f"/bandeja/{sheet}/{act}", note="No es mía")
            assert answer.status_code in {403, 404}
    assert rows("SELECT count(*)::int FROM progress WHERE actual = 7391.25") == [(1,)]


@pytest.mark.usefixtures("typed")
@pytest.mark.parametrize(
    "words",
    [
        ("export-plan", "POA-2027", "--out", "{out}"),
        ("score", "--plan", "POA-2027", "--period", MARCH),
        ("consolidate", "--period", MARCH, "--json"),
    ],
)
def test_no_command_of_another_institution_gives_it(
    shell: Shell,  # noqa: F811 -- the fixture
    words: tuple[str, ...],
) -> None:
    out = shell.folder / "fuera.zip"
    command = [word.format(out=out) for word in words]
    result = shell.run(command[0], *command[1:], "--institution", "pasto_co")
    assert not any(text in result.output for text in WRITTEN)
    assert not out.exists()
