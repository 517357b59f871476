"""Questions about the procedures of an institution."""

from __future__ import annotations

from sqlalchemy import select

from models.rules.procedure import GuidelineState, ProcedureState, Signature, Signer
from models.tables.base import db
from models.tables.guideline import Guideline
from models.tables.norm_reference import NormReference
from models.tables.procedure_document import ProcedureDocument
from models.tables.reference_use import ReferenceUse


def signature_of(institution_id: int, procedure_code: str) -> Signature:
    """Give who prepared, reviewed and approved the version in force; empty lines where there is none (S3-SIG)."""
    document = ProcedureDocument.__table__.c  # of the institution, whoever reads the document that is signed
    posts = [
        column
        for part in ("prepared", "reviewed", "approved")
        for column in (document[f"{part}_post"], document[f"{part}_name"])
    ]
    row = db.session.execute(
        select(*posts).where(
            document.institution_id == institution_id,
            document.code == procedure_code,
            document.state == ProcedureState.IN_FORCE,
        )
    ).one_or_none()
    if row is None:
        return Signature()
    return Signature(Signer(row[0], row[1]), Signer(row[2], row[3]), Signer(row[4], row[5]))


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
