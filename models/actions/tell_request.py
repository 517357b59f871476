"""The mails of a request for information: one to each person who answers for a unit that it asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from models.actions.queue_mail import MailOrder, queue_mail
from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.recipients import directory
from models.queries.requests.asked_lines import asked_counts
from models.tables.information_request import InformationRequest

STEP, LETTER = "ask", "information_request"


def tell_request(request: InformationRequest, org_unit_ids: Iterable[int], now: datetime) -> int:
    """Write to the recipients of the request's rule; give how many mails are new. The caller commits.

    A unit that is asked for more than before is told again: the mail's round is the number of its lines.
    """
    preset = preset_in_use(request.institution_id).preset
    people = directory(request.institution_id, local_day(request.institution_id, now))
    rule = next(rule for rule in preset.deadlines if rule.id == request.rule)
    groups = [preset.recipient_group(code) for code in rule.recipients]
    counts, mails = asked_counts(request.id), 0
    for unit in org_unit_ids:
        for person in sorted({person for group in groups for person in people.people(group, [unit])}):
            mails += queue_mail(_order(request, unit, person, counts[unit]), now)
    return mails


def _order(request: InformationRequest, org_unit_id: int, person: int, lines: int) -> MailOrder:
    return MailOrder(
        institution_id=request.institution_id,
        rule=request.rule,
        step=STEP,
        kind=LETTER,
        recipient_id=person,
        subject=f"unit-{org_unit_id}",
        period=request.period,
        round=lines,
        data={"request_id": request.id, "org_unit_id": org_unit_id},
    )
