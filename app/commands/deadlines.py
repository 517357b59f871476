"""`rumbo deadlines`: every time limit of an institution that falls due in a year."""

from __future__ import annotations

from typing import Any

import click

from app.commands.context import command_context, print_json
from models.queries.deadlines import deadlines_of, event_rules_of
from models.queries.institution_ids import institution_id_of
from models.rules.deadline import Deadline, DeadlineRule
from models.rules.deadline_why import why_on_event
from models.rules.wording import short_day_text


@click.command("deadlines", help="Muestra los plazos de una institución que vencen en un año.")
@click.option("--institution", required=True, help="Código de la institución.")
@click.option("--year", required=True, type=click.IntRange(1900, 2199), help="Año en que vencen.")
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
def deadlines_command(institution: str, year: int, *, as_json: bool) -> None:
    """Print each rule and period with its dates and why; then the rules that wait for an event (rulings 4)."""
    with command_context(institution):
        institution_id = institution_id_of(institution)
        due = deadlines_of(institution_id, year)
        on_event = event_rules_of(institution_id)
    if as_json:
        print_json({"deadlines": [_dated(each) for each in due], "on_event": [_waiting(rule) for rule in on_event]})
        return
    for each in due:
        window = f"{short_day_text(each.opens)} – {short_day_text(each.effective_due)}"
        click.echo(f"{each.rule:<10} {each.period!s:<9} {window}  {each.why}")
    for rule in on_event:
        click.echo(f"{rule.id:<10} {why_on_event(rule)}")


def _dated(deadline: Deadline) -> dict[str, Any]:
    return {
        "rule": deadline.rule,
        "subject": deadline.subject.value,
        "period": str(deadline.period),
        "opens": deadline.opens.isoformat(),
        "nominal_due": deadline.nominal_due.isoformat(),
        "effective_due": deadline.effective_due.isoformat(),
        "due_at": deadline.due_at.isoformat(),
        "day_type": deadline.day_type.value,
        "why": deadline.why,
    }


def _waiting(rule: DeadlineRule) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "subject": rule.subject.value,
        "event": rule.anchor.value,
        "offset": rule.due.count,
        "day_type": rule.due.day_type.value,
        "why": why_on_event(rule),
    }
