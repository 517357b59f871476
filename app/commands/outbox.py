"""`rumbo outbox`: the mails, and what became of each."""

from __future__ import annotations

import click
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import select

from app.commands.context import command_context, print_json
from models.rules.wording import counted
from models.rules.workflow import MailState
from models.tables.base import db
from models.tables.institution import Institution
from models.tables.outbox_mail import OutboxMail


@click.command(help="Muestra los correos en cola, enviados y fallidos.")
@click.option("--state", type=click.Choice([state.value for state in MailState]), help="Solo los de un estado.")
@click.option("--json", "as_json", is_flag=True, help="Un documento JSON.")
def outbox(state: str | None, *, as_json: bool) -> None:
    """List mails, oldest first."""
    with command_context():
        question = (
            select(OutboxMail, User.username, Institution.code)
            .join(User, User.id == OutboxMail.recipient_id)
            .join(Institution, Institution.id == OutboxMail.institution_id)
            .order_by(OutboxMail.id)
        )
        if state:
            question = question.where(OutboxMail.state == state)
        mails = [_row(mail, username, code) for mail, username, code in db.session.execute(question)]
    if as_json:
        print_json({"mails": mails})
        return
    for mail in mails:
        click.echo(f"{mail['id']:>6}  {mail['state']:<10} {mail['rule']:<8} {mail['recipient']:<24} {mail['period']}")
    click.echo(counted(len(mails), "correo", "correos"))


def _row(mail: OutboxMail, username: str, institution: str) -> dict[str, object]:
    return {
        "id": mail.id,
        "key": mail.key,
        "rule": mail.rule,
        "step": mail.step,
        "kind": mail.kind,
        "institution": institution,
        "recipient": username,
        "subject": mail.subject,
        "period": mail.period,
        "state": mail.state.value,
        "attempts": mail.attempts,
        "queued_at": mail.queued_at.isoformat(),
        "sent_at": mail.sent_at.isoformat() if mail.sent_at else None,
        "message_id": mail.message_id,
        "error": mail.error or None,
    }
