"""`rumbo export-plan`: a plan out of the database as a package."""

from __future__ import annotations

from pathlib import Path

import click

from app.commands.context import command_context, print_json
from models.files.package_write import write_package
from models.queries.institution_ids import institution_id_of
from models.queries.plan_package import plan_package
from models.queries.plan_version_of import plan_version_of


@click.command("export-plan", help="Escribe el plan PLAN como paquete (xlsx, zip de csv o carpeta).")
@click.argument("plan")
@click.option("--institution", required=True, help="Código de la institución.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Archivo .xlsx o .zip, o carpeta.")
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
def export_plan_command(plan: str, institution: str, out: Path, *, as_json: bool) -> None:
    """Write what `import-plan` reads; in again it changes nothing."""
    with command_context(institution):
        institution_id = institution_id_of(institution)
        package = plan_package(institution_id, *plan_version_of(institution_id, plan))
        write_package(package, out)
    rows = {
        "items": len(package.items),
        "indicators": len(package.indicators),
        "targets": len(package.targets),
        "actuals": len(package.actuals),
        "budget": len(package.budget),
        "internal_activities": len(package.internal_activities),
    }
    if as_json:
        print_json({"plan": plan, "file": str(out), "rows": rows})
    else:
        click.echo(f"{plan}: {out}")
