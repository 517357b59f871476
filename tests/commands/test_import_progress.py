"""`rumbo import-progress` at a command line: the shape of its document, and what it does not do."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.rules.workflow import SheetState
from tests.commands.conftest import Shell
from tests.conftest import rows
from tests.filled_books import fill_book
from tests.procedures.steps import send, sheet
from tests.procedures.story import OPENING, Story

MARCH = {
    "F-01.a": {"actual": 3},
    "F-01.b": {"actual": 2.5, "cause": "Faltó personal", "corrective_action": "Turnos"},
    "F-01.d": {"no_report_reason": "El sistema no entregó el dato"},
}
MISSION = {"name": "Apoyo a misión FMI", "unit": "misión", "actual": 1}


@pytest.fixture
def office(story: Story, shell: Shell) -> Shell:
    """The morning of the first of April."""
    shell.now = OPENING
    return shell


@pytest.fixture
def book(office: Shell) -> Path:
    """The sheet of DGA, as it was given out."""
    return given_out(office)


def given_out(shell: Shell, name: str = "hoja.xlsx") -> Path:
    path = shell.folder / name
    words = ("--institution", "hacienda_sv", "--unit", "DGA", "--period", "2027-03", "--out", str(path))
    assert shell.run("capture-sheet", *words).exit_code == 0
    return path


def stored() -> dict[str, Any]:
    question = (
        "SELECT item.code, line.actual, line.no_report_reason, line.cause FROM progress line"
        " JOIN indicator ON indicator.id = line.indicator_id JOIN plan_item item ON item.id = indicator.plan_item_id"
        " WHERE line.period = '2027-03'"
    )
    return {code: values for code, *values in rows(question)}


def test_it_stores_a_filled_sheet_as_a_draft(office: Shell, book: Path, story: Story) -> None:
    document = office.json("import-progress", str(fill_book(book, MARCH, MISSION)))
    counts = {name: document[name] for name in ("new", "changed", "unchanged", "problems", "applied")}
    assert counts == {"new": 4, "changed": 0, "unchanged": 4, "problems": [], "applied": True}
    assert (document["institution"], document["org_unit"], document["period"]) == ("hacienda_sv", "DGA", "2027-03")
    assert stored() == {
        "F-01.a": [Decimal(3), "", ""],
        "F-01.b": [Decimal("2.5"), "", "Faltó personal"],
        "F-01.d": [None, "El sistema no entregó el dato", ""],
    }
    assert rows("SELECT name, unit, actual FROM internal_activity") == [("Apoyo a misión FMI", "misión", Decimal(1))]
    assert sheet("DGA", "POA", story).state is SheetState.DRAFT
    told = rows("SELECT action, actor FROM audit_entry WHERE action = 'import_progress'")
    assert [(action, actor.partition(" ")[0]) for action, actor in told] == [("import_progress", "sistema")]


def test_it_says_what_each_cell_was_and_will_be(office: Shell, book: Path) -> None:
    document = office.json("import-progress", str(fill_book(book, MARCH)), "--dry-run")
    first = document["differences"][0]
    assert (first["code"], first["column"], first["was"], first["will"]) == ("F-01.a", "Realizado", None, "3")
    assert first["cell"].startswith("G")
    assert (document["new"], document["applied"], stored()) == (3, False, {})


def test_it_changes_nothing_with_a_sheet_as_it_was_given_out(office: Shell, book: Path) -> None:
    before = rows("SELECT count(*) FROM audit_entry")
    document = office.json("import-progress", str(book))
    assert {name: document[name] for name in ("new", "changed", "unchanged")} == {
        "new": 0,
        "changed": 0,
        "unchanged": 7,
    }
    assert "La hoja no cambia nada." in office.run("import-progress", str(book)).output
    assert (stored(), rows("SELECT count(*) FROM audit_entry")) == ({}, before)


def test_it_takes_the_same_sheet_twice(office: Shell, book: Path) -> None:
    fill_book(book, MARCH, MISSION)
    office.json("import-progress", str(book))
    again = office.json("import-progress", str(book))
    assert (again["new"], again["changed"], again["problems"]) == (0, 0, [])


def test_it_refuses_a_cell_that_changed_since_the_sheet_was_given_out(office: Shell, book: Path) -> None:
    older = given_out(office, "otra.xlsx")
    office.json("import-progress", str(fill_book(book, MARCH)))
    result = office.run("import-progress", str(fill_book(older, {"F-01.a": {"actual": 9}})))
    assert result.exit_code == 1
    assert "F-01.a cambió en Rumbo después de que se descargó la hoja" in result.output
    assert stored()["F-01.a"][0] == 3


def test_it_goes_on_with_a_sheet_given_out_later(office: Shell, book: Path) -> None:
    office.json("import-progress", str(fill_book(book, MARCH, MISSION)))
    later = fill_book(given_out(office, "otra.xlsx"), {"F-01.a": {"actual": 4}}, {"name": "Misión del FMI"})
    document = office.json("import-progress", str(later))
    assert (document["new"], document["changed"], document["unchanged"]) == (0, 2, 6)
    assert (stored()["F-01.a"][0], stored()["F-01.b"][0]) == (4, Decimal("2.5"))
    assert rows("SELECT name FROM internal_activity") == [("Misión del FMI",)]


def test_it_takes_an_internal_activity_away_whose_cells_were_emptied(office: Shell, book: Path) -> None:
    office.json("import-progress", str(fill_book(book, {}, MISSION)))
    later = fill_book(given_out(office, "otra.xlsx"), {}, dict.fromkeys(MISSION))
    assert office.json("import-progress", str(later))["changed"] == 1
    assert rows("SELECT name FROM internal_activity") == []


def test_it_names_every_wrong_cell_and_stores_nothing(office: Shell, book: Path) -> None:
    wrong = {
        "F-01.a": {"actual": "tres"},
        "F-01.b": {"actual": -1},
        "F-01.d": {"actual": 1, "no_report_reason": "x"},
        "F-01.c": {"actual": 2},
    }
    result = office.run("import-progress", str(fill_book(book, wrong)), "--json")
    assert result.exit_code == 1
    document = json.loads(result.stdout)
    found = {(each["code"], each["sheet"], each["column"]) for each in document["problems"]}
    assert found == {
        ("not_a_number", "Captura", "Realizado"),
        ("negative_number", "Captura", "Realizado"),
        ("value_and_reason", "Captura", "Realizado"),
    }
    assert all(each["row"] and each["cell"] for each in document["problems"])
    assert (document["applied"], stored()) == (False, {})


def test_it_leaves_the_internal_activities_of_a_sheet_that_was_sent(
    office: Shell, book: Path, story: Story, sign_in: Callable[[str], FlaskClient]
) -> None:
    office.json("import-progress", str(fill_book(book, MARCH, MISSION)))
    later = fill_book(given_out(office, "otra.xlsx"), {}, {"note": "A pedido del despacho"})
    send(sign_in("enlace"))
    result = office.run("import-progress", str(later))
    assert result.exit_code == 1
    assert "Actividades internas B7 Actividad interna: La hoja ya se envió" in result.output
