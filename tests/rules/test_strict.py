from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from enum import StrEnum

import pytest

from models.rules.errors import RuleBroken
from models.rules.strict import DeclarationRefused, Problem, Table


class Pet(StrEnum):
    CAT = "cat"
    DOG = "dog"


def said(table: Table) -> list[str]:
    return [str(problem) for problem in table.problems]


def test_it_takes_what_it_asks_for() -> None:
    table = Table(
        {"name": "Ana", "on": date(2027, 3, 1), "at": time(7), "share": Decimal("12.5"), "pets": ["cat", "dog"]}
    )
    assert (table.text("name"), table.date("on"), table.time("at")) == ("Ana", date(2027, 3, 1), time(7))
    assert (table.decimal("share", (0, 100)), table.choices("pets", Pet)) == (Decimal("12.5"), (Pet.CAT, Pet.DOG))
    table.close()
    table.check()


def test_it_reads_stored_text_as_decimal_date_and_time() -> None:
    table = Table({"share": "12.5", "on": "2027-03-01", "at": "07:00:00"})
    assert table.decimal("share", (0, 100)) == Decimal("12.5")
    assert (table.date("on"), table.time("at")) == (date(2027, 3, 1), time(7))
    assert not table.problems


def test_it_takes_midnight() -> None:
    assert Table({"at": time()}).time("at", time(8)) == time()


def test_it_gives_the_default_of_an_absent_key() -> None:
    table = Table({})
    assert (table.text("label", ""), table.flag("open", default=True), table.whole("count", (1, 9), 3)) == ("", True, 3)
    assert (table.choice("pet", Pet, Pet.DOG), table.choices("pets", Pet, ()), table.codes("names")) == (
        Pet.DOG,
        (),
        (),
    )
    assert (table.time("at", time(8)), table.tables("rows", optional=True)) == (time(8), [])
    assert not table.problems


@pytest.mark.parametrize(
    "value",
    [float("12.5"), Decimal("NaN"), Decimal("Infinity"), "1e5", "12,5", "-1", "", True, [], 101, "1_0", "１２"],
)
def test_it_refuses_what_is_no_plain_decimal_in_range(value: object) -> None:
    table = Table({"share": value})
    table.decimal("share", (0, 100))
    assert said(table) == ["share: escriba un número de 0 a 100."]


@pytest.mark.parametrize(
    ("method", "value"),
    [
        ("text", " "),
        ("text", "x" * 1001),
        ("text", 7),
        ("code", "1a"),
        ("code", "con espacio"),
        ("code", "x" * 61),
        ("code", None),
        ("date", "2027-02-30"),
        ("date", 20270301),
        ("time", "25:00"),
        ("codes", "a"),
        ("codes", ["a b"]),
        ("codes", ["a", "a"]),
        ("table", []),
        ("tables", {}),
        ("tables", []),
        ("tables", ["x"]),
    ],
)
def test_it_refuses_another_kind_of_value(method: str, value: object) -> None:
    table = Table({"key": value})
    getattr(table, method)("key")
    assert [problem.place.partition("[")[0] for problem in table.problems] == ["key"]


@pytest.mark.parametrize("value", [1, "true", None])
def test_it_takes_true_and_false_only(value: object) -> None:
    table = Table({"open": value})
    assert table.flag("open") is False
    assert len(table.problems) == 1


@pytest.mark.parametrize("value", [True, 0, 10, "5", Decimal(5)])
def test_it_takes_whole_numbers_in_range_only(value: object) -> None:
    table = Table({"count": value})
    assert table.whole("count", (1, 9)) == 1
    assert said(table) == ["count: escriba un entero de 1 a 9."]


@pytest.mark.parametrize(
    ("value", "places"),
    [
        ([], ["pets"]),  # none at all
        ("cat", ["pets"]),  # no list
        (["cow", "cat", "eel"], ["pets[0]", "pets[2]"]),
        (["cat", "cat"], ["pets[1]"]),
        ([["cat"]], ["pets[0]"]),  # a list within
        ([1], ["pets[0]"]),
    ],
)
def test_it_takes_known_words_once_each(value: object, places: list[str]) -> None:
    table = Table({"pets": value})
    table.choices("pets", Pet)
    assert [problem.place for problem in table.problems] == places


def test_it_says_what_may_be_written_instead() -> None:
    table = Table({"pet": "cow"})
    assert table.choice("pet", Pet) is Pet.CAT
    assert said(table) == ["pet: «cow» no existe; use uno de: cat, dog."]


def test_it_says_what_is_missing() -> None:
    table = Table({}, "plan_types[1]")
    table.choice("pet", Pet)
    table.text("name")
    assert said(table) == [
        "plan_types[1].pet: falta; use uno de: cat, dog.",
        "plan_types[1].name: falta; escriba un texto de hasta 1000 caracteres.",
    ]


def test_it_names_the_place_of_a_nested_key() -> None:
    table = Table({"rows": [{"cells": {"a": 1}}]})
    table.tables("rows")[0].table("cells").text("a")
    assert table.problems[0].place == "rows[0].cells.a"


def test_it_reports_a_missing_table_once() -> None:
    table = Table({})
    table.table("cells").text("a")
    assert said(table) == ["cells: falta; escriba una tabla."]


def test_it_gives_tables_by_the_names_of_their_author() -> None:
    table = Table({"month": {"a": 1}, "no name": {}})
    assert [name for name, _ in table.named_tables()] == ["month", "no name"]
    assert [problem.place for problem in table.problems] == ["no name"]


def test_it_turns_a_refusal_into_a_problem() -> None:
    def refuse() -> int:
        raise RuleBroken("bad", "No sirve.")

    table = Table({}, "bands")
    assert (table.build(refuse, 7), table.build(refuse, 8, "default"), table.build(lambda: 9, 0)) == (7, 8, 9)
    assert said(table) == ["bands: No sirve.", "bands.default: No sirve."]


def test_it_refuses_with_all_problems_at_once() -> None:
    table = Table({"a": 1, "b": 2})
    table.complain("", "Está vacía.")
    table.close()
    with pytest.raises(DeclarationRefused) as refusal:
        table.check()
    assert refusal.value.problems[0] == Problem("", "Está vacía.")
    assert refusal.value.message.splitlines()[1:] == [
        "- Está vacía.",
        "- a: esta clave no existe; quítela o revise cómo está escrita.",
        "- b: esta clave no existe; quítela o revise cómo está escrita.",
    ]
