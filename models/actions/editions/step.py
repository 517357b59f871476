"""The steps of an edition from draft to publication (SM-6): each checked for state, role and guard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from models.actions.editions.hold import kind_of, print_again
from models.actions.editions.tell import tell
from models.actions.editions.write import add_remark, open_remarks
from models.actions.hold_sheet import central_roles
from models.actions.record_act import Act, record_act
from models.queries.local_day import local_day, zone_of
from models.queries.preset_in_use import calendar_of
from models.rules.edition_step import EditionState, check_not_own, edition_workflow
from models.rules.errors import RuleBroken
from models.rules.local_time import end_of_day
from models.rules.sentence import say
from models.rules.workflow import Action, check_note, find_step
from models.scope import Reader
from models.tables.base import db
from models.tables.edition import Edition


@dataclass(frozen=True, slots=True)
class Move:
    """Who takes a step on which edition and when, with the words that it asks for: a remark, an act, an address."""

    edition: Edition
    actor: Reader
    now: datetime
    note: str = ""


def take_step(edition: Edition, action: Action, actor: Reader, now: datetime, note: str = "") -> None:
    """Take it, freeze and tell where it says so. The caller has locked the edition, commits and rings.

    Raises RuleBroken 409 for another state or an unmet guard, 403 for other roles and for the author where the step is
    closed to him (SoD-2, SoD-8), 422 without the remark, act or address that it asks for.
    """
    move = Move(edition, actor, now, note)
    step = find_step(edition_workflow(kind_of(edition)), edition.state, action, central_roles(actor))
    check_not_own(step, actor.user_id, edition.author_id)
    check_note(step, note)
    DOINGS[action](move)
    edition.state = EditionState(step.to)
    db.session.flush()
    detail = {"number": edition.label, "period": edition.period, **({"note": note} if note else {})}
    record_act(actor, Act(f"{action}_edition", "edition", edition.id, detail), now)
    tell(edition, action, actor, now)


def _submit(move: Move) -> None:
    _check_figures(move.edition)
    waiting = open_remarks(move.edition.id)
    if waiting:
        raise RuleBroken(
            "remarks_are_open",
            say("Diga antes qué se hizo con cada observación: faltan {count}.", count=waiting),
            status=409,
        )
    move.edition.submitted_at, move.edition.author_id = move.now, move.edition.author_id or move.actor.user_id


def _return(move: Move) -> None:
    add_remark(move.edition, move.note.strip(), move.actor, move.now)


def _endorse(move: Move) -> None:
    """The Visto Bueno freezes figures and texts (S0-I-12)."""
    _check_final(move.edition)
    move.edition.endorsed_at, move.edition.endorsed_by_id = move.now, _person(move.actor)
    _freeze(move)


def _present(move: Move) -> None:
    move.edition.presented_at = move.now


def _validate(move: Move) -> None:
    move.edition.validated_at, move.edition.act_ref = move.now, move.note.strip()[:200]


def _send(move: Move) -> None:
    """What needs no Visto Bueno is frozen now; the window for feedback begins."""
    edition, days = move.edition, kind_of(move.edition).feedback_days
    if edition.frozen_at is None:
        _check_final(edition)
        _freeze(move)
    edition.sent_at = move.now
    if days:
        last = calendar_of(edition.institution_id).add_business_days(local_day(edition.institution_id, move.now), days)
        edition.feedback_until = end_of_day(last, zone_of(edition.institution_id))


def _publish(move: Move) -> None:
    """S0-II-07: where it can be read is written down, and only then its readers are told."""
    address = urlsplit(move.note.strip())
    if address.scheme not in ("http", "https") or not address.netloc:
        raise RuleBroken(
            "publication_without_address",
            say("Escriba la dirección donde se publica, por ejemplo https://www.institucion.gob/informe.pdf."),
            field="note",
        )
    edition = move.edition
    edition.publication_url, edition.published_at, edition.published_by_id = (
        address.geturl(),
        move.now,
        _person(move.actor),
    )


DOINGS: Mapping[Action, Callable[[Move], None]] = {
    Action.SUBMIT: _submit,
    Action.RETURN: _return,
    Action.ENDORSE: _endorse,
    Action.PRESENT: _present,
    Action.VALIDATE: _validate,
    Action.SEND: _send,
    Action.PUBLISH: _publish,
}
"""What each step does besides changing the state."""


def _check_figures(edition: Edition) -> None:
    if edition.read_at is None:
        raise RuleBroken(
            "edition_is_being_made", say("El informe aún se está haciendo: espere a que termine."), status=409
        )


def _check_final(edition: Edition) -> None:
    _check_figures(edition)
    if edition.is_provisional:
        raise RuleBroken(
            "edition_is_provisional",
            say("El informe es provisional: cierre el periodo y lea las cifras de nuevo antes de este paso."),
            status=409,
        )


def _freeze(move: Move) -> None:
    move.edition.frozen_at = move.now
    print_again(move.edition)


def _person(actor: Reader) -> int:
    """Whoever signs is a person; 403 for the system, which signs nothing."""
    if actor.user_id is None:
        raise RuleBroken("wrong_role", say("Este paso lo da una persona."), status=403)
    return actor.user_id
