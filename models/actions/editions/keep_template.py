"""Put a Word template of the institution's own in use for its reports, or take it out of use."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from models.actions.record_act import Act, record_act
from models.files.evidence_store import StoredFile
from models.queries.preset_in_use import preset_in_use
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.sentence import say
from models.scope import Reader
from models.tables.base import db
from models.tables.institution import Institution
from models.tables.word_template import WordTemplate

KEEPERS = frozenset({Role.ADMINISTRATOR, Role.PLANNING_HEAD})


def check_keeps_templates(actor: Reader, kind: str) -> None:
    """Raise RuleBroken 403 for other roles, 422 for a kind of report that the institution does not have."""
    if actor.roles.isdisjoint(KEEPERS) or actor.user_id is None:
        keepers = say("Las plantillas las cambia quien administra el sistema o dirige planificación.")
        raise RuleBroken("wrong_role", keepers, status=403)
    kinds = preset_in_use(actor.institution_id or 0).preset.report_kinds
    if kind and kind not in {each.code for each in kinds}:
        raise RuleBroken("unknown_report_kind", say("Elija un valor de la lista."), field="kind")


def use_template(kind: str, file: StoredFile, actor: Reader, now: datetime) -> WordTemplate:
    """Make a checked and stored file the next version of a kind's template, of all reports for "". The caller commits.

    Reports that are made from now on have it. Raises as `check_keeps_templates`.
    """
    check_keeps_templates(actor, kind)
    home = actor.institution_id or 0
    db.session.execute(select(Institution.id).where(Institution.id == home).with_for_update())
    of_kind = (WordTemplate.institution_id == home, WordTemplate.kind == kind)
    last = db.session.scalar(select(func.max(WordTemplate.version)).where(*of_kind)) or 0
    for before in db.session.scalars(select(WordTemplate).where(*of_kind, WordTemplate.is_current)):
        before.is_current = False
    db.session.flush()
    template = WordTemplate(
        institution_id=home,
        kind=kind,
        version=last + 1,
        file_name=file.name,
        sha256=file.sha256,
        size=file.size,
        added_at=now,
        added_by_id=actor.user_id or 0,
    )
    db.session.add(template)
    db.session.flush()
    record_act(actor, Act("use_template", "word_template", template.id, _told(template)), now)
    return template


def retire_template(template: WordTemplate, actor: Reader, now: datetime) -> None:
    """Take it out of use; what was made with it keeps it. The caller commits.

    Raises RuleBroken 403 for other roles, 409 where it is not in use.
    """
    check_keeps_templates(actor, "")
    if not template.is_current:
        raise RuleBroken("template_not_in_use", say("Esa plantilla ya no está en uso."), status=409)
    template.is_current = False
    db.session.flush()
    record_act(actor, Act("retire_template", "word_template", template.id, _told(template)), now)


def _told(template: WordTemplate) -> dict[str, str | int]:
    return {
        "report": template.kind,
        "version": template.version,
        "file": template.file_name,
        "sha256": template.sha256,
    }
