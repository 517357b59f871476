"""PostgreSQL after every kind of death."""

from __future__ import annotations

import ctypes
import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from app.embedded import postgres
from app.embedded.parts import Parts, embedded_parts
from tests.embedded.other_process import postmaster, servers

PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h


def ask(url: str, *statements: str) -> object:
    """Run statements and commit; the first value of the last one, if it has any."""
    with create_engine(url, poolclass=NullPool).begin() as connection:
        results = [connection.execute(text(statement)) for statement in statements]
        return results[-1].scalar() if results[-1].returns_rows else None


def kill_and_revive(parts: Parts, process: int) -> None:
    os.kill(process, signal.SIGKILL)
    parts.revive()


def test_a_killed_server_has_every_committed_row_after_its_new_start(parts: Parts, var: Path) -> None:
    ask(parts.owner_url, "CREATE TABLE kept AS SELECT generate_series(1, 5000) AS number")
    kill_and_revive(parts, postmaster(var))
    assert ask(parts.owner_url, "SELECT count(*) FROM kept") == 5000
    ask(parts.owner_url, "DROP TABLE kept")


def test_a_child_that_outlives_a_killed_server_is_ended(parts: Parts, var: Path) -> None:
    address = make_url(parts.owner_url)
    busy = psycopg.connect(
        host=str(address.query["host"]), user=address.username, password=address.password, dbname=address.database
    )
    busy.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 10000000000)")
    child = busy.info.backend_pid
    time.sleep(0.2)  # it counts now, and does not look whether its parent lives
    os.kill(postmaster(var), signal.SIGKILL)
    assert child in servers(var)
    parts.revive()
    assert child not in servers(var)
    busy.close()


@pytest.fixture
def nobody_reaps() -> Iterator[None]:
    """Orphans become our children and stay zombies until the end, as in a container whose first process is ours."""
    prctl = ctypes.CDLL(None).prctl
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    yield
    prctl(PR_SET_CHILD_SUBREAPER, 0)
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):  # other children of this process live on
            pass


def test_a_zombie_is_not_taken_for_a_living_server(nobody_reaps: None, var: Path) -> None:
    with embedded_parts(var, ephemeral=True) as parts:
        killed = postmaster(var)
        os.kill(killed, signal.SIGKILL)
        assert Path(f"/proc/{killed}/stat").exists()
        parts.revive()
        assert postmaster(var) != killed
        assert ask(parts.database_url, "SELECT 1") == 1


def test_a_pid_file_that_names_a_stranger_is_cleared(var: Path) -> None:
    (var / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    with embedded_parts(var, ephemeral=True) as parts:
        assert ask(parts.database_url, "SELECT 1") == 1


def test_a_server_that_does_not_answer_is_replaced(parts: Parts, var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "SILENCE_SECONDS", 0.2)
    monkeypatch.setattr(postgres, "PING_SECONDS", 1)
    stuck = postmaster(var)
    os.kill(stuck, signal.SIGSTOP)
    parts.revive()
    assert postmaster(var) != stuck


def test_each_start_has_its_own_log(var: Path) -> None:
    for _ in range(2):
        with embedded_parts(var, ephemeral=True):
            pass
    logs = [(var / "log" / name).read_text() for name in ("postgres.log", "postgres.log.1")]
    assert [log.count("starting PostgreSQL") for log in logs] == [1, 1]
    assert (var / "log" / "postgres.log").stat().st_mode & 0o777 == 0o640


def test_a_making_that_was_cut_short_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "postgres.new" / "base").mkdir(parents=True)
    with embedded_parts(tmp_path, "rumbo_demo", ephemeral=True) as parts:
        assert ask(parts.database_url, "SELECT current_database()") == "rumbo_demo"
        assert ask(parts.owner_url, "SELECT current_setting('fsync')") == "off"
