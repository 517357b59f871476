"""Questions about the procedures of an institution."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, or_, select

from models.rules.procedure import GuidelineState, ProcedureOnPaper, ProcedureState, Signature, Signer
from models.tables.base import db
from models.tables.guideline import Guideline
from models.tables.norm_reference import NormReference
from models.tables.procedure_document import ProcedureDocument
from models.tables.reference_use import ReferenceUse


def procedure_on(institution_id: int, procedure_code: str, day: date) -> ProcedureOnPaper | None:
    """Give the version in force on a day, with its name and who prepared, reviewed and approved it (S3-HDR, S3-SIG).

    None where none is registered, or its code was repealed.
    """
    document = ProcedureDocument.__table__.c  # of the institution, whoever reads the document that is signed
    signers = [document[f"{part}_{what}"] for part in ("prepared", "reviewed", "approved") for what in ("post", "name")]
    since = func.coalesce(document.effective_from, document.issued_on)
    row = db.session.execute(
        select(document.title, document.version, *signers)
        .where(
            document.institution_id == institution_id,
            document.code == procedure_code,
            document.state.in_((ProcedureState.IN_FORCE, ProcedureState.SUPERSEDED)),
            or_(since <= day, since.is_(None)),
        )
        .order_by(since.desc().nulls_last(), (document.state == ProcedureState.IN_FORCE).desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    title, version, *names = row
    return ProcedureOnPaper(title, version, Signature(*(Signer(*names[at : at + 2]) for at in (0, 2, 4))))


def guidelines_of(plan_type_id: int, years: range) -> list[Guideline]:
    """Give the published guidelines for a type of plan in some years, the newest year first (S0-DEF-04)."""
    return list(
        db.session.scalars(
            select(Guideline)
            .where(
                Guideline.plan_type_id == plan_type_id,
                Guideline.year.in_(list(years)),
                Guideline.state == GuidelineState.PUBLISHED,
            )
            .order_by(Guideline.year.desc(), Guideline.kind)
        )
    )


def norms_of(institution_id: int, procedure_code: str) -> list[NormReference]:
    """Give the norms that the version in force of a procedure rests on (S0-REF, S3-LEG)."""
    return list(
        db.session.scalars(
            select(NormReference)
            .join(ReferenceUse, ReferenceUse.norm_reference_id == NormReference.id)
            .join(ProcedureDocument, ProcedureDocument.id == ReferenceUse.procedure_document_id)
            .where(
                ProcedureDocument.institution_id == institution_id,
                ProcedureDocument.code == procedure_code,
                ProcedureDocument.state == ProcedureState.IN_FORCE,
            )
            .order_by(ReferenceUse.id)
        )
    )
