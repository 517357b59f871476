"""An edition under change, with what decides about the change."""

from __future__ import annotations

from sqlalchemy import select

from models.actions.hold_sheet import central_roles
from models.queries.preset_in_use import preset_in_use
from models.rules.edition_step import WRITABLE, WRITERS, EditionState
from models.rules.errors import RuleBroken
from models.rules.report_kind import ReportKind
from models.rules.sentence import say
from models.scope import Reader
from models.tables.base import db
from models.tables.edition import Edition


def edition_of(edition_id: int, *, lock: bool = False) -> Edition:
    """The edition, if its reader may see it; raises RuleBroken 404 otherwise."""
    question = select(Edition).where(Edition.id == edition_id).execution_options(populate_existing=lock)
    if lock:
        question = question.with_for_update(of=Edition)
    edition = db.session.scalars(question).one_or_none()
    if edition is None:
        raise RuleBroken("edition_not_found", say("No encontramos ese informe. Búsquelo en Informes."), status=404)
    return edition


def kind_of(edition: Edition) -> ReportKind:
    """What the institution's declaration says of reports of its kind."""
    return preset_in_use(edition.institution_id).preset.report_kind(edition.kind)


def check_writes(edition: Edition, actor: Reader) -> None:
    """Raise RuleBroken 403 unless the actor prepares reports, 409 once the edition is under review or frozen."""
    check_prepares(actor)
    if edition.state not in WRITABLE:
        raise RuleBroken(
            "edition_is_not_writable",
            say("El informe ya está en revisión o congelado: pida que lo devuelvan, o haga una versión nueva."),
            status=409,
        )


def check_prepares(actor: Reader) -> None:
    """Raise RuleBroken 403 unless the actor is one who prepares reports."""
    if WRITERS.isdisjoint(central_roles(actor)):
        raise RuleBroken("wrong_role", say("Los informes los prepara planificación."), status=403)


def print_again(edition: Edition) -> None:
    """What stands in its files has changed: they are made anew."""
    edition.printed += 1
    edition.rendered_at, edition.error = None, ""


def is_frozen(edition: Edition) -> bool:
    """Neither figures nor texts change any more."""
    return edition.state not in WRITABLE | {EditionState.UNDER_REVIEW}
