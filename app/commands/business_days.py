"""`rumbo business-days`: the institution's calendar between two days."""

from __future__ import annotations

from datetime import date

import click

from app.commands.context import command_context, print_json
from models.queries.institution_ids import institution_id_of
from models.queries.preset_in_use import calendar_of, preset_in_use
from models.rules.wording import counted, short_day_text

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command("business-days", help="Muestra los días hábiles de una institución entre dos fechas.")
@click.option("--institution", required=True, help="Código de la institución.")
@click.option("--from", "first", required=True, type=DAY, help="Primer día: 2027-01-01.")
@click.option("--to", "last", required=True, type=DAY, help="Último día: 2027-12-31.")
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
def business_days_command(institution: str, first: date, last: date, *, as_json: bool) -> None:
    """Print the days that are worked, and those from Monday to Friday that are not."""
    with command_context(institution):
        institution_id = institution_id_of(institution)
        calendar = calendar_of(institution_id)
        span = _day(first), _day(last)
        business_days = [day.isoformat() for day in calendar.business_days(*span)]
        document = {
            "institution": institution,
            "calendar": preset_in_use(institution_id).preset.calendar.country,
            "business_days": business_days,
            "non_working": [
                {"date": off.on.isoformat(), "name": off.name, "kind": off.kind.value}
                for off in calendar.non_working(*span)
            ],
        }
        closed = [(off.on, off.name) for off in calendar.non_working(*span)]
    if as_json:
        print_json(document)
        return
    click.echo(counted(len(business_days), "día hábil", "días hábiles"))
    for day, name in closed:
        click.echo(f"{short_day_text(day)}  {name}")


def _day(moment: date) -> date:
    """A day without the hour that click adds."""
    return date(moment.year, moment.month, moment.day)
