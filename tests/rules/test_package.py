from __future__ import annotations

from dataclasses import replace

import pytest

from models.rules.cell import Row, Sheet
from models.rules.errors import RuleBroken
from models.rules.package import parse_package
from models.rules.package_messages import MESSAGES, Severity
from tests.files.packages import KNOWN, small_package
from tests.rules.package_sheets import found, found_with, parsed, parsed_with, tables_of


def test_it_makes_the_package_of_its_sheets() -> None:
    result = parsed(tables_of(small_package()))
    assert result.package == small_package()
    assert result.problems == ()
    assert result.rows_read == 18


def test_it_takes_sheets_in_any_order_and_capitals() -> None:
    tables = tables_of(small_package())
    assert parsed({name.title(): tables[name] for name in reversed(tables)}).package == small_package()


def test_it_takes_columns_in_any_order_and_capitals() -> None:
    tables = {name: [row[::-1] for row in rows] for name, rows in tables_of(small_package()).items()}
    tables["items"][0] = [str(heading).upper() for heading in tables["items"][0]]
    assert parsed(tables).package == small_package()


def test_it_does_without_sheets_and_columns_that_may_be_left_out() -> None:
    tables = tables_of(small_package())
    for name in ("actuals", "budget", "internal_activities"):
        del tables[name]
    tables["items"] = [row[:10] for row in tables["items"]]
    result = parsed(tables)
    assert result.problems == ()
    assert result.package
    assert result.package.actuals == ()
    assert result.package.items[2].aligns_to == ()


@pytest.mark.parametrize("name", ["plan", "items", "indicators", "targets"])
def test_it_misses_a_sheet_that_must_stand(name: str) -> None:
    tables = tables_of(small_package())
    del tables[name]
    result = parsed(tables)
    assert found(result) == [("missing_sheet", name)]
    assert result.package is None


def test_it_gives_no_package_for_one_error_and_one_for_a_warning() -> None:
    assert parsed_with({"items!F3": 50}).package
    assert parsed_with({"items!F3": 101}).package is None


def test_it_reports_every_sheet_even_where_one_cannot_be_read() -> None:
    assert found_with({"plan!A1": "codigo", "targets!D2": -1}) == [
        ("missing_column", "plan"),
        ("unknown_column", "plan!A1"),
        ("negative_number", "targets!D2"),
    ]


def test_it_notes_sheets_that_it_does_not_read() -> None:
    tables = tables_of(small_package())
    sheets = [Sheet(name, (Row(n, tuple(cells)) for n, cells in enumerate(rows, 1))) for name, rows in tables.items()]
    extra = [Sheet("Notas", iter(())), Sheet("datos", iter(()), hidden=True)]
    result = parse_package([*extra, *sheets], KNOWN)
    assert found(result) == [("unknown_sheet", "Notas"), ("hidden_sheet", "datos")]
    assert result.package == small_package()


def test_it_does_not_read_a_hidden_sheet_of_the_package() -> None:
    tables = tables_of(small_package())
    sheets = [
        Sheet(name, (Row(n, tuple(cells)) for n, cells in enumerate(rows, 1)), hidden=name == "items")
        for name, rows in tables.items()
    ]
    assert found(parse_package(sheets, KNOWN)) == [("hidden_sheet", "items"), ("missing_sheet", "items")]


def test_it_refuses_a_sheet_that_stands_twice() -> None:
    tables = tables_of(small_package()) | {"Plan": tables_of(small_package())["plan"]}
    assert found(parsed(tables)) == [("duplicate_sheet", "plan")]


@pytest.mark.parametrize("plans", [0, 2])
def test_it_wants_one_plan(plans: int) -> None:
    tables = tables_of(small_package())
    tables["plan"] = tables["plan"][:1] + tables["plan"][1:] * plans
    assert ("plan_rows", "plan") in found(parsed(tables))


def test_it_does_not_count_a_plan_twice_for_its_fault() -> None:
    assert found_with({"plan!D2": "hoy"}) == [("bad_date", "plan!D2")]


def test_it_passes_on_what_a_file_refuses_while_it_is_read() -> None:
    def broken_off() -> object:
        yield Row(1, tuple(tables_of(small_package())["plan"][0]))
        raise RuleBroken("too_slow", "")

    with pytest.raises(RuleBroken):
        parse_package([Sheet("plan", broken_off())], KNOWN)  # type: ignore[arg-type]


def test_it_takes_units_from_the_institution() -> None:
    tables = tables_of(small_package())
    del tables["org_units"]
    assert parsed(tables, replace(KNOWN, org_units=frozenset({"UFI", "DGP"}))).problems == ()


def test_it_has_a_finished_sentence_for_every_problem() -> None:
    for severity, text in MESSAGES.values():
        assert severity in Severity
        assert text == "{reason}" or text.endswith(".")
