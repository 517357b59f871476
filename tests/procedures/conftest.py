"""Commands beside the screens, for stories that are told by both."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.commands.conftest import Shell


@pytest.fixture
def shell(app: Flask, environment: dict[str, str], tmp_path: Path, dirty: Callable[[], None]) -> Shell:
    """Commands as from a shell, on the database of the screens."""
    return Shell(environment, tmp_path, dirty)
