from __future__ import annotations

import pytest

from models.rules.cell import Cell
from tests.rules.package_sheets import found_with, parsed_with

COPY = ("I-a", "F-01", "x", "up", "sum", "month")

# One cell written over the small package, and all that is found.
CASES: list[tuple[dict[str, Cell], list[tuple[str, str]]]] = [
    ({"org_units!A3": "UFI", "org_units!C3": "x", "org_units!D3": "unidad"}, [("duplicate_code", "org_units!A3")]),
    (
        {f"indicators!{letter}4": cell for letter, cell in zip("ABCFGM", COPY, strict=True)},
        [("duplicate_code", "indicators!A4")],
    ),
    ({"org_units!B2": "NADIE"}, [("unknown_parent", "org_units!B2")]),
    ({"org_units!B2": "DGP"}, []),  # the institution has it already
    ({"org_units!D2": "ministerio"}, [("unknown_unit_kind", "org_units!D2")]),
    ({"plan!C2": "PEI"}, [("unknown_plan_type", "plan!C2")]),
    ({"plan!F2": "NADIE"}, [("unknown_org_unit", "plan!F2")]),
    ({"items!B4": "F-02", "items!F3": 100, "items!F4": 100}, [("unknown_parent", "items!B4")]),
    ({"items!E3": "NADIE"}, [("unknown_org_unit", "items!E3")]),
    ({"items!J2": "DGP;NADIE;NADA"}, [("unknown_org_unit", "items!J2")] * 2),
    ({"indicators!B2": "F-02"}, [("unknown_item", "indicators!B2")]),
    ({"targets!A2": "I-x"}, [("unknown_indicator", "targets!A2")]),
    ({"targets!B2": "NADIE"}, [("unknown_org_unit", "targets!B2")]),
    ({"actuals!A2": "I-x"}, [("unknown_indicator", "actuals!A2")]),
    ({"actuals!B2": "NADIE"}, [("unknown_org_unit", "actuals!B2")]),
    ({"budget!A2": "F-02"}, [("unknown_item", "budget!A2")]),
    ({"budget!B2": "NADIE"}, [("unknown_org_unit", "budget!B2")]),
    ({"internal_activities!A2": "NADIE"}, [("unknown_org_unit", "internal_activities!A2")]),
    ({"targets!C3": "2027-01"}, [("duplicate_target", "targets!A3")]),
    ({"targets!C3": "2027-01", "targets!B3": "UFI"}, [("duplicate_target", "targets!A3")]),  # blank is UFI here
    ({"targets!C3": "2027-01", "targets!B3": "DGP"}, []),
    ({"actuals!C3": "2027-01"}, [("duplicate_actual", "actuals!A3")]),
    ({"budget!D3": "2027"}, [("duplicate_budget", "budget!A3")]),
    ({"budget!D3": "2027", "budget!E3": "Fondo General"}, []),
    ({"budget!D3": "2027", "budget!M3": "51"}, []),
    ({"budget!D3": "2027", "budget!N3": "7001"}, []),
    (
        {
            "internal_activities!A3": "UFI",
            "internal_activities!B3": "2027-01",
            "internal_activities!C3": "Apoyo a misión",
        },
        [("duplicate_internal_activity", "internal_activities!C3")],
    ),
    ({"items!K3": "POA-2027:F-01"}, []),
    ({"items!K3": "POA-2027:F-02"}, [("unknown_item", "items!K3")]),
    ({"items!K3": "POA-2027:F-01-a"}, [("aligned_to_itself", "items!K3")]),
    ({"items!K3": "PEI:LO-QUE-SEA"}, []),  # looked up where that plan is
]


@pytest.mark.parametrize(("edits", "problems"), CASES)
def test_it_follows_every_code(edits: dict[str, Cell], problems: list[tuple[str, str]]) -> None:
    assert found_with(edits) == problems


def test_it_says_where_a_code_stood_first() -> None:
    (problem,) = parsed_with({"items!A4": "F-01-a", "indicators!B3": "F-01-a"}).problems
    assert problem.message == "El código «F-01-a» ya está en la fila 3. Cada código va una sola vez."


def test_it_lists_the_choices_of_the_institution() -> None:
    (problem,) = parsed_with({"org_units!D2": "x"}).problems
    assert problem.message.endswith("Use uno de estos: direccion, unidad.")


def test_it_checks_no_own_link_of_a_plan_that_could_not_be_read() -> None:
    assert found_with({"plan!A2": None, "items!K3": "POA-2027:F-02"}) == [("blank_required", "plan!A2")]
