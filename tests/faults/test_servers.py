"""Servers that die, hang, refuse or forget while there is work: all of it is found again."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from sqlalchemy import create_engine, text

from jobs import post
from jobs import queue as bells
from jobs.deliver_mail import deliver_mail
from jobs.sweep import sweep
from models.tables.base import db
from tests.conftest import csrf_token, rows
from tests.faults.conftest import queue_letters
from tests.faults.killing import ROOT, kill_family
from tests.post_office import PostOffice, free_port
from tests.procedures.steps import MARCH, fill, press, send
from tests.procedures.story import TOLD, Story

SEED = 20270407
Letters = Callable[[int], None]


@pytest.fixture(autouse=True)
def empty_queue(environment: dict[str, str]) -> Iterator[Redis]:
    """The queue of the test process, with nothing in it."""
    redis = Redis.from_url(environment["RUMBO_QUEUE_URL"])
    redis.flushall()
    yield redis
    redis.flushall()
    redis.close()


def states() -> dict[str, int]:
    """How many mails stand in each state."""
    db.session.rollback()
    return dict(tuple(row) for row in rows("SELECT state, count(*) FROM outbox_mail GROUP BY 1"))


def try_again_now() -> None:
    """The pauses and leases of all mails are over."""
    db.session.execute(
        text(
            "UPDATE outbox_mail SET next_try_at = now() - interval '1 second',"
            " lease_until = CASE WHEN state = 'sending' THEN now() - interval '1 second' END"
            " WHERE state IN ('queued', 'sending')"
        )
    )
    db.session.commit()


def test_it_finds_all_work_again_after_the_queue_forgot(letters: Letters, empty_queue: Redis) -> None:
    letters(5)
    assert bells.ring("deliver_mail")
    empty_queue.flushall()
    assert sweep() == 1
    assert bells.queue(empty_queue).job_ids == ["deliver_mail"]


def test_it_submits_while_the_queue_is_away(
    story: Story, sign_in: Callable[[str], FlaskClient], app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "RUMBO_QUEUE_URL", "unix:///nowhere/valkey.sock")
    browser = sign_in("enlace")
    fill(browser, story, MARCH, TOLD[MARCH])
    assert send(browser).status_code == 302
    assert not bells.ring("deliver_mail")


@pytest.mark.parametrize("answer", ["451 4.7.1 greylisted", "421 4.3.2 shutting down", "452 4.2.2 full"])
def test_it_tries_again_later_after_a_passing_refusal(letters: Letters, post_office: PostOffice, answer: str) -> None:
    letters(1)
    post_office.answers.append(answer)
    deliver_mail()
    waits = rows("SELECT state, next_try_at - now() > interval '4 minutes' FROM outbox_mail")
    assert waits == [("queued", True)]
    assert deliver_mail() == 0  # not before its time
    try_again_now()
    assert deliver_mail() == 1


def test_it_gives_up_on_one_mailbox_and_serves_the_others(
    story: Story, letters: Letters, post_office: PostOffice
) -> None:
    letters(1)
    queue_letters(1, story.people["jefatura"])
    post_office.unknown.add("enlace@ministerio.example")
    deliver_mail()
    assert rows("SELECT sent_to, state FROM outbox_mail ORDER BY recipient_id") == [
        ("", "failed"),
        ("jefatura@ministerio.example", "sent"),
    ]
    assert "550" in rows("SELECT error FROM outbox_mail WHERE state = 'failed'")[0][0]


def test_it_writes_others_while_one_letter_cannot_be_written(letters: Letters, post_office: PostOffice) -> None:
    letters(3)
    db.session.execute(text("UPDATE outbox_mail SET data = '{}' WHERE subject = '0'"))
    db.session.commit()
    for _ in range(3):  # a worker's horse dies of it each time
        with suppress(KeyError):
            deliver_mail()
        db.session.rollback()
        try_again_now()
    assert states() == {"sent": 2, "sending": 1}
    assert len(post_office.mails) == 2


@contextmanager
def silent_server(lines: list[bytes]) -> Iterator[int]:
    """A mail server that says these lines, one for each thing it hears, and then nothing any more."""
    listener = socket.create_server(("127.0.0.1", free_port()))

    def serve() -> None:
        with suppress(OSError):
            while True:
                peer, _ = listener.accept()
                for line in lines:
                    peer.sendall(line)
                    if line is not lines[-1]:
                        peer.recv(65536)
                kept.append(peer)

    kept: list[socket.socket] = []
    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield int(listener.getsockname()[1])
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    for peer in kept:
        peer.close()
    thread.join(5)


@pytest.mark.parametrize(
    "lines",
    [
        [b"220 here\r\n", b"250 here\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n"],  # hangs in DATA
        [b"22"],  # half a banner
    ],
)
def test_it_does_not_wait_for_a_server_that_hangs(
    letters: Letters, app: Flask, monkeypatch: pytest.MonkeyPatch, lines: list[bytes]
) -> None:
    letters(1)
    monkeypatch.setattr(post, "SERVER_SECONDS", 0.4)
    with silent_server(lines) as port:
        monkeypatch.setattr(app.extensions["mail"], "port", port)
        began = time.monotonic()
        assert deliver_mail() == 0
        assert time.monotonic() - began < 10
    assert rows("SELECT state, attempts FROM outbox_mail") == [("queued", 1)]


def test_it_keeps_the_message_id_of_a_mail_tried_again(letters: Letters, post_office: PostOffice) -> None:
    letters(1)
    first = rows("SELECT message_id FROM outbox_mail")[0][0]
    post_office.answers.append("451 later")
    deliver_mail()
    try_again_now()
    deliver_mail()
    assert list(post_office.copies()) == [first]


@contextmanager
def worker(environment: dict[str, str], office: PostOffice) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker; everything that it forks ends with it."""
    process = subprocess.Popen(  # noqa: S603 -- our own command
        [sys.executable, str(ROOT / "run.py"), "worker"],
        env={**os.environ, **environment, "RUMBO_MAIL_PORT": str(office.port)},
        cwd=ROOT,
    )
    try:
        yield process
    finally:
        kill_family(process)


