"""The queue is a bell, never the record: what is due stands in the database, and the next sweep finds it again."""

from __future__ import annotations

import logging

from flask import current_app
from redis import Redis
from redis.exceptions import RedisError
from rq import Queue
from rq.exceptions import DuplicateJobError
from rq.serializers import JSONSerializer

from jobs.allowed import AllowedJob

QUEUE_NAME = "rumbo"
JOB_SECONDS = {"deliver_mail": 600, "build_consolidation": 900}
log = logging.getLogger("rumbo.queue")


def connection() -> Redis:
    """A connection to Valkey or Redis at RUMBO_QUEUE_URL."""
    return Redis.from_url(current_app.config["RUMBO_QUEUE_URL"], socket_connect_timeout=2)


def queue(redis: Redis) -> Queue:
    """The one queue, JSON inside, so that nobody who reaches it can make the worker unpickle code."""
    return Queue(QUEUE_NAME, connection=redis, serializer=JSONSerializer, job_class=AllowedJob)


def ring(name: str, *ids: int) -> bool:
    """Ask a worker to run the job `name` soon; false when the queue is away, which the next sweep makes good.

    One bell per job and ids is enough: a second one before the first was heard is dropped.
    """
    bell = "-".join((name, *map(str, ids)))
    try:
        queue(connection()).enqueue(
            name, *ids, job_id=bell, unique=True, job_timeout=JOB_SECONDS[name], result_ttl=0, failure_ttl=60
        )
    except DuplicateJobError:
        return True
    except RedisError as fault:
        log.warning("queue is away: %s", fault)
        return False
    return True
