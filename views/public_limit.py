"""How often one address may ask the pages that are open to everybody."""

from __future__ import annotations

from flask import abort, request
from redis.exceptions import RedisError

from jobs.queue import connection
from models.clock import real_now

PAGES_A_MINUTE, CHECKS_A_MINUTE = 240, 30
"""A reader with a fast finger; an office that checks a pile of copies."""


def limit(what: str, most: int) -> None:
    """Abort with 429 where this address has asked too often in this minute; the queue's server keeps count.

    While that server is away nobody is counted: the pages only read.
    """
    key = f"rumbo:public:{what}:{request.remote_addr}:{real_now():%H%M}"
    try:
        with connection() as counter:
            asked = counter.incr(key)
            counter.expire(key, 120)
    except RedisError:
        return
    if asked > most:
        abort(429)
