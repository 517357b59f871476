"""`rumbo propose-mapping`: a first draft of a mapping from somebody else's workbook."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from app.commands.context import command_context, print_json
from models.clock import business_now, real_now
from models.files.workbook_read import open_foreign
from models.queries.draft_office import draft_office
from models.queries.institution_ids import institution_id_of
from models.rules.errors import RuleBroken
from models.rules.propose_mapping.office import Office
from models.rules.propose_mapping.propose import Proposal, propose_mapping


@click.command("propose-mapping", help="Redacta un borrador del mapeo de un libro ajeno, con sus dudas.")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--institution", help="Código de la institución: usa sus tipos de plan, niveles y unidades.")
@click.option("--sheet", help="La hoja que se mira; sin ella, la que más parece un plan.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Archivo .toml que se escribe.")
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
def propose_mapping_command(
    file: Path, institution: str | None, sheet: str | None, out: Path | None, *, as_json: bool
) -> None:
    """Read the workbook, write the draft; nothing is stored."""
    try:
        proposal = _proposal(file, _office(institution), sheet)
    except RuleBroken as refusal:
        raise click.ClickException(str(refusal)) from refusal
    if out is not None:
        out.write_text(proposal.mapping, encoding="utf-8")
    if as_json:
        print_json(asdict(proposal))
    elif out is None:
        click.echo(proposal.mapping, nl=False)
    else:
        _show(proposal, out)


def _office(institution: str | None) -> Office:
    """Without an institution no database is asked."""
    if institution is None:
        return Office(real_now().date())
    with command_context(institution):
        return draft_office(institution_id_of(institution), business_now())


def _proposal(file: Path, office: Office, sheet: str | None) -> Proposal:
    with open_foreign(file, [sheet] if sheet else []) as (_kind, sheets):
        return propose_mapping(sheets, file.name, office, sheet)


def _show(proposal: Proposal, out: Path) -> None:
    for column in proposal.columns:
        click.echo(f"{column.column:<3} {column.heading[:40]:<40} {column.use}")
    for doubt in proposal.doubts:
        place = f"{doubt.sheet} {doubt.column}".strip()
        click.echo(f"duda: {place}: {doubt.message}" if place else f"duda: {doubt.message}", err=True)
    click.echo(f"{out}: borrador escrito. Resuelva las dudas y pruebe con import-plan --mapping {out} --dry-run.")
