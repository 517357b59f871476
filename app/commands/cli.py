"""The list of commands, in the order in which an office meets them."""

from __future__ import annotations

import click

from app.commands.audit_workbook import audit_workbook_command
from app.commands.business_days import business_days_command
from app.commands.capture_sheet import capture_sheet_command
from app.commands.consolidate import consolidate_command
from app.commands.deadlines import deadlines_command
from app.commands.demo import demo, mail_catcher
from app.commands.export_plan import export_plan_command
from app.commands.import_budget import import_budget_command
from app.commands.import_plan import import_plan_command
from app.commands.import_progress import import_progress_command
from app.commands.load_preset import load_preset_command
from app.commands.outbox import outbox
from app.commands.people import assign, create_admin
from app.commands.processes import scheduler, web, worker
from app.commands.propose_mapping import propose_mapping_command
from app.commands.report import report_command
from app.commands.score import score_command
from app.commands.tick import tick_command
from app.commands.upgrade import upgrade_command
from app.commands.verify_audit import verify_audit


@click.group(help="Rumbo: planes institucionales, del plan a su consolidado.")
def cli() -> None:
    """Group of all commands."""


for command in (
    demo,
    web,
    worker,
    scheduler,
    upgrade_command,
    load_preset_command,
    create_admin,
    assign,
    business_days_command,
    deadlines_command,
    tick_command,
    outbox,
    audit_workbook_command,
    import_plan_command,
    import_budget_command,
    propose_mapping_command,
    export_plan_command,
    capture_sheet_command,
    import_progress_command,
    score_command,
    consolidate_command,
    report_command,
    verify_audit,
    mail_catcher,
):
    cli.add_command(command)
