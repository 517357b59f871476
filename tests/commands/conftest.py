"""Commands run as from a shell: their own application, on the test process's database, at a set moment."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from app.commands.cli import cli
from models.files.package_write import write_package
from models.rules.package_rows import Package
from tests.worked_example import operating_plan, strategic_plan

BD6 = "2027-04-08T09:00-06:00"


@dataclass(slots=True)
class Shell:
    """`now` is what RUMBO_NOW says."""

    environment: dict[str, str]
    folder: Path
    committed: Callable[[], None]
    now: str = BD6

    def run(self, *words: str) -> Result:
        """Run a command as it is typed."""
        self.committed()
        return CliRunner().invoke(cli, words, env={**self.environment, "RUMBO_NOW": self.now})

    def json(self, *words: str) -> Any:
        """Run a command that succeeds and give the document that it prints."""
        result = self.run(*words, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def file(self, package: Package, name: str = "") -> str:
        """Write a package and give its path."""
        path = self.folder / (name or f"{package.plan.code}.xlsx")
        write_package(package, path)
        return str(path)

    def import_plan(self, package: Package, *words: str) -> Any:
        """Import a package."""
        return self.json("import-plan", self.file(package), "--institution", "hacienda_sv", *words)


@pytest.fixture
def shell(app: Flask, environment: dict[str, str], tmp_path: Path, dirty: Callable[[], None]) -> Shell:
    return Shell(environment, tmp_path, dirty)


@pytest.fixture
def example(shell: Shell) -> Shell:
    """Both plans of example 6.1 in force."""
    shell.import_plan(strategic_plan(), "--in-force", "Acuerdo 1")
    shell.import_plan(operating_plan(), "--in-force", "Acuerdo 2")
    return shell
