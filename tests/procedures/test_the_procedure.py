"""The procedure itself: its norms, versions and signatures, what people propose about it, the guidelines of a year."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from models.queries.procedures import norms_of, procedure_on
from models.rules.procedure import Signer
from models.tables.base import db
from models.tables.guideline import Guideline
from models.tables.improvement_proposal import ImprovementProposal
from models.tables.procedure_document import ProcedureDocument
from tests.conftest import Ministry, csrf_token, rows
from tests.factories import institution, make_plan
from tests.procedures.steps import press

SignIn = Callable[[str], FlaskClient]
OWN = "SEG-PEI-POA"


def document(code: str, of: str = "hacienda_sv", version: str | None = None) -> ProcedureDocument:
    """A version of a procedure as it stands now: the one asked for, or the one in force."""
    db.session.expire_all()
    question = select(ProcedureDocument).where(
        ProcedureDocument.institution_id == institution(of).id, ProcedureDocument.code == code
    )
    narrowed = ProcedureDocument.state == "in_force" if version is None else ProcedureDocument.version == version
    return db.session.scalars(question.where(narrowed)).one()


def propose(browser: FlaskClient, text: str = "Avisar también por mensaje.") -> Any:
    """Write a proposal on the procedure's page."""
    page = f"/procedimientos/show/{document(OWN).id}"
    return press(browser, page, f"/procedimientos/{document(OWN).id}/proponer", proposal=text)


def proposal() -> ImprovementProposal:
    """The only proposal there is."""
    db.session.expire_all()
    return db.session.scalars(select(ImprovementProposal)).one()


def test_it_starts_with_the_six_norms_of_the_procedure(ministry: Ministry, sign_in: SignIn) -> None:
    page = sign_in("enlace").get("/normas/list/").text
    assert all(words in page for words in ("08/02/2011", "07/07/2010", "23/01/2015", "MAPO", "Plan Quinquenal"))
    assert len(norms_of(institution().id, OWN)) == 6


def test_it_knows_that_one_norm_modifies_another(ministry: Ministry, sign_in: SignIn) -> None:
    assert rows(
        "SELECT later.number, earlier.number FROM norm_reference later"
        " JOIN norm_reference earlier ON earlier.id = later.modifies_id"
    ) == [("65", "1156")]
    assert "Acuerdo 1156" in sign_in("analista").get("/normas/list/?_flt_0_number=65").text


def test_it_cites_a_norm_in_a_plan_once(ministry: Ministry, sign_in: SignIn) -> None:
    make_plan("PEI-2027", plan_type="PEI")
    db.session.commit()
    norm = rows("SELECT min(id) FROM norm_reference")[0][0]
    analyst = sign_in("analista")
    assert press(analyst, "/normas/citas/add", "/normas/citas/add", norm_reference=str(norm)).status_code == 409
    form = {"norm_reference": str(norm), "plan": "PEI-2027"}
    assert press(analyst, "/normas/citas/add", "/normas/citas/add", **form).status_code == 302
    assert press(analyst, "/normas/citas/add", "/normas/citas/add", **form).status_code == 409


def test_it_says_which_procedures_it_repealed(ministry: Ministry, sign_in: SignIn) -> None:
    for code in ("PRO-347-E2", "PRO-348-E2"):
        old = document(code, version="")
        assert old.repealed_by_id == document(OWN).id
        page = sign_in("enlace").get(f"/procedimientos/show/{old.id}").text
        assert "derogado" in page
        assert f"{OWN} v1" in page


def test_it_keeps_one_version_in_force(ministry: Ministry, sign_in: SignIn) -> None:
    analyst, director = sign_in("analista"), sign_in("direccion")
    new = {"code": OWN, "title": "Seguimiento y evaluación", "version": "2", "change_text": "Se agrega el mensaje."}
    assert press(analyst, "/procedimientos/add", "/procedimientos/add", **new).status_code == 302
    draft = document(OWN, version="2")
    address = f"/procedimientos/{draft.id}/vigencia"
    assert press(analyst, f"/procedimientos/show/{draft.id}", address).status_code == 403
    assert press(director, f"/procedimientos/show/{draft.id}", address).status_code == 302
    assert [document(OWN, version=version).state.value for version in ("1", "2")] == ["superseded", "in_force"]
    assert press(director, f"/procedimientos/show/{draft.id}", address).status_code == 409


def test_it_is_not_changed_once_it_was_in_force(ministry: Ministry, sign_in: SignIn) -> None:
    page = sign_in("analista").get(f"/procedimientos/edit/{document(OWN).id}")
    assert page.status_code == 409


@pytest.mark.parametrize("person", ["enlace", "analista", "finanzas"])
def test_it_takes_a_proposal_from_everybody(ministry: Ministry, sign_in: SignIn, person: str) -> None:
    assert propose(sign_in(person)).status_code == 302
    made = proposal()
    assert (made.text, made.proposed_by_id) == ("Avisar también por mensaje.", ministry.people[person].id)


def test_it_takes_no_empty_proposal(ministry: Ministry, sign_in: SignIn) -> None:
    assert propose(sign_in("enlace"), " ").status_code == 422
    assert rows("SELECT count(*) FROM improvement_proposal") == [(0,)]


