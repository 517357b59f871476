"""Whose address a request comes from: the balancer's, or that which our own balancers name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, request

from app.factory import create_app
from config import WrongSetting, settings

FORWARDED = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7", "X-Forwarded-Proto": "https"}


@pytest.fixture
def caller(environment: dict[str, str], template: str) -> Callable[[str], tuple[str | None, str]]:
    """Ask an application with so many proxies for the address and the scheme that it believes."""

    def ask(count: str) -> tuple[str | None, str]:
        app: Flask = create_app(settings({**environment, "RUMBO_TRUSTED_PROXIES": count}))
        seen: list[Any] = []
        app.before_request_funcs[None].insert(0, lambda: seen.append((request.remote_addr, request.scheme)))
        app.test_client().get("/static/rumbo.css", headers=FORWARDED).close()
        return seen[0]  # type: ignore[no-any-return]  # what was asked above

    return ask


@pytest.mark.parametrize(
    ("count", "believed"),
    [
        ("0", ("127.0.0.1", "http")),  # nobody is trusted: the header is whatever the caller wrote
        ("1", ("198.51.100.7", "https")),  # our balancer wrote the last address
        ("2", ("203.0.113.9", "http")),  # two of ours wrote one each; only one named a scheme
    ],
)
def test_it_believes_as_many_as_are_ours(caller: Any, count: str, believed: tuple[str, str]) -> None:
    assert caller(count) == believed


@pytest.mark.parametrize("count", ["-1", "uno", "1.5"])
def test_it_refuses_what_is_no_number(environment: dict[str, str], count: str) -> None:
    with pytest.raises(WrongSetting, match="RUMBO_TRUSTED_PROXIES"):
        settings({**environment, "RUMBO_TRUSTED_PROXIES": count})
