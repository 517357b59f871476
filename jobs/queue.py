"""The queue is a bell, never the record: what is due stands in the database, and the next sweep finds it again."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

from flask import current_app
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.exceptions import DuplicateJobError, NoSuchJobError
from rq.job import JobStatus
from rq.serializers import JSONSerializer

from jobs.allowed import AllowedJob
from models.clock import real_now

QUEUE_NAME = "rumbo"
JOB_SECONDS = {
    "deliver_mail": 600,
    "build_consolidation": 900,
    "build_edition": 900,
    "close_periods": 900,
    "rescore": 900,
    "audit_workbooks": 300,
}
SILENCE = timedelta(seconds=60)
"""A worker tells of its job every half minute; one that is silent for longer is dead."""
WAITING = {JobStatus.QUEUED, JobStatus.DEFERRED, JobStatus.SCHEDULED}
log = logging.getLogger("rumbo.queue")


def connection() -> Redis:
    """A connection to Valkey or Redis at RUMBO_QUEUE_URL."""
    return Redis.from_url(current_app.config["RUMBO_QUEUE_URL"], socket_connect_timeout=2)


def queue(redis: Redis) -> Queue:
    """The one queue, JSON inside, so that nobody who reaches it can make the worker unpickle code."""
    return Queue(QUEUE_NAME, connection=redis, serializer=JSONSerializer, job_class=AllowedJob)


def ring(name: str, *ids: int) -> bool:
    """Ask a worker to run the job `name` soon; false when the queue is away, which the next sweep makes good.

    One bell per job and ids is enough: a second one before the first was heard is dropped, unless the first was heard
    by a worker that is dead.
    """
    bell = "-".join((name, *map(str, ids)))
    try:
        bells = queue(connection())
        if not _enqueue(bells, bell, name, ids) and _is_dead(bells, bell):
            _enqueue(bells, bell, name, ids)
    except RedisError as fault:
        log.warning("queue is away: %s", fault)
        return False
    return True


def _enqueue(bells: Queue, bell: str, name: str, ids: tuple[int, ...]) -> bool:
    try:
        bells.enqueue(name, *ids, job_id=bell, unique=True, job_timeout=JOB_SECONDS[name], result_ttl=0, failure_ttl=60)
    except DuplicateJobError:
        return False
    return True


def _is_dead(bells: Queue, bell: str) -> bool:
    """Take away what a killed or failed job left; RQ itself would keep it for three minutes. True when it is gone."""
    try:
        job = AllowedJob.fetch(bell, connection=bells.connection, serializer=JSONSerializer)
    except NoSuchJobError:
        return True
    state = job.get_status()
    if state in WAITING:
        return False
    last = job.last_heartbeat
    if state == JobStatus.STARTED and last is not None and real_now() - _in_utc(last) < SILENCE:
        return False
    job.delete()
    return True


def _in_utc(moment: datetime) -> datetime:
    """RQ writes UTC, in some places without saying so."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
