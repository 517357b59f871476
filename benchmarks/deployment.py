"""Rumbo's server as it is deployed, over a place that was filled."""

from __future__ import annotations

import sys

from benchmarks.peers.browser import Rival
from benchmarks.place import Place


def deployment(place: Place) -> Rival:
    """How it is started with the settings of the place, and entered as the analyst."""
    settings = {key: value for key, value in place.app.config.items() if isinstance(value, (str, int, bool))}
    command = (sys.executable, "-m", "benchmarks.peers.deployed")
    return Rival("Rumbo", command, {"settings": settings}, "/login/", "csrf_token", "analista", {})
