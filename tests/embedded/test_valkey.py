"""Valkey after every kind of death; never two over one folder."""

from __future__ import annotations

import os
import signal
import stat
from pathlib import Path

import pytest
from redis import Redis

from app.embedded import valkey
from app.embedded.parts import Parts, embedded_parts
from app.embedded.place import Place
from app.embedded.processes import tagged
from tests.embedded.other_process import valkey_process


def test_a_killed_server_has_its_keys_after_its_new_start(parts: Parts, var: Path) -> None:
    with Redis.from_url(parts.queue_url) as queue:
        queue.set("rung", "once")
        os.kill(valkey_process(var), signal.SIGKILL)
        parts.revive()
        assert queue.get("rung") == b"once"


def test_a_stopped_server_has_its_keys_too(var: Path) -> None:
    with embedded_parts(var, ephemeral=True) as parts, Redis.from_url(parts.queue_url) as queue:
        queue.set("kept", "yes")
    with embedded_parts(var, ephemeral=True) as parts, Redis.from_url(parts.queue_url) as queue:
        assert queue.get("kept") == b"yes"


def test_it_refuses_more_rather_than_forgetting_and_its_socket_is_closed_to_others(parts: Parts, var: Path) -> None:
    with Redis.from_url(parts.queue_url) as queue:
        assert queue.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
        assert queue.config_get("appendonly") == {"appendonly": "yes"}
    assert stat.S_IMODE((var / "run" / "sockets" / "valkey.sock").stat().st_mode) == 0o770
    assert stat.S_IMODE((var / "run" / "sockets").stat().st_mode) == 0o750


@pytest.mark.parametrize("loss", ["socket", "answer"])
def test_a_server_that_cannot_be_reached_is_replaced_never_doubled(
    parts: Parts, var: Path, monkeypatch: pytest.MonkeyPatch, loss: str
) -> None:
    monkeypatch.setattr(valkey, "SILENCE_SECONDS", 0.2)
    monkeypatch.setattr(valkey, "PING_SECONDS", 0.2)
    monkeypatch.setattr(valkey, "STOP_SECONDS", 0.5)
    lost = valkey_process(var)
    if loss == "socket":
        (var / "run" / "sockets" / "valkey.sock").unlink()
    else:
        os.kill(lost, signal.SIGSTOP)
    parts.revive()
    alive = tagged("valkey-server", Place(var).tag)
    assert alive == {valkey_process(var)}
    assert lost not in alive
