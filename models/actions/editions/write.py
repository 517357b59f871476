"""Write conclusions and recommendations; observe, and say what was done about an observation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from models.actions.editions.hold import check_prepares, check_writes, print_again
from models.actions.hold_sheet import central_roles
from models.actions.record_act import Act, record_act
from models.rules.edition_step import OBSERVERS
from models.rules.errors import RuleBroken
from models.rules.report.finish import Recommendation
from models.rules.sentence import say
from models.scope import Reader
from models.tables.base import db
from models.tables.edition import Edition
from models.tables.edition_remark import EditionRemark


def write_texts(
    edition: Edition, conclusions: str, recommendations: Sequence[Recommendation], actor: Reader, now: datetime
) -> bool:
    """Keep what the author concludes and recommends; false where it stood so already. The caller commits and rings.

    Raises RuleBroken 403 for other roles, 409 once the edition is under review or frozen.
    """
    check_writes(edition, actor)
    kept = [{"advice": each.advice.value, "text": each.text} for each in recommendations]
    if (edition.conclusions, edition.recommendations) == (conclusions, kept):
        return False
    edition.conclusions, edition.recommendations = conclusions, kept
    edition.author_id = edition.author_id or actor.user_id  # a draft of the clock is whoever's writes it
    print_again(edition)
    db.session.flush()
    record_act(actor, Act("write_edition", "edition", edition.id, {"number": edition.label}), now)
    return True


def add_remark(edition: Edition, text: str, actor: Reader, now: datetime) -> EditionRemark:
    """Put an observation beside the edition (S0-I-14); its state stays. The caller commits.

    Raises RuleBroken 403 for other roles, 422 without a text.
    """
    if OBSERVERS.isdisjoint(central_roles(actor)) or actor.user_id is None:
        raise RuleBroken("wrong_role", say("Su rol no hace observaciones a los informes."), status=403)
    if not text:
        raise RuleBroken("remark_missing", say("Escriba la observación."), field="remark")
    remark = EditionRemark(
        institution_id=edition.institution_id, edition_id=edition.id, text=text, made_at=now, made_by_id=actor.user_id
    )
    db.session.add(remark)
    db.session.flush()
    record_act(actor, Act("remark_edition", "edition", edition.id, {"number": edition.label, "text": text}), now)
    return remark


def resolve_remark(edition: Edition, remark_id: int, resolution: str, actor: Reader, now: datetime) -> None:
    """Say what was done about an observation. The caller commits.

    Raises RuleBroken 403 for other roles, 409 for an observation of something else, 422 without a text.
    """
    check_prepares(actor)
    remark = db.session.scalars(
        select(EditionRemark).where(EditionRemark.id == remark_id, EditionRemark.edition_id == edition.id)
    ).one_or_none()
    if remark is None:
        raise RuleBroken("remark_not_found", say("No encontramos esa observación."), status=409)
    if not resolution:
        raise RuleBroken("resolution_missing", say("Escriba qué se hizo con la observación."), field="resolution")
    remark.resolution, remark.resolved_at, remark.resolved_by_id = resolution, now, actor.user_id
    db.session.flush()
    detail = {"number": edition.label, "text": remark.text, "resolution": resolution}
    record_act(actor, Act("resolve_edition_remark", "edition", edition.id, detail), now)


def open_remarks(edition_id: int) -> int:
    """How many observations still wait for a resolution."""
    remarks = db.session.scalars(
        select(EditionRemark.id).where(EditionRemark.edition_id == edition_id, EditionRemark.resolved_at.is_(None))
    )
    return len(list(remarks))
