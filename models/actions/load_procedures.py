"""Fill the registers of norms and procedures from a declaration; what the institution keeps itself stays as it is."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from models.rules.preset import Preset
from models.rules.procedure import ProcedureData, ProcedureState, ReferenceData
from models.tables.base import db
from models.tables.norm_reference import NormReference
from models.tables.procedure_document import ProcedureDocument
from models.tables.reference_use import ReferenceUse


def load_procedures(institution_id: int, preset: Preset) -> None:
    """Add the norms and versions that are not there yet; a new version in force takes the place of the one that was.

    The caller commits.
    """
    norms = _norms(institution_id, preset.references)
    standing = _standing(institution_id)
    added = [data for data in preset.procedures if (data.code, data.version) not in standing]
    for code in {data.code for data in added if data.state is ProcedureState.IN_FORCE}:
        for document in standing.values():
            if document.code == code and document.state is ProcedureState.IN_FORCE:
                document.state = ProcedureState.SUPERSEDED
    db.session.flush()
    # First those that repeal: what they repeal names them.
    for data in sorted(added, key=lambda each: each.state is ProcedureState.REPEALED):
        document = _document(institution_id, data, preset, standing)
        standing[data.code, data.version] = document
        for key in data.references:
            use = {"norm_reference_id": norms[key].id, "procedure_document_id": document.id}
            db.session.add(ReferenceUse(institution_id=institution_id, **use))
    db.session.flush()


def _norms(institution_id: int, data: tuple[ReferenceData, ...]) -> dict[str, NormReference]:
    rows = db.session.scalars(select(NormReference).where(NormReference.institution_id == institution_id))
    standing = {(row.kind, row.number, row.title): row for row in rows}
    found: dict[str, NormReference] = {}
    for each in data:
        norm = standing.get((each.kind, each.number, each.title))
        if norm is None:
            norm = NormReference(
                institution_id=institution_id,
                kind=each.kind,
                number=each.number,
                title=each.title,
                issued_on=each.issued_on,
                year=each.issued_on.year if each.issued_on else each.year,
                url=each.url,
                modifies_id=found[each.modifies].id if each.modifies else None,
                repeals_id=found[each.repeals].id if each.repeals else None,
            )
            db.session.add(norm)
            db.session.flush()
        found[each.key] = norm
    return found


def _standing(institution_id: int) -> dict[tuple[str, str], ProcedureDocument]:
    rows = db.session.scalars(select(ProcedureDocument).where(ProcedureDocument.institution_id == institution_id))
    return {(row.code, row.version): row for row in rows}


def _document(
    institution_id: int,
    data: ProcedureData,
    preset: Preset,
    standing: Mapping[tuple[str, str], ProcedureDocument],
) -> ProcedureDocument:
    by = next((each for each in preset.procedures if data.code in each.repeals), None)
    document = ProcedureDocument(
        institution_id=institution_id,
        code=data.code,
        title=data.title,
        version=data.version,
        issued_on=data.issued_on,
        effective_from=data.issued_on if data.state is not ProcedureState.DRAFT else None,
        state=data.state,
        change_text=data.change,
        prepared_post=data.signature.prepared.post,
        reviewed_post=data.signature.reviewed.post,
        approved_post=data.signature.approved.post,
        repealed_by_id=standing[by.code, by.version].id if by else None,
    )
    db.session.add(document)
    db.session.flush()
    return document
