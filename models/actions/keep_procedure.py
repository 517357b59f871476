"""Procedures at work: a version put in force, a proposal to improve it and its decision, a guideline published."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from models.actions.hold_sheet import central_roles
from models.actions.record_act import Act, record_act
from models.files.evidence_store import StoredFile
from models.queries.local_day import local_day
from models.rules.errors import RuleBroken
from models.rules.procedure import (
    GUIDELINE_STEPS,
    PROCEDURE_STEPS,
    PROPOSAL_STEPS,
    GuidelineState,
    ProcedureState,
    check_decision,
    check_guideline,
    check_proposal,
)
from models.rules.workflow import Action, find_step
from models.scope import Reader
from models.tables.base import db
from models.tables.guideline import Guideline
from models.tables.improvement_proposal import ImprovementProposal
from models.tables.procedure_document import ProcedureDocument


def put_procedure_in_force(document: ProcedureDocument, actor: Reader, now: datetime) -> None:
    """Put a draft in force in the place of the version that was (S0-MOD). The caller commits.

    Raises RuleBroken 403 and 409 as its steps say.
    """
    step = find_step(PROCEDURE_STEPS, document.state, Action.PUT_IN_FORCE, central_roles(actor))
    before = db.session.scalars(
        select(ProcedureDocument).where(
            ProcedureDocument.institution_id == document.institution_id,
            ProcedureDocument.code == document.code,
            ProcedureDocument.state == ProcedureState.IN_FORCE,
        )
    ).one_or_none()
    if before is not None:
        before.state = ProcedureState.SUPERSEDED
        db.session.flush()
    document.state = ProcedureState(step.to)
    document.effective_from = document.effective_from or local_day(document.institution_id, now)
    detail = {"code": document.code, "version": document.version}
    record_act(actor, Act("put_in_force", "procedure_document", document.id, detail), now)


def propose_improvement(document: ProcedureDocument, text: str, actor: Reader, now: datetime) -> ImprovementProposal:
    """Keep a proposal with author, date and text (S0-RES-2, S0-RES-3). The caller commits.

    Raises RuleBroken 422 for an empty one, 409 for a version that nobody follows any more.
    """
    check_proposal(text)
    if document.state is not ProcedureState.IN_FORCE:
        raise RuleBroken("procedure_not_in_force", "Proponga sobre la versión vigente del procedimiento.", status=409)
    proposal = ImprovementProposal(
        institution_id=document.institution_id,
        procedure_document_id=document.id,
        text=text.strip(),
        proposed_at=now,
        proposed_by_id=actor.user_id or 0,
    )
    db.session.add(proposal)
    db.session.flush()
    record_act(actor, Act("propose_improvement", "improvement_proposal", proposal.id, {"code": document.code}), now)
    return proposal


def decide_proposal(proposal: ImprovementProposal, action: Action, note: str, actor: Reader, now: datetime) -> None:
    """Accept or reject a proposal with the reason (S0-RES-1). The caller commits.

    Raises RuleBroken 403 for whoever is not the director or proposed it, 409 once decided, 422 without a reason.
    """
    step = find_step(PROPOSAL_STEPS, proposal.state, action, central_roles(actor))
    if proposal.proposed_by_id == actor.user_id:
        raise RuleBroken("own_proposal", "Usted hizo esta propuesta: debe decidirla otra persona.", status=403)
    check_decision(note)
    proposal.state, proposal.note = step.to, note.strip()
    proposal.decided_at, proposal.decided_by_id = now, actor.user_id
    record_act(actor, Act("decide_proposal", "improvement_proposal", proposal.id, {"state": step.to.value}), now)


def publish_guideline(guideline: Guideline, actor: Reader, now: datetime) -> None:
    """Publish a draft in the place of the one of its kind, type of plan and year (S0-DEF-04). The caller commits.

    Raises RuleBroken 403 and 409 as its steps say, 422 for one that says nothing.
    """
    step = find_step(GUIDELINE_STEPS, guideline.state, Action.PUBLISH, central_roles(actor))
    check_guideline(guideline.body, has_file=bool(guideline.sha256))
    before = db.session.scalars(
        select(Guideline).where(
            Guideline.institution_id == guideline.institution_id,
            Guideline.kind == guideline.kind,
            Guideline.plan_type_id == guideline.plan_type_id,
            Guideline.year == guideline.year,
            Guideline.state == GuidelineState.PUBLISHED,
        )
    ).one_or_none()
    if before is not None:
        before.state = GuidelineState.SUPERSEDED
        db.session.flush()
    guideline.state = GuidelineState(step.to)
    guideline.published_at, guideline.published_by_id = now, actor.user_id
    record_act(actor, Act("publish_guideline", "guideline", guideline.id, {"year": guideline.year}), now)


def attach_file(row: ProcedureDocument | Guideline, file: StoredFile, actor: Reader, now: datetime) -> None:
    """Put a stored file on a draft. The caller commits. Raises RuleBroken 409 for anything but a draft."""
    if row.state not in {ProcedureState.DRAFT, GuidelineState.DRAFT}:
        raise RuleBroken("row_is_closed", "Solo se adjunta a un borrador: haga una versión nueva.", status=409)
    row.file_name, row.sha256, row.mime = file.name, file.sha256, file.mime
    detail = {"file": file.name, "sha256": file.sha256}
    record_act(actor, Act("attach_file", row.__tablename__, row.id, detail), now)
