"""X-1 to X-7: what holds whatever the procedure (R 7.0)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from jobs.deliver_mail import deliver_mail
from jobs.sweep import sweep
from models.rules.workflow import MailState
from models.tables.base import db
from tests.conftest import csrf_token, rows
from tests.post_office import PostOffice
from tests.procedures.steps import MARCH, fill, press, send, sheet
from tests.procedures.story import CONSOLIDATION, TOLD, Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]


def contents(*tables: str) -> dict[str, str]:
    """All rows of some tables, as one text each."""
    return {name: str(rows(f"SELECT to_jsonb(t) FROM {name} t ORDER BY 1")) for name in tables}  # noqa: S608


def denials() -> list[Any]:
    """Who was refused what, as the trail tells it."""
    return rows("SELECT actor, detail ->> 'path' FROM audit_entry WHERE action = 'denied' ORDER BY id")


def test_x1_it_shows_a_liaison_only_the_own_unit(story: Story, sign_in: SignIn) -> None:
    page = sign_in("enlace").get(f"/mi-mes/{MARCH}/").text
    assert "F-01.a" in page
    assert "F-02.a" not in page


@pytest.mark.parametrize(("person", "path"), [("enlace", "/mi-mes/{month}/?unit=DGT"), ("jefatura", "/bandeja/{id}/")])
def test_x1_it_refuses_the_address_of_another_unit_and_writes_it_down(
    story: Story, sign_in: SignIn, person: str, path: str
) -> None:
    address = path.format(month=MARCH, id=sheet("DGT", "POA", story).id)
    browser = sign_in(person)
    assert browser.get(address).status_code == 404
    assert [line for line in denials() if line[1] == address.split("?")[0]]


def test_x1_it_refuses_an_act_on_another_unit_and_writes_it_down(story: Story, sign_in: SignIn) -> None:
    foreign = sheet("DGT", "POA", story).id
    before = contents("capture_sheet")
    assert press(sign_in("jefatura"), "/bandeja/", f"/bandeja/{foreign}/verify").status_code == 404
    assert contents("capture_sheet") == before
    assert denials()[-1][0].startswith("Jefatura")


def test_x4_it_sends_one_mail_each_when_a_job_runs_twice(
    story: Story, tick_at: TickAt, post_office: PostOffice
) -> None:
    for _again in range(2):
        tick_at(CONSOLIDATION)
        deliver_mail()
        sweep()
    assert post_office.mails
    assert set(post_office.copies().values()) == {1}
    received = [(mail["To"], mail["Subject"]) for mail in post_office.mails]
    assert len(received) == len(set(received))


def test_x6_it_keeps_a_mail_while_the_server_is_down_and_sends_it_later(
    story: Story, sign_in: SignIn, post_office: PostOffice, monkeypatch: pytest.MonkeyPatch, app: Any
) -> None:
    fill(sign_in("enlace"), story, MARCH, TOLD[MARCH])
    monkeypatch.setattr(app.extensions["mail"], "port", 9)  # nobody listens there
    assert send(sign_in("enlace")).status_code == 302
    deliver_mail()
    tried = rows("SELECT state, attempts FROM outbox_mail WHERE error LIKE '%refused%'")
    assert tried == [(MailState.QUEUED.value, 1)]
    assert sign_in("enlace").get(f"/mi-mes/{MARCH}/").status_code == 200
    monkeypatch.setattr(app.extensions["mail"], "port", post_office.port)
    db.session.execute(db.text("UPDATE outbox_mail SET next_try_at = now() WHERE state = 'queued'"))
    db.session.commit()
    deliver_mail()
    assert len(post_office.about("espera su revisión")) == 2


def test_x7_it_tells_the_second_editor_and_overwrites_nothing(story: Story, sign_in: SignIn) -> None:
    first, second = sign_in("enlace"), sign_in("enlace")
    number = story.indicators["a"]
    token = csrf_token(second, f"/mi-mes/{MARCH}/")
    assert fill(first, story, MARCH, {"a": "3"}).status_code == 302
    stale = {"csrf_token": token, f"version-{number}": "", f"actual-{number}": "7"}
    answer = second.post(f"/mi-mes/{MARCH}/save", data=stale)
    assert answer.status_code == 409
    assert "Otra persona cambió estos datos" in answer.text
    assert 'value="7"' in answer.text  # what was typed is still there
    assert rows(f"SELECT actual FROM progress WHERE indicator_id = {number} AND period = '{MARCH}'") == [(3,)]  # noqa: S608
