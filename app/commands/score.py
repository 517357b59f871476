"""`rumbo score`: every figure of a plan at a cut, leaf to root."""

from __future__ import annotations

from typing import Any

import click

from app.commands.context import command_context, print_json, read_moment
from models.actions.ensure_scores import ensure_scores
from models.clock import business_now
from models.queries.institution_ids import institution_id_of
from models.queries.plan_version_of import plan_version_of
from models.queries.score_as_of import score_as_of
from models.queries.score_document import score_document
from models.queries.stored_scores import stored_scores
from models.rules.wording import color_word


@click.command("score", help="Muestra las cifras, colores y estados de un plan en un periodo.")
@click.option("--institution", required=True, help="Código de la institución.")
@click.option("--plan", required=True, help="Código del plan.")
@click.option("--period", required=True, help="Periodo: 2027-03, 2027-Q1, 2027.")
@click.option("--as-of", "as_of", help="Momento ISO con zona: las cifras como se conocían entonces.")
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
def score_command(institution: str, plan: str, period: str, as_of: str | None, *, as_json: bool) -> None:
    """Print the stored tree, brought up to date first; with a past moment, one that is computed and not stored."""
    with command_context(institution):
        institution_id = institution_id_of(institution)
        _, version_id = plan_version_of(institution_id, plan)
        if as_of is not None:
            past = score_as_of(institution_id, version_id, period, read_moment(as_of))
            document = score_document(plan, period, past.lines, past.summary)
        else:
            run = ensure_scores(version_id, period, business_now())
            document = score_document(plan, period, stored_scores(version_id, period), run.summary)
    if as_json:
        print_json(document)
    else:
        _show(document)


def _show(document: dict[str, Any]) -> None:
    for item in document["items"]:
        percent = item["to_date_percent"] or "—"
        color = color_word(item["color"], item["state"])
        click.echo(f"{item['code']:<14} {percent:>10}  {color:<24} {item['name']}")
    summary = document["summary"]
    click.echo(f"{document['plan']} {document['period']}: {summary['percent'] or '—'} ({summary['items']} elementos)")
