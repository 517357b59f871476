"""Who runs the servers: as root, as an ordinary user, in folders that only one of them may enter."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.embedded.account import Account, choose_account, in_user_namespace, reaches, with_right_to_pass
from models.rules.errors import RuleBroken
from tests.embedded.other_process import JOIN, ROOT, servers

NOBODY, DAEMON = pwd.getpwnam("nobody"), pwd.getpwnam("daemon")
only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
PYTHONS = (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="ra-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@only_root
def test_root_becomes_nobody_where_nobody_can_pass(open_folder: Path) -> None:
    account = Account(NOBODY.pw_uid, NOBODY.pw_gid, drop=True)
    if not reaches(account, [open_folder]):
        pytest.skip("nobody cannot read the programs of this environment")
    assert choose_account([open_folder], open_folder / "postgres") == account


@only_root
def test_root_keeps_the_owner_of_the_data(open_folder: Path) -> None:
    data = open_folder / "postgres"
    data.mkdir()
    os.chown(data, 1, 1)
    owner = Account(1, 1, drop=True)
    if not reaches(owner, [open_folder]):
        pytest.skip("another user cannot read the programs of this environment")
    assert choose_account([open_folder], data) == owner


@only_root
@pytest.mark.parametrize(
    "account",
    [
        with_right_to_pass("dac_read_search", NOBODY.pw_uid, NOBODY.pw_gid),
        in_user_namespace(NOBODY.pw_uid, NOBODY.pw_gid),
        with_right_to_pass("dac_override", NOBODY.pw_uid, NOBODY.pw_gid),
    ],
    ids=["right to read", "user namespace", "right to pass"],
)
def test_each_way_into_a_closed_folder_ends_as_a_user_who_is_not_root(closed: Path, account: Account) -> None:
    assert not reaches(Account(NOBODY.pw_uid, NOBODY.pw_gid, drop=True), [closed])
    if account.run("true").returncode != 0:
        pytest.skip("this kernel or container does not allow it")
    assert reaches(account, [closed])
    assert account.run("id", "-u").stdout == f"{NOBODY.pw_uid}\n"


@only_root
def test_a_change_of_owner_goes_through_the_whole_folder_and_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "data" / "base").mkdir(parents=True)
    (tmp_path / "outside").touch()
    (tmp_path / "data" / "base" / "link").symlink_to(tmp_path / "outside")
    Account(NOBODY.pw_uid, NOBODY.pw_gid, drop=True).give(tmp_path / "data")
    inside = (tmp_path / "data", tmp_path / "data" / "base", tmp_path / "data" / "base" / "link")
    assert {path.lstat().st_uid for path in inside} == {NOBODY.pw_uid}
    assert (tmp_path / "outside").stat().st_uid == 0


def test_a_program_that_does_not_exist_reaches_nothing(tmp_path: Path) -> None:
    assert not reaches(Account(os.geteuid(), os.getegid(), wrapper=("no-such-program",)), [tmp_path])


def test_it_refuses_when_no_account_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.embedded.account.reaches", lambda *_: False)
    with pytest.raises(RuleBroken) as refusal:
        choose_account([tmp_path], tmp_path / "postgres")
    assert refusal.value.code == "no_account"


def run_python(who: Account, python: str, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = {"PYTHONPATH": f"{ROOT}:{sysconfig.get_path('platlib')}", "PYTHONDONTWRITEBYTECODE": "1"}
    return who.run(python, "-c", script, *arguments, text="\n", more=path)


@pytest.fixture(scope="module")
def ordinary() -> tuple[Account, str]:
    """An ordinary user and an interpreter that he may run with our packages; skips where there is none."""
    nobody = Account(NOBODY.pw_uid, NOBODY.pw_gid, drop=True)
    renamed = in_user_namespace(DAEMON.pw_uid, DAEMON.pw_gid)  # for an interpreter in root's closed home
    for who, python in (*((nobody, python) for python in PYTHONS), (renamed, sys.executable)):
        with suppress(OSError):
            if run_python(who, python, "import psycopg, redis, app.embedded").returncode == 0:
                return who, python
    pytest.skip("no interpreter with these packages can be run by an ordinary user here")


@only_root
def test_an_ordinary_user_starts_and_stops_the_parts(open_folder: Path, ordinary: tuple[Account, str]) -> None:
    who, python = ordinary
    who.give(open_folder)
    ended = run_python(who, python, JOIN.format(body="assert os.geteuid() > 0"), str(open_folder))
    assert (ended.returncode, ended.stdout) == (0, "ready\n"), ended.stderr
    assert (open_folder / "postgres").stat().st_uid == who.uid
    assert (open_folder / "run").stat().st_mode & 0o777 == 0o700
    assert not servers(open_folder)


@only_root
def test_an_ordinary_user_is_told_about_data_of_somebody_else(open_folder: Path, ordinary: tuple[Account, str]) -> None:
    who, python = ordinary
    who.give(open_folder)
    (open_folder / "postgres").mkdir()
    os.chown(open_folder / "postgres", 2, 2)
    ended = run_python(who, python, JOIN.format(body="pass"), str(open_folder))
    assert "son de otro usuario" in ended.stderr
