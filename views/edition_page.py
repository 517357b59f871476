"""What the page of an edition shows around its content: its buttons for this reader, and everything beside it."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from models.actions.editions.hold import kind_of
from models.actions.hold_sheet import central_roles
from models.queries.presented_editions import meetings_about, presentation_day
from models.queries.report.beside import distribution_of, feedback_of, files_of, remarks_of, versions_of
from models.queries.report.whole import data_of, differences_of
from models.rules.edition_step import HANDED_OVER, OBSERVERS, WRITABLE, WRITERS, EditionState, edition_workflow
from models.rules.meeting import KEEPERS
from models.rules.report_kind import ReportKind
from models.rules.roles import Role
from models.rules.workflow import Action, Step, steps_open_to
from models.scope import Reader
from models.tables.base import db
from models.tables.edition import Edition
from models.tables.org_unit import OrgUnit

STEP_WORDS = {
    Action.SUBMIT: _("Ask for the endorsement"),
    Action.RETURN: _("Return with a remark"),
    Action.ENDORSE: _("Endorse"),
    Action.PRESENT: _("Present to the coordinating team"),
    Action.VALIDATE: _("Record the validation"),
    Action.SEND: _("Send to its recipients"),
    Action.PUBLISH: _("Publish and announce"),
}
NOTE_WORDS = {
    Action.RETURN: _("Remark for the author"),
    Action.VALIDATE: _("Act of the coordinating team"),
    Action.PUBLISH: _("Address where it is published"),
}
"""What a step asks for besides the button."""


def edition_facts(edition: Edition, reader: Reader) -> dict[str, Any]:
    """Arguments of the template; what the reader may not see is empty."""
    kind, data, files = kind_of(edition), data_of(edition.id), files_of(edition)
    parts = 1 + len(kind.formats)
    writes = not WRITERS.isdisjoint(reader.roles)
    return {
        "title": kind.name,
        "kind": kind,
        "sha256": "" if data is None else data.sha256,
        "files": files,
        "done": len(files) + (data is not None),
        "parts": parts,
        "way": _way(kind),
        "steps": _steps(edition, kind, reader),
        "step_words": STEP_WORDS,
        "note_words": NOTE_WORDS,
        "may_write": writes and edition.state in WRITABLE,
        "may_resolve": writes,
        "may_remark": not OBSERVERS.isdisjoint(reader.roles),
        "remarks": remarks_of(edition.id),
        "meetings": meetings_about(edition.id),
        "may_convene": edition.state in HANDED_OVER and not KEEPERS.isdisjoint(reader.roles),
        "presentation_day": presentation_day(edition),
        "feedback": feedback_of(edition.id),
        "answering_units": _answering_units(edition, kind, reader),
        "mails": distribution_of(edition.id),
        "versions": versions_of(edition),
        "differences": differences_of(edition),
    }


def _steps(edition: Edition, kind: ReportKind, reader: Reader) -> list[Step[EditionState]]:
    """The buttons: steps of this state for these roles, without those that are closed to the author."""
    open_steps = steps_open_to(edition_workflow(kind), edition.state, central_roles(reader))
    is_author = reader.user_id is not None and reader.user_id == edition.author_id
    return [step for step in open_steps if not (step.not_by_author and is_author)]


def _way(kind: ReportKind) -> list[EditionState]:
    """The states from draft to the end, without the way back."""
    ahead = [step.to for step in edition_workflow(kind).steps if step.to is not EditionState.WITH_REMARKS]
    return list(dict.fromkeys([EditionState.DRAFT, *ahead]))


def _answering_units(edition: Edition, kind: ReportKind, reader: Reader) -> list[OrgUnit]:
    """The units for which the reader may answer now."""
    own = reader.units.get(Role.DEPARTMENT_HEAD, frozenset())
    if edition.state not in HANDED_OVER or not kind.feedback_days or not own:
        return []
    return list(db.session.scalars(select(OrgUnit).where(OrgUnit.id.in_(own)).order_by(OrgUnit.code)))
