from __future__ import annotations

import pytest

from models.queries.preset_in_use import preset_in_use
from models.queries.workbook_draft import PreviewSheet
from models.rules.preset import Preset
from models.scope import as_system
from tests.conftest import Ministry
from views.package_words import cell_words, sheet_in_words


@pytest.fixture
def preset(ministry: Ministry) -> Preset:
    """The ministry's declaration."""
    with as_system():
        return preset_in_use(ministry.top.institution_id).preset


CELLS = (
    ("targets", "period", "2027-01", "enero de 2027"),
    ("targets", "period", "2024/2027", "2024 a 2027"),
    ("targets", "planned", "1500.25", "1,500.25"),
    ("targets", "planned", "0.000001", "0.000001"),
    ("targets", "planned", "0", "0"),
    ("targets", "planned", "", ""),  # nothing is not zero
    ("targets", "state", "does_not_apply", "no aplica"),
    ("indicators", "direction", "down", "cuanto menos, mejor"),
    ("indicators", "accumulation", "average_percent", "no acumulado"),
    ("indicators", "kind", "outcome", "resultado"),
    ("indicators", "frequency", "quarter", "trimestral"),
    ("indicators", "use_baseline", "1", "sí"),
    ("indicators", "weight", "33.3333", "33.3333 %"),
    ("items", "level", "function", "Función"),
    ("items", "start", "2027-03-31", "31/03/2027"),
    ("items", "name", "up", "up"),  # a name is a name
    ("org_units", "kind", "despacho", "Despacho"),
    ("budget", "year", "2027", "2027"),
    # what is no such value stays as the workbook has it
    ("targets", "period", "enero", "enero"),
    ("targets", "planned", "tres", "tres"),
    ("targets", "planned", "NaN", "NaN"),
    ("indicators", "direction", "sube", "sube"),
    ("indicators", "use_baseline", "x", "x"),
    ("items", "level", "meta", "meta"),
    ("items", "start", "31/02/2027", "31/02/2027"),
    ("org_units", "kind", "casa", "casa"),
    ("items", "otra", "up", "up"),
)


@pytest.mark.parametrize(("sheet", "column", "text", "said"), CELLS)
def test_it_says_a_cell_in_words(preset: Preset, sheet: str, column: str, text: str, said: str) -> None:
    assert cell_words((sheet, column), text, preset, "POA") == said


def test_it_says_a_plan_type_that_is_none_as_it_is(preset: Preset) -> None:
    assert cell_words(("items", "level"), "function", preset, "OTRO") == "function"


def test_it_says_a_sheet_with_its_columns(preset: Preset) -> None:
    sheet = PreviewSheet("targets", ("indicator", "period"), (("A-1", "2027-Q1"),), 40)
    said = PreviewSheet("Metas", ("Indicador", "Periodo"), (("A-1", "primer trimestre de 2027"),), 40)
    assert sheet_in_words(sheet, preset, "POA") == said
