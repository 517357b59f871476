"""The bell: rung once, only for jobs of ours, and never the record of what is due."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from redis import Redis
from rq import Queue, SimpleWorker
from rq.serializers import JSONSerializer

from jobs.allowed import AllowedJob, NotAllowed
from jobs.queue import connection, queue, ring
from jobs.record_run import record_run
from tests.conftest import rows


@pytest.fixture
def bells(app: Flask) -> Iterator[Queue]:
    """The queue, empty before and after."""
    redis: Redis = connection()
    redis.flushall()
    yield queue(redis)
    redis.flushall()
    redis.close()


def test_it_rings_once_for_the_same_work(bells: Queue) -> None:
    assert [ring("build_consolidation", 7), ring("build_consolidation", 7), ring("build_consolidation", 8)] == [
        True
    ] * 3
    assert sorted(bells.job_ids) == ["build_consolidation-7", "build_consolidation-8"]


@pytest.mark.parametrize("name", ["os.system", "subprocess.run", "jobs.deliver_mail.deliver_mail", ""])
def test_it_runs_nothing_that_is_not_listed(bells: Queue, name: str) -> None:
    job = AllowedJob(id="foreign", connection=bells.connection, serializer=JSONSerializer)
    job._func_name = name
    with pytest.raises(NotAllowed):
        _ = job.func


def test_it_fails_a_foreign_job_without_running_it(bells: Queue) -> None:
    Queue("rumbo", connection=bells.connection, serializer=JSONSerializer).enqueue("os.system", "touch /tmp/owned")
    worker = SimpleWorker([bells], connection=bells.connection, serializer=JSONSerializer, job_class=AllowedJob)
    worker.work(burst=True, logging_level="CRITICAL")
    assert bells.failed_job_registry.count == 1


def test_it_rings_again_after_a_job_that_failed(bells: Queue) -> None:
    ring("deliver_mail")
    job = bells.fetch_job("deliver_mail")
    bells.remove(job)
    job.set_status("failed")
    assert ring("deliver_mail")
    assert bells.job_ids == ["deliver_mail"]


def test_it_says_so_when_the_queue_is_away(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "RUMBO_QUEUE_URL", "unix:///nowhere/valkey.sock")
    assert not ring("deliver_mail")


def test_it_records_a_run_and_what_it_counted(app: Flask) -> None:
    assert record_run("deliver_mail", lambda: 3) == 3
    assert rows("SELECT name, counted, error, ended_at IS NOT NULL FROM job_run") == [("deliver_mail", 3, "", True)]


def test_it_records_a_run_that_failed(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError):
        record_run("deliver_mail", lambda: 1 // 0)
    failed = rows("SELECT counted, error FROM job_run")[0]
    assert (failed.counted, failed.error) == (None, "ZeroDivisionError: integer division or modulo by zero")
