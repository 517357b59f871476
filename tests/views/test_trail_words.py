"""Acts and changes as internal control reads them."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from views.trail_words import act_words, change_words, detail_words


@pytest.fixture(autouse=True)
def _in_a_request(app: Flask) -> Any:
    with app.test_request_context():
        yield


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("submit_sheet", "Reporte enviado"),  # an act with words of its own
        ("edit_org_unit", "Cambio: Unidad"),  # a form of a register
        ("delete_plan_item", "Eliminación: Elemento"),
    ],
)
def test_it_names_an_act(action: str, words: str) -> None:
    assert act_words(action) == words


@pytest.mark.parametrize(
    ("table", "before", "after", "words"),
    [
        ("progress", {"actual": None}, {"actual": 7.5}, [("ejecutado", "—", "7.5")]),
        ("progress", {"note": None}, {"note": ""}, []),  # nothing for a person
        ("capture_sheet", {"state": "draft"}, {"state": "returned"}, [("estado", "en captura", "devuelto")]),
        ("plan_version", {"state": "draft"}, {"state": "in_force"}, [("estado", "borrador", "vigente")]),
        ("reporting_period", {"state": "open"}, {"state": "closed"}, [("estado", "abierto", "cerrado")]),
        ("progress", {"color": "green"}, {"color": "red"}, [("color", "verde", "rojo")]),
        ("assignment", {"ends_on": "2027-03-01"}, {"ends_on": None}, [("hasta", "01/03/2027", "—")]),
        ("target", {"period": "2027-03", "id": 4}, {}, [("periodo", "marzo de 2027", "—")]),  # keys say nothing
        ("target", {"period": "2027-13"}, {}, [("periodo", "2027-13", "—")]),  # there is no such month
        ("org_unit", {"in_scope": True}, {"in_scope": False}, [("reporta", "sí", "no")]),
    ],
)
def test_it_says_what_changed(table: str, before: dict[str, Any], after: dict[str, Any], words: list[Any]) -> None:
    assert change_words(table, before, after) == words


def test_it_says_the_details_of_an_act() -> None:
    assert detail_words({"act": "Acuerdo 5", "number": 1}) == "acto: Acuerdo 5; número: 1"
    assert detail_words({}) == "—"
