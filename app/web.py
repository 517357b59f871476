"""The web process: gunicorn with sync workers, because FAB keeps a request's filters on shared views."""

from __future__ import annotations

from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from app.factory import create_app


class RumboServer(BaseApplication):
    """gunicorn configured from our settings: 127.0.0.1, two sync workers, recycled now and then."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Fill gunicorn's own configuration; its command line and files are not read."""
        for name, value in {
            "bind": f"127.0.0.1:{self.settings['PORT']}",
            "workers": 2,
            "worker_class": "sync",
            "timeout": 60,
            "max_requests": 2000,
            "max_requests_jitter": 200,
            "accesslog": None,
            "errorlog": "-",
            "loglevel": "warning",
            "control_socket_disable": True,
        }.items():
            if name in self.cfg.settings:  # type: ignore[union-attr]  # made by the base class before this call
                self.cfg.set(name, value)  # type: ignore[union-attr]  # likewise

    def load(self) -> Flask:
        """Make the application inside each worker, so that none shares a database connection."""
        return create_app(self.settings)
