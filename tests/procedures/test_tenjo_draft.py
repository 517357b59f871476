"""The draft of a mapping for a real Plan Indicativo: what a person would otherwise have to find out."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from models.files.mapping_file import SHIPPED, read_mapping
from models.files.workbook_read import open_foreign
from models.rules.apply_mapping import map_workbook
from models.rules.mapping import Mapping
from models.rules.mapping_parse import parse_mapping
from models.rules.preset_parse import parse_preset
from models.rules.propose_mapping.office import Office
from models.rules.propose_mapping.propose import Proposal, propose_mapping

FOLDER = os.environ.get("RUMBO_REAL_DATA")
WORKBOOK = Path(FOLDER or ".") / "tenjo" / "PLAN INDICATIVO TENJO.xlsx"
PRESET = SHIPPED.parent / "examples" / "municipio_co.toml"

pytestmark = pytest.mark.skipif(not WORKBOOK.is_file(), reason="RUMBO_REAL_DATA names no folder with this workbook")


@pytest.fixture(scope="module")
def proposal() -> Proposal:
    preset = parse_preset(PRESET.read_text(encoding="utf-8"))
    office = Office(date(2026, 1, 15), preset.locale, preset.plan_types, preset.unit_kinds, {}, "ALC")
    with open_foreign(WORKBOOK, []) as (_kind, sheets):
        return propose_mapping(sheets, WORKBOOK.name, office)


@pytest.fixture(scope="module")
def mapping(proposal: Proposal) -> Mapping:
    return parse_mapping(proposal.mapping)


def test_it_finds_the_levels_that_the_shipped_mapping_names(mapping: Mapping) -> None:
    shipped = read_mapping(SHIPPED / "plan_indicativo_co.toml").tables[0]
    found = mapping.tables[0]
    assert [level.level for level in found.levels] == [level.level for level in shipped.levels]
    assert [level.name.column for level in found.levels] == [level.name.column for level in shipped.levels]
    assert found.stop == shipped.stop


def test_it_reads_every_target_without_an_error(mapping: Mapping) -> None:
    with open_foreign(WORKBOOK, mapping.sheets) as (_kind, sheets):
        mapped = map_workbook(mapping, sheets)
    assert not mapped.found.has_errors
    assert len(mapped.outputs.indicators.rows) == 331
    years = [row for row in mapped.outputs.targets.rows if row.cells[2] == "2024"]
    assert len([row for row in years if row.cells[3] not in {None, 0}]) == 258


ASKED = (
    ("duplicate_heading", "BN"),  # twice, with other amounts
    ("duplicate_heading", "BO"),
    ("two_candidates", "T"),  # the base line of the product, and that of the result
    ("two_candidates", "AR"),  # what is planned, and what is expected
    ("parts_differ", "BG"),  # quarters that do not sum to their year
    ("codes_unusable", "J"),  # codes with two or three names
    ("mixed_column", "T"),
    ("total_rows", ""),  # row 333 has no label
    ("hidden_sheets", ""),
)


@pytest.mark.parametrize(("code", "column"), ASKED)
def test_it_asks_about_the_traps(proposal: Proposal, code: str, column: str) -> None:
    assert (code, column) in {(doubt.code, doubt.column) for doubt in proposal.doubts}
