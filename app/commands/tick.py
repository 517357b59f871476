"""`rumbo tick`: what the clock does at a moment; twice for one moment, the second time nothing."""

from __future__ import annotations

from datetime import datetime

import click
from flask import current_app

from app.commands.context import command_context, print_json
from app.runtime import MOVABLE_CLOCK
from jobs.sweep import sweep
from jobs.tick import TickReport, tick
from models.clock import business_now, set_business_clock
from models.rules.errors import RuleBroken
from models.rules.wording import counted
from models.tables.base import db


@click.command("tick", help="Hace lo que toca al reloj en este momento: abre, cierra, avisa, consolida.")
@click.option("--now", "moment", help="Mueve el reloj a este momento ISO con zona (solo demo y test).")
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
def tick_command(moment: str | None, *, as_json: bool) -> None:
    """Move the clock if asked, tick, and ring for what was queued."""
    with command_context():
        if moment:
            _move(moment)
        report = tick(business_now() if moment is None else datetime.fromisoformat(moment))
        sweep()
    if as_json:
        print_json(_document(report))
        return
    tasks = counted(len(report.occurrences), "tarea", "tareas")
    click.echo(f"{tasks}, {counted(report.mails_queued, 'correo', 'correos')} en cola")


def _move(moment: str) -> None:
    if current_app.config["RUMBO_ENV"] not in MOVABLE_CLOCK:
        raise RuleBroken("clock_is_fixed", "El reloj solo se mueve en demo y test (RUMBO_ENV).")
    try:
        set_business_clock(datetime.fromisoformat(moment))
    except ValueError as problem:
        raise RuleBroken("bad_moment", f"Escriba un momento ISO con zona; se leyó «{moment}».") from problem
    db.session.commit()


def _document(report: TickReport) -> dict[str, object]:
    return {
        "now": report.now.isoformat(),
        "opened": report.opened,
        "closed_windows": report.closed_windows,
        "closed": report.closed,
        "mails_queued": report.mails_queued,
        "reports_started": report.reports_started,
        "occurrences": report.occurrences,
    }
