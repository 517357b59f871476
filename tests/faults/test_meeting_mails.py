"""A meeting is convened and moved while the mail server is away for a day: nobody misses it, nobody hears it twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from jobs.deliver_mail import deliver_mail
from tests.faults.test_servers import try_again_now
from tests.post_office import free_port, open_office
from tests.procedures.meeting_steps import draft, event_of, step
from tests.procedures.story import Story

SignIn = Callable[[str], FlaskClient]
TickAt = Callable[[str], Any]
MOVED = {"day": "2027-04-16", "starts": "14:00", "ends": "15:00", "place": "Sala 2", "reason": "Agenda del despacho"}


def test_it_says_the_last_word_once_after_a_day_without_a_server(
    app: Flask, story: Story, sign_in: SignIn, tick_at: TickAt, monkeypatch: Any
) -> None:
    port = free_port()
    monkeypatch.setattr(app.extensions["mail"], "port", port)
    director = sign_in("direccion")
    page = draft(director, "urgent", "Proyectos en alerta", "2027-04-15", item=str(story.items["PE-01"]))
    step(director, page, "convocar")
    assert deliver_mail() == 0
    step(director, page, "reprogramar", **MOVED)
    for moment in ("2027-04-05T12:00:00-06:00", "2027-04-06T09:00:00-06:00"):
        tick_at(moment)
        assert deliver_mail() == 0
        try_again_now()
    office, controller = open_office(port)
    try:
        deliver_mail()
        try_again_now()
        deliver_mail()
        calls = [mail for mail in office.mails if "eunión" in str(mail["Subject"])]
        assert sorted(str(mail["To"]).split("@")[0] for mail in calls) == ["jefatura", "jefatura2"]
        assert {event_of(mail)[1]["SEQUENCE"] for mail in calls} == {1}
    finally:
        controller.stop()
