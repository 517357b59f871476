"""`rumbo demo` from start to Ctrl-C: embedded parts, one load of the data, children, and what is printed."""

from __future__ import annotations

import os
import shutil
import socket
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import click

from app.demo.load import Standing, load_demo, standing
from app.demo.neighbor_people import everybody
from app.demo.neighbors import neighbors
from app.demo.people import CENTRAL, keep_password
from app.embedded.parts import Parts, embedded_parts
from app.embedded.secrets import secret
from app.runtime import EMBEDDED_DATABASE, running_app
from app.supervisor import Child, supervise
from config import settings
from jobs.mail_catcher import catching
from models.clock import business_now, set_business_clock
from models.rules.errors import RuleBroken
from models.scope import as_system
from models.tables.base import db

HOST = "127.0.0.1"
DATABASE = EMBEDDED_DATABASE["demo"]
OUTSIDE = ("RUMBO_DATABASE_URL", "RUMBO_DATABASE_OWNER_URL", "RUMBO_DATABASE_READ_URL", "RUMBO_QUEUE_URL")
MAILS = "demo-mails"
ALIVE = "demo-alive"
"""Touched every second while the demo runs."""
JOINING = ("mail-catcher", "worker", "scheduler")
PASSWORD_LENGTH = 12
REVIVE_SECONDS = 1.0
LOGINS = ("enlace", "enlace2", "jefatura", *(username for username, _, _ in CENTRAL))


def run_demo() -> None:
    """Serve the demo until Ctrl-C or SIGTERM. Raises RuleBroken or WrongSetting with one clear line."""
    _prepare_environment()
    values = settings()
    var: Path = values["RUMBO_VAR"].resolve()
    port: int = values["PORT"]
    _check_port(port)
    with embedded_parts(var, DATABASE) as parts:
        password = values["RUMBO_DEMO_PASSWORD"] or secret(var, "demo_password")[:PASSWORD_LENGTH]
        _ensure_data(parts, var, password)
        children = [Child("web", ["web"])]
        watch = _Watch(parts.revive, port, children, var / ALIVE, lambda: _announce(port, password))
        supervise(children, {}, watch.turn)
    click.echo("La demostración se detuvo; sus datos quedan para la próxima vez.")


def _prepare_environment() -> None:
    """What this process and its children share; the demo works on its own database and sends no mail outside."""
    outside = [name for name in OUTSIDE if os.environ.get(name) or os.environ.get(f"{name}_FILE")]
    if outside:
        raise RuleBroken(
            "demo_is_local", f"La demostración usa solo su propia base de datos: quite {', '.join(outside)} y repita."
        )
    port = settings()["PORT"]
    os.environ.update(
        {
            "RUMBO_ENV": "demo",
            "RUMBO_BASE_URL": os.environ.get("RUMBO_BASE_URL") or f"http://{HOST}:{port}",
            "RUMBO_MAIL_HOST": HOST,
            "RUMBO_MAIL_PORT": str(_free_port()),
            "RUMBO_MAIL_USER": "",
            "RUMBO_MAIL_TLS": "0",
        }
    )
    os.environ.pop("RUMBO_NOW", None)  # the demo's clock goes on from where it was; /demo/reloj/ moves it


def _ensure_data(parts: Parts, var: Path, password: str) -> None:
    """Use what is there when it is whole; otherwise begin again with an empty database."""
    found = standing(parts.owner_url)
    if found is Standing.WHOLE:
        with running_app(), as_system():
            keep_password(everybody(), password)
            _resume_clock(var / ALIVE)
            db.session.commit()
        return
    click.echo("Primera vez: se cargan cinco instituciones, sus planes y su historia. Menos de un minuto…")
    if found is Standing.CUT_SHORT:
        parts.drop_database(DATABASE)
    mails = var / MAILS
    shutil.rmtree(mails, ignore_errors=True)
    with running_app() as app, catching(mails, app.config["MAIL_PORT"]):
        load_demo(password, Path(app.config["RUMBO_FILES_URL"]))


def _resume_clock(alive: Path) -> None:
    """The demo's clock goes on from where it was (rulings 3): the time in which nothing ran did not pass."""
    if alive.exists():
        away = timedelta(seconds=max(0.0, time.time() - alive.stat().st_mtime))
        set_business_clock(business_now() - away)
        alive.touch()


@dataclass(slots=True)
class _Watch:
    """Beside the children: the embedded parts are kept alive.

    Once the pages answer their address is printed and the other children join: on two cores they would hold up the
    first page, and nobody waits for them.
    """

    revive: Callable[[], None]
    port: int
    children: list[Child]
    alive: Path
    announce: Callable[[], None]
    revived: float = field(default_factory=time.monotonic)
    announced: bool = False

    def turn(self) -> None:
        """One look, several times a second."""
        if time.monotonic() - self.revived > REVIVE_SECONDS:
            self.revive()
            self.alive.touch()
            self.revived = time.monotonic()
        if not self.announced and _answers(self.port):
            self.announced = True
            self.announce()
            self.children.extend(Child(name, [name]) for name in JOINING)


def _announce(port: int, password: str) -> None:
    address = f"http://{HOST}:{port}"
    lines = [
        "",
        f"  Rumbo está en {address}/",
        f"  Contraseña de todas las cuentas: {password}",
        "",
        "  Cuentas: " + ", ".join(LOGINS[:6]) + ",",
        "           " + ", ".join(LOGINS[6:]),
        "           y por dependencia, como enlace_dgt y jefatura_dgt",
        "  Otras instituciones: los mismos nombres con su código, como enlace_pasto_co; códigos:",
        f"           {', '.join(neighbor.code for neighbor in neighbors())}",
        "",
        f"  Correos que se habrían enviado: {address}/demo/correos/",
        f"  Reloj de la demostración:       {address}/demo/reloj/",
        "",
        "  Ctrl-C detiene todo; al volver a empezar sigue con los mismos datos.",
        "",
    ]
    click.echo("\n".join(lines))


def _check_port(port: int) -> None:
    """Say it before the load, not after."""
    if _answers(port):
        raise RuleBroken("port_in_use", f"El puerto {port} está ocupado: elija otro, por ejemplo PORT={port + 1}.")


def _answers(port: int) -> bool:
    with closing(socket.socket()) as trial:
        trial.settimeout(1)
        return trial.connect_ex((HOST, port)) == 0


def _free_port() -> int:
    with closing(socket.socket()) as trial:
        trial.bind((HOST, 0))
        number: int = trial.getsockname()[1]
        return number
