"""How the test processes share the work: whoever needs the same slow thing stays together, the rest goes anywhere.

The groups of pytest-xdist 3.8 are not read with pytest 9.2, which took away the place where they were written down.
"""

from __future__ import annotations

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling, Scheduling

TOGETHER = ("tests/browser/", "tests/demo/")
"""Folders that load the demo, which takes longer than most of their tests."""


class Shares(LoadScopeScheduling):
    """One process for each of these folders, begun first because they are the largest."""

    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Whatever `--dist` says."""
    return Shares(config, log)
