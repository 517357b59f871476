"""`rumbo verify-audit`: walk the chain of the trail; non-zero and the first bad line when it was tampered with."""

from __future__ import annotations

import click

from app.commands.context import command_context, print_json
from models.queries.audit_check import audit_check
from models.rules.wording import counted


@click.command("verify-audit", help="Comprueba la cadena de la bitácora.")
@click.option("--head", help="Huella impresa en un consolidado: debe estar en la cadena.")
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
def verify_audit(head: str | None, *, as_json: bool) -> None:
    """Print what was found; exit with 1 when a line was changed, removed or added."""
    with command_context():
        check = audit_check(head)
    if as_json:
        print_json(
            {
                "lines": check.lines,
                "sealed": check.sealed,
                "head": check.head,
                "ok": check.ok,
                "first_bad": check.first_bad,
            }
        )
    elif check.ok:
        lines = counted(check.lines, "línea sellada", "líneas selladas")
        click.echo(f"La bitácora está íntegra: {check.sealed} de {lines}.")
    if not check.ok:
        raise click.ClickException(f"La bitácora fue alterada: {check.first_bad}")