def test_it_is_decided_by_the_director_with_a_note(ministry: Ministry, sign_in: SignIn) -> None:
    propose(sign_in("enlace"))
    page, address = f"/propuestas/show/{proposal().id}", f"/propuestas/{proposal().id}/decidir"
    assert press(sign_in("planificacion"), page, address, decision="accept", note="Sí").status_code == 403
    director = sign_in("direccion")
    assert "Avisar también por mensaje." in director.get("/propuestas/list/").text
    assert press(director, page, address, decision="accept", note="").status_code == 422
    assert press(director, page, address, decision="reject", note="Ya se avisa por correo.").status_code == 302
    assert press(director, page, address, decision="accept", note="Sí").status_code == 409
    seen = sign_in("enlace").get(page).text
    assert "rechazada" in seen
    assert "Ya se avisa por correo." in seen


def test_it_is_not_decided_by_who_proposed_it(ministry: Ministry, sign_in: SignIn) -> None:
    director = sign_in("direccion")
    propose(director)
    page, address = f"/propuestas/show/{proposal().id}", f"/propuestas/{proposal().id}/decidir"
    assert press(director, page, address, decision="accept", note="Me parece bien").status_code == 403


def test_it_hands_out_the_guidelines_where_a_plan_is_formulated(ministry: Ministry, sign_in: SignIn) -> None:
    plan = make_plan("POA-2027").plan_id
    db.session.commit()
    analyst, head, liaison = sign_in("analista"), sign_in("planificacion"), sign_in("enlace")
    first, second = (_guideline(analyst, title) for title in ("Lineamientos 2027", "Lineamientos 2027, ajustados"))
    assert f"/lineamientos/{first}/archivo" not in liaison.get(f"/planes/show/{plan}").text
    assert press(head, f"/lineamientos/show/{first}", f"/lineamientos/{first}/publicar").status_code == 422
    for guideline in (first, second):
        token = csrf_token(analyst, f"/lineamientos/show/{guideline}")
        sent = {"csrf_token": token, "file": (io.BytesIO(b"%PDF-1.4 lineamientos"), "lineamientos.pdf")}
        assert analyst.post(f"/lineamientos/{guideline}/adjuntar", data=sent).status_code == 302
        assert press(head, f"/lineamientos/show/{guideline}", f"/lineamientos/{guideline}/publicar").status_code == 302
    page = liaison.get(f"/planes/show/{plan}").text
    assert f"/lineamientos/{second}/archivo" in page
    assert f"/lineamientos/{first}/archivo" not in page  # one of a kind, plan type and year
    with liaison.get(f"/lineamientos/{second}/archivo") as file:
        assert file.data == b"%PDF-1.4 lineamientos"


def _guideline(analyst: FlaskClient, title: str) -> int:
    form = {"title": title, "kind": "Lineamientos generales", "plan_type": "POA", "year": "2027"}
    assert press(analyst, "/lineamientos/add", "/lineamientos/add", **form).status_code == 302
    db.session.expire_all()
    return db.session.scalars(select(Guideline.id).where(Guideline.title == title)).one()


def test_it_has_the_head_and_the_legal_frame_of_pasto(ministry: Ministry) -> None:
    head = document("PE-P-004", "pasto_co")
    assert (head.version, f"{head.issued_on:%d-%m-%y}") == ("07", "01-09-22")
    cited = [(norm.kind, norm.number, norm.year) for norm in norms_of(institution("pasto_co").id, "PE-P-004")]
    assert cited == [
        ("Acuerdo", "005", 2020),
        ("Decreto", "0287", 2022),
        ("Ley", "152", 1994),
        ("Ley", "1474", 2011),
    ]


def test_it_keeps_the_change_control_as_printed(ministry: Ministry) -> None:
    found = rows("SELECT version, state, change_text FROM procedure_document WHERE code = 'PE-P-004' ORDER BY version")
    states = {version: state for version, state, _ in found}
    assert states == {
        **dict.fromkeys(("01", "02", "03", "04", "05", "06"), "superseded"),
        "07": "in_force",
        "08": "draft",
    }
    texts = {version: text for version, _, text in found}
    assert "de mensual a trimestral" in texts["03"]
    assert "puntos críticos" in texts["07"]


def test_it_gives_the_signatures_of_a_document(ministry: Ministry) -> None:
    found = procedure_on(institution("pasto_co").id, "PE-P-004", date(2027, 1, 15))
    assert found is not None
    signed = found.signature
    assert (found.version, signed.prepared, signed.reviewed) == (
        "07",
        Signer("Contratista, OPGI"),
        Signer("Jefe OPGI"),
    )
    assert signed.approved.post
    assert procedure_on(institution("hacienda_sv").id, "PE-P-004", date(2027, 1, 15)) is None  # of another institution


def test_it_knows_which_version_was_in_force_on_a_day(ministry: Ministry) -> None:
    found = procedure_on(institution("pasto_co").id, "PE-P-004", date(2021, 5, 1))
    assert found is not None
    assert found.version == "04"
