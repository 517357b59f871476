"""Many people at one server: each asks for a page, looks at it for a while, and asks again."""

from __future__ import annotations

import http.client
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visitor:
    """A session and the page that it asks for."""

    cookies: str
    address: str


@dataclass(frozen=True, slots=True)
class Pace:
    """Every so many seconds a page, so many times."""

    pause: float
    rounds: int


def waits(port: int, visitors: Sequence[Visitor], pace: Pace) -> list[float]:
    """Seconds that each page took, in order of length.

    The visitors come evenly spread over the pause; who waited longer than it for a page asks for the next at once.
    """
    began = time.perf_counter()

    def visit(number: int) -> list[float]:
        taken = []
        for turn in range(pace.rounds):
            due = began + pace.pause * (turn + number / len(visitors))
            time.sleep(max(due - time.perf_counter(), 0))
            taken.append(_seconds(port, visitors[number]))
        return taken

    with ThreadPoolExecutor(len(visitors)) as crowd:
        return sorted(wait for taken in crowd.map(visit, range(len(visitors))) for wait in taken)


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value that this share of all does not exceed."""
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def _seconds(port: int, visitor: Visitor) -> float:
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", visitor.address, headers={"Cookie": visitor.cookies, "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    seconds = time.perf_counter() - began
    connection.close()
    assert answer.status == 200, (visitor.address, answer.status)
    return seconds
