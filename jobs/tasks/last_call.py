"""The last call before what was given to some alone ends: a reopening, or a unit's later date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.actions.claim_occurrence import claim_occurrence
from models.actions.queue_mail import MailOrder, queue_mail
from models.queries.coming_ends import ComingEnd, coming_ends
from models.queries.deadlines import window_rule
from models.queries.local_day import local_day, zone_of
from models.queries.preset_in_use import calendar_of, preset_in_use
from models.queries.recipients import directory
from models.queries.sheet_board import sheet_board
from models.rules.period import Period
from models.rules.roles import Role
from models.rules.window import eve_of

DONE = "told"


def last_call(institution_id: int, now: datetime) -> list[tuple[ComingEnd, int]]:
    """Tell each unit that has something to send, from the morning of the business day before the end, and once.

    Gives the ends whose turn it was, with how many mails; whoever heard of the end on that very day is spared. The
    caller commits.
    """
    done = []
    for end in coming_ends(institution_id, now):
        at = eve_of(end.until, calendar_of(institution_id), zone_of(institution_id))
        if now < at or (end.told_at is not None and end.told_at >= at):
            continue
        claimed = claim_occurrence(institution_id, end.key, at, now)
        if claimed is not None:
            claimed.done_at, claimed.result = now, DONE
            done.append((end, sum(queue_mail(order, now) for order in _orders(institution_id, end, now))))
    return done


def _orders(institution_id: int, end: ComingEnd, now: datetime) -> Iterator[MailOrder]:
    """One for each person who hears the reminders of a unit that is waited for."""
    preset = preset_in_use(institution_id).preset
    rule = window_rule(preset, Period.parse(end.period))
    if rule is None:
        return
    people = directory(institution_id, local_day(institution_id, now))
    groups = [preset.recipient_group(code) for code in rule.recipients]
    liaisons = {holder.user_id for holder in people.holders if holder.role is Role.LIAISON}
    for unit in _waited_for(institution_id, end):
        for person in sorted({person for group in groups for person in people.people(group, [unit])}):
            yield MailOrder(
                institution_id=institution_id,
                rule=rule.id,
                step=f"ends-{end.until:%Y%m%dT%H%M}",
                kind="last_call",
                recipient_id=person,
                subject=f"unit-{unit}",
                period=end.period,
                data={
                    "org_unit_id": unit,
                    "due_at": end.until.isoformat(),
                    "is_reopening": end.org_unit_id is None,
                    "opens_sheet": person in liaisons,
                },
                not_after=end.until,
            )


def _waited_for(institution_id: int, end: ComingEnd) -> list[int]:
    """The units that have something to send."""
    rows = sheet_board(institution_id, end.period)
    waited_for = {row.org_unit_id for row in rows if not row.is_sent and not row.is_exempt}
    return sorted(waited_for if end.org_unit_id is None else waited_for & {end.org_unit_id})
