"""Rumbo itself: the application as it is deployed, with row scope and trail on."""

from __future__ import annotations

from typing import Any

from app.factory import create_app
from benchmarks.peers.server import Wsgi, serve


def make(order: dict[str, Any]) -> Wsgi:
    """The application over the settings of the order."""
    return create_app(order["settings"])


if __name__ == "__main__":
    serve(make)
