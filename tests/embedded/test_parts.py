"""The embedded parts: what a user of the one door finds, alone and together with others."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from psycopg import errors
from redis import Redis
from sqlalchemy import Engine, create_engine, make_url, text

from app.embedded.parts import Parts, embedded_parts
from app.embedded.processes import send
from models.rules.errors import RuleBroken
from tests.embedded.other_process import leave, postmaster, said_ready, servers, valkey_process

Join = Callable[..., subprocess.Popen[str]]


def connect(url: str) -> psycopg.Connection:
    address = make_url(url)
    return psycopg.connect(
        host=str(address.query["host"]),
        user=address.username,
        password=address.password,
        dbname=address.database,
        autocommit=True,
    )


@pytest.fixture
def table(parts: Parts) -> str:
    with connect(parts.owner_url) as owner:
        owner.execute("DROP TABLE IF EXISTS visit")
        owner.execute("CREATE TABLE visit (id serial PRIMARY KEY, note text)")
    return "visit"


def test_its_addresses_open_with_sqlalchemy(parts: Parts) -> None:
    engine: Engine = create_engine(parts.database_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT current_user || ' ' || current_database()")) == "rumbo_app rumbo"
    engine.dispose()


def test_the_application_writes_rows_and_makes_no_tables(parts: Parts, table: str) -> None:
    with connect(parts.database_url) as application:
        application.execute("INSERT INTO visit (note) VALUES ('x')")
        application.execute("UPDATE visit SET note = 'y'")
        assert application.execute("DELETE FROM visit RETURNING id, note").fetchall() == [(1, "y")]
        for forbidden in ("CREATE TABLE mine (id int)", "DROP TABLE visit", "TRUNCATE visit", "CREATE ROLE another"):
            with pytest.raises(errors.InsufficientPrivilege):
                application.execute(forbidden)


def test_the_reader_reads_and_nothing_else(parts: Parts, table: str) -> None:
    with connect(parts.read_url) as reader:
        assert reader.execute("SELECT count(*) FROM visit").fetchone() == (0,)
        with pytest.raises(errors.ReadOnlySqlTransaction):
            reader.execute("INSERT INTO visit (note) VALUES ('x')")
        reader.execute("SET default_transaction_read_only = off")
        for forbidden in ("INSERT INTO visit (note) VALUES ('x')", "CREATE TEMPORARY TABLE mine (id int)"):
            with pytest.raises(errors.InsufficientPrivilege):
                reader.execute(forbidden)


def test_the_owner_is_no_superuser(parts: Parts) -> None:
    with connect(parts.owner_url) as owner:
        powers = owner.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'rumbo%' AND rolsuper").fetchall()
    assert powers == [("rumbo_admin",)]


def test_it_orders_and_folds_letters_alike_on_every_machine(parts: Parts) -> None:
    with connect(parts.database_url) as application:
        found = application.execute(
            "SELECT lower('ÁÉÑ'), public.unaccent('ñandú'), similarity('plan', 'plan') = 1, getdatabaseencoding(),"
            " current_setting('TimeZone')"
        ).fetchone()
    assert found == ("áéñ", "nandu", True, "UTF8", "UTC")


def test_it_listens_on_no_network_address(parts: Parts) -> None:
    with connect(parts.owner_url) as owner:
        assert owner.execute("SELECT current_setting('listen_addresses')").fetchone() == ("",)
    with Redis.from_url(parts.queue_url) as queue:
        assert queue.config_get("port") == {"port": "0"}


def test_it_refuses_a_wrong_password(parts: Parts) -> None:
    right = make_url(parts.database_url)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        connect(right.set(password="wrong").render_as_string(hide_password=False))


def test_it_clones_a_database_and_drops_it_under_a_connection(parts: Parts, table: str) -> None:
    clone = parts.create_database("clone", template="rumbo")
    with connect(clone.database_url) as application:
        application.execute("INSERT INTO visit (note) VALUES ('only here')")
        parts.drop_database("clone")
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        connect(clone.database_url)


def test_it_makes_an_empty_database_with_its_extensions(parts: Parts) -> None:
    with connect(parts.create_database("another").owner_url) as owner:
        names = {name for (name,) in owner.execute("SELECT extname FROM pg_extension")}
    parts.drop_database("another")
    assert names == {"plpgsql", "unaccent", "pg_trgm", "btree_gist"}


def test_it_prints_nothing_and_hides_its_passwords(var: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with embedded_parts(var, ephemeral=True) as parts:
        password = make_url(parts.database_url).password
        assert password is not None
        assert password not in repr(parts)
    assert capfd.readouterr() == ("", "")


def test_it_shares_with_a_second_process_and_the_last_one_stops_the_servers(var: Path, join: Join) -> None:
    with embedded_parts(var, ephemeral=True):
        first = postmaster(var)
        other = join()
        assert said_ready(other)
    assert postmaster(var) == first
    assert leave(other) == 0
    assert not servers(var)


def test_it_starts_one_server_for_two_processes_that_start_at_once(var: Path, join: Join) -> None:
    both = [join("print(Path(sys.argv[1], 'postgres', 'postmaster.pid').read_text().split()[0])") for _ in range(2)]
    assert {process.stdout.readline() for process in both if process.stdout} == {f"{postmaster(var)}\n"}
    assert all(said_ready(process) for process in both)
    assert [leave(process) for process in both] == [0, 0]


def test_it_takes_over_what_a_killed_user_left_running(var: Path, join: Join) -> None:
    other = join()
    assert said_ready(other)
    orphan = postmaster(var)
    other.kill()
    other.wait()
    with embedded_parts(var, ephemeral=True):
        assert postmaster(var) == orphan
    assert not servers(var)


def test_a_forked_child_that_ends_stops_nothing(var: Path, join: Join) -> None:
    other = join("child = os.fork(); child or sys.exit(0); os.waitpid(child, 0)")
    assert said_ready(other)
    assert postmaster(var) in servers(var)
    assert leave(other) == 0


def test_it_revives_what_died_under_the_same_addresses(parts: Parts, var: Path, table: str) -> None:
    with connect(parts.database_url) as application:
        application.execute("INSERT INTO visit (note) VALUES ('committed')")
    for process in (postmaster(var), valkey_process(var)):
        os.kill(process, signal.SIGKILL)
    parts.revive()
    with connect(parts.database_url) as application, Redis.from_url(parts.queue_url) as queue:
        assert application.execute("SELECT note FROM visit").fetchall() == [("committed",)]
        assert queue.ping()


def test_it_survives_the_death_of_every_process(var: Path, join: Join) -> None:
    other = join()
    assert said_ready(other)
    send(signal.SIGKILL, servers(var) | {other.pid})
    other.wait()
    with embedded_parts(var, ephemeral=True) as parts, connect(parts.database_url) as application:
        assert application.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.parametrize(
    ("version", "code", "words"),
    [
        ("17", "other_major_version", ("PostgreSQL 17", "PostgreSQL 18", "rumbo backup", "rumbo restore")),
        ("18", "not_ephemeral", ("no son desechables",)),  # real data, asked for as throw-away
    ],
)
def test_it_refuses_data_that_it_must_not_open(tmp_path: Path, version: str, code: str, words: tuple[str, ...]) -> None:
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text(f"{version}\n")
    with pytest.raises(RuleBroken) as refusal, embedded_parts(tmp_path, ephemeral=True):
        pass
    assert refusal.value.code == code
    assert all(word in refusal.value.message for word in words)


def test_it_says_when_the_secrets_are_not_those_of_the_data(var: Path) -> None:
    kept = (var / "secrets" / "admin").rename(var / "admin.kept")
    with pytest.raises(RuleBroken, match="secrets") as refusal, embedded_parts(var, ephemeral=True):
        pass
    kept.replace(var / "secrets" / "admin")
    assert refusal.value.code == "secrets_differ"


def test_it_says_when_the_folder_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RuleBroken, match="RUMBO_VAR") as refusal, embedded_parts(tmp_path / "file" / "var"):
        pass
    assert refusal.value.code == "var_not_usable"


def test_it_runs_in_a_closed_folder_with_a_long_odd_name_and_keeps_data_safe(closed: Path) -> None:
    var = closed / f"año, 'nuevo' {'x' * 90}"  # too long for a socket
    with embedded_parts(var) as parts, connect(parts.owner_url) as owner, Redis.from_url(parts.queue_url) as queue:
        assert owner.execute("SELECT current_setting('fsync')").fetchone() == ("on",)
        assert queue.config_get("appendfsync") == {"appendfsync": "everysec"}
        sockets = Path(str(make_url(parts.database_url).query["host"]))
        assert sockets.is_dir()
    assert not servers(var)
    assert not sockets.exists()
