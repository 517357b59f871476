"""Who is told of a step: the mails are queued in its transaction, one for each person and step."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from models.actions.editions.hold import kind_of
from models.actions.queue_mail import MailOrder, queue_mail
from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.recipients import Directory, directory
from models.queries.role_holders import Holder, role_holders
from models.rules.report_kind import ReportKind
from models.rules.workflow import Action
from models.scope import Reader
from models.scope.reader import EVERYWHERE
from models.tables.edition import Edition

LETTERS = {
    Action.SUBMIT: "edition_review",
    Action.RETURN: "edition_returned",
    Action.PRESENT: "edition_presented",
    Action.SEND: "edition_sent",
    Action.PUBLISH: "edition_available",
}
"""Steps that somebody is told of, and the letter that does."""


def tell(edition: Edition, action: Action, actor: Reader, now: datetime) -> int:
    """Queue the mails of a step; give how many are new. The caller commits."""
    if action not in LETTERS:
        return 0
    people = _people(edition, action, now)
    return sum(queue_mail(_order(edition, action, person, actor), now) for person in people)


def _order(edition: Edition, action: Action, person: int, actor: Reader) -> MailOrder:
    return MailOrder(
        institution_id=edition.institution_id,
        rule=kind_of(edition).rule or "report",
        step=LETTERS[action],
        kind=LETTERS[action],
        recipient_id=person,
        subject=f"edition-{edition.id}",
        period=edition.period,
        round=edition.row_version,
        data={"by": actor.name},
        edition_id=edition.id,
    )


def _people(edition: Edition, action: Action, now: datetime) -> list[int]:
    kind, today = kind_of(edition), local_day(edition.institution_id, now)
    if action is Action.RETURN:
        return [] if edition.author_id is None else [edition.author_id]
    if action is Action.SUBMIT:
        holders = role_holders(edition.institution_id, kind.endorsed_by, today)
        return sorted({holder.user_id for holder in holders} - {edition.author_id})
    known = directory(edition.institution_id, today)
    return sorted({holder.user_id for holder in _members(edition, kind, action, known)})


def _members(edition: Edition, kind: ReportKind, action: Action, known: Directory) -> Iterable[Holder]:
    """The people of the groups that the kind names; of a report on one unit those who may read it."""
    codes = {Action.PRESENT: kind.presented_to, Action.SEND: kind.sent_to, Action.PUBLISH: kind.announced_to}[action]
    preset = preset_in_use(edition.institution_id).preset
    members = [holder for code in codes for holder in known.members(preset.recipient_group(code))]
    if edition.org_unit_id is None:
        return members
    concerned = set(_path(edition.org_unit_id, known))
    return [each for each in members if each.role in EVERYWHERE or each.org_unit_id in concerned]


def _path(unit: int | None, known: Directory) -> Iterable[int]:
    """The unit and all above it, whose heads read what is below them."""
    while unit is not None:
        yield unit
        unit = known.parents.get(unit)
