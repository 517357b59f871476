"""`rumbo web | worker | scheduler`: one process each; none of them migrates (rulings 26)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from app.factory import create_app
from app.runtime import running_settings
from app.upgrade import require_schema
from app.web import RumboServer
from config import WrongSetting
from jobs.clock import run_clock
from jobs.worker import run_worker
from models.rules.errors import RuleBroken


@contextmanager
def _ready() -> Iterator[dict[str, Any]]:
    try:
        with running_settings() as values:
            require_schema(values)
            yield values
    except (RuleBroken, WrongSetting) as refusal:
        raise click.ClickException(str(refusal)) from refusal


@click.command(help="Sirve las páginas en 127.0.0.1, en el puerto de PORT.")
def web() -> None:
    """Serve until stopped."""
    with _ready() as values:
        RumboServer(values).run()


@click.command(help="Atiende los trabajos de la cola: correos, consolidados.")
def worker() -> None:
    """Work until stopped."""
    with _ready() as values:
        run_worker(create_app(values))


@click.command(help="El reloj: abre y cierra ventanas, encola avisos e informes.")
def scheduler() -> None:
    """Tick until stopped; a second instance waits for the first."""
    with _ready() as values:
        run_clock(create_app(values))