def wait_for(condition: Callable[[], bool], seconds: float = 40) -> None:
    """Until it holds; fails after some time."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_it_rescues_the_work_of_a_killed_worker(
    letters: Letters, environment: dict[str, str], post_office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters(40)
    db.session.remove()
    sweep()
    with worker(environment, post_office) as first:
        wait_for(lambda: len(post_office.raw) >= 3)
        kill_family(first)
    monkeypatch.setattr(bells, "SILENCE", timedelta(0))  # a minute passed
    try_again_now()
    with worker(environment, post_office):
        wait_for(lambda: bool(sweep() >= 0) and states() == {"sent": 40})
    assert len(post_office.copies()) == 40


def test_it_submits_all_or_nothing_when_the_database_dies(
    story: Story, sign_in: Callable[[str], FlaskClient], environment: dict[str, str], dirty: Callable[[], None]
) -> None:
    dirty()
    browser = sign_in("enlace")
    fill(browser, story, MARCH, TOLD[MARCH])
    token = csrf_token(browser, f"/mi-mes/{MARCH}/review")
    executioner = create_engine(environment["RUMBO_DATABASE_URL"], isolation_level="AUTOCOMMIT")
    chance = random.Random(SEED)  # noqa: S311 -- instants, not secrets
    answers: list[int] = []
    for _ in range(12):
        db.session.remove()
        sending = threading.Thread(target=lambda: answers.append(post_send(browser, token)))
        sending.start()
        time.sleep(chance.uniform(0, 0.25))
        with executioner.connect() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                    " AND datname = current_database() AND usename = current_user"
                )
            )
        sending.join()
        assert is_whole()
    executioner.dispose()
    assert set(answers) <= {302, 409, 503}, answers
    db.session.remove()
    press(browser, f"/mi-mes/{MARCH}/review", f"/mi-mes/{MARCH}/send")
    assert rows("SELECT DISTINCT state FROM capture_sheet WHERE period = '2027-03' AND org_unit_id = 2") == [
        ("submitted",)
    ]


def post_send(browser: FlaskClient, token: str) -> int:
    """Press send and give the status."""
    return int(browser.post(f"/mi-mes/{MARCH}/send", data={"csrf_token": token}).status_code)


def is_whole() -> bool:
    """A sheet is sent with its values, its mail and its line in the trail, or none of it is there."""
    db.session.remove()
    found = rows(
        "SELECT (SELECT count(*) FROM capture_sheet WHERE state = 'submitted' AND period = '2027-03'),"
        " (SELECT count(*) FROM outbox_mail WHERE step = 'submitted' AND period = '2027-03'),"
        " (SELECT count(*) FROM audit_entry WHERE action = 'submit_sheet' AND detail ->> 'period' = '2027-03'),"
        " (SELECT count(DISTINCT capture_sheet_id) FROM progress WHERE counted_at IS NOT NULL AND period = '2027-03')"
    )[0]
    return len(set(found)) == 1
