"""What is built for others holds all that Rumbo needs to run, not its Python alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile

import pytest

from app.factory import ROOT

FOLDERS = ("app", "views", "jobs", "models", "migrations", "translations")
ALONE = ("run.py", "config.py", "setup.py", "pyproject.toml", "README.md", "LICENSE")
BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Names in a wheel that was built from a copy of the sources, with no compiled catalogue in it."""
    source, goal = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, source / folder, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    for name in ALONE:
        shutil.copy2(ROOT / name, source / name)
    subprocess.run([sys.executable, "-c", BUILD, str(goal)], cwd=source, check=True, capture_output=True)  # noqa: S603
    (wheel,) = goal.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("folder", FOLDERS)
def test_it_ships_every_file_of_a_folder(built: set[str], folder: str) -> None:
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pot"
    }
    assert wanted - built == set()


def test_it_ships_what_starts_it(built: set[str]) -> None:
    assert {"run.py", "config.py", "translations/es/LC_MESSAGES/messages.mo"} <= built
