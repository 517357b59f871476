"""Whoever administers the system asks for a mail to the own address, to see whether mails go out."""

from __future__ import annotations

from datetime import datetime

from models.actions.queue_mail import MailOrder, queue_mail
from models.actions.record_act import Act, record_act
from models.queries.local_day import local_day
from models.rules.errors import RuleBroken
from models.rules.period import Period, PeriodKind
from models.rules.roles import Role
from models.scope import Reader


def ask_trial_mail(actor: Reader, now: datetime) -> None:
    """Queue one mail to the actor; asked twice within a second it is one. The caller commits. RuleBroken 403."""
    if not actor.holds(Role.ADMINISTRATOR) or actor.user_id is None or actor.institution_id is None:
        raise RuleBroken("wrong_role", "El correo de prueba lo pide quien administra el sistema.", status=403)
    period = str(Period.containing(local_day(actor.institution_id, now), PeriodKind.MONTH))
    moment = now.isoformat(timespec="seconds")
    queue_mail(MailOrder(actor.institution_id, "trial", "trial", "trial", actor.user_id, moment, period), now)
    record_act(actor, Act("ask_trial_mail", "person", actor.user_id), now)
