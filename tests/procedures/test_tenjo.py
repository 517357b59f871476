"""The Plan Indicativo of a Colombian municipality by the mapping that ships with Rumbo, to the last figure."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from models.files.mapping_file import SHIPPED
from models.scope import as_system
from models.tables.base import db
from tests.commands.conftest import Shell

FOLDER = os.environ.get("RUMBO_REAL_DATA")
WORKBOOK = Path(FOLDER or ".") / "tenjo" / "PLAN INDICATIVO TENJO.xlsx"
MAPPING = SHIPPED / "plan_indicativo_co.toml"
INSTITUTION = SHIPPED.parent / "examples" / "municipio_co.toml"

pytestmark = pytest.mark.skipif(not WORKBOOK.is_file(), reason="RUMBO_REAL_DATA names no folder with this workbook")


@pytest.fixture
def shell(app: Flask, environment: dict[str, str], tmp_path: Path, dirty: Callable[[], None]) -> Shell:
    found = Shell(environment, tmp_path, dirty, now="2026-01-15T09:00-05:00")
    found.json("load-preset", str(INSTITUTION))
    return found


def imported(shell: Shell) -> Any:
    return shell.json("import-plan", str(WORKBOOK), "--institution", "municipio_co", "--mapping", str(MAPPING))


def scored(shell: Shell) -> Any:
    return shell.json("score", "--institution", "municipio_co", "--plan", "PI-2024-2027", "--period", "2024")


def stored(question: str) -> list[Any]:
    with as_system():
        return list(db.session.execute(text(question)).all())


def test_it_brings_the_whole_plan_and_changes_nothing_the_second_time(shell: Shell) -> None:
    first = imported(shell)
    assert first["applied"] is True
    assert first["created"]["items"] == 5 + 34 + 74 + 331
    assert (first["created"]["indicators"], first["created"]["org_units"]) == (331, 1 + 15)
    assert (first["created"]["targets"], first["created"]["actuals"]) == (258, 331)
    again = imported(shell)
    assert set(again["created"].values()) == set(again["changed"].values()) == {0}
    assert again["unchanged"] == first["created"]


def test_it_gives_the_tree_and_the_attributes(shell: Shell, app: Flask) -> None:
    imported(shell)
    levels = stored("SELECT level.code, count(*) FROM plan_item JOIN level ON level.id = level_id GROUP BY 1")
    assert dict(levels) == {"eje": 5, "programa": 34, "subprograma": 74, "meta": 331}
    ways = stored("SELECT direction, accumulation, count(*) FROM indicator GROUP BY 1, 2")
    assert {tuple(row) for row in ways} == {("up", "sum", 213), ("up", "last", 118)}
    described = [row.description for row in stored("SELECT description FROM plan_item WHERE code LIKE 'MP%'")]
    assert len({line_of(each, "Meta de resultado") for each in described}) == 80
    assert sum(Decimal(line_of(each, "Plan financiero del cuatrienio")) for each in described) == 482_382_217_897


def line_of(description: str, label: str) -> str:
    """Give the attribute of a description."""
    rest = description.partition(f"{label}: ")[2]
    return re.split(r"\n(?:Indicador de resultado|Línea base|BPIN|Proyecto|Valor|Plan)", rest)[0]


def test_it_gives_every_percent(shell: Shell) -> None:
    imported(shell)
    document = scored(shell)
    targets = [item for item in document["items"] if item["level"] == "meta"]
    percents = [Decimal(item["to_date_percent"]) for item in targets if item["state"] == "measured"]
    assert Counter(item["state"] for item in targets) == {"measured": 258, "not_programmed": 73}
    assert document["summary"]["percent"] == "94.25"
    assert round(sum(percents) / len(percents), 2) == Decimal("98.06")
    assert sum(percent > 100 for percent in percents) == 13


def test_it_gives_every_eje(shell: Shell) -> None:
    imported(shell)
    items = {item["code"]: item for item in scored(shell)["items"]}
    ejes = [f"Eje {number}" for number in range(1, 6)]
    assert [items[eje]["capped_percent"] for eje in ejes] == ["94.32", "98.34", "92.41", "94.06", "93.13"]
    above = {code: item["parent"] for code, item in items.items()}
    under = Counter(above[above[above[code]]] for code, item in items.items() if item["level"] == "meta")
    assert [under[eje] for eje in ejes] == [78, 38, 44, 143, 28]


TRAPS = {
    # code and cell of each trap that the workbook itself shows
    "ejes that weigh 97.8 together": ("weights_not_100", "B2"),
    "a baseline without data": ("read_as_missing", "T15"),
    "a baseline with its unit": ("text_kept", "T56"),
    "a baseline that is a sum": ("text_kept", "T44"),
    "not programmed in 2024": ("read_as_not_programmed", "AR25"),
    "quarters of 2025 beside their total": ("total_differs", "BG11"),
    "a total without its years": ("total_differs", "CD158"),
    "the row of totals": ("rows_after_end", None),
    "sheets that are hidden": ("hidden_sheet_not_read", None),
}


def test_it_tells_each_trap_at_its_place(shell: Shell) -> None:
    problems = imported(shell)["problems"]
    told = {(problem["code"], problem["cell"]) for problem in problems}
    assert set(TRAPS.values()) <= told
    assert [problem["row"] for problem in problems if problem["code"] == "rows_after_end"] == [333]
    rows = [problem["row"] for problem in problems if problem["column"] == "TOTAL PLANEADO 2025"]
    assert len([row for row in rows if row]) == 27
    whole = next(each for each in problems if each["code"] == "column_total_differs" and "FINANC" in each["column"])
    assert whole["value"] == "482382217897"


def test_it_asks_where_a_heading_stands_twice(shell: Shell, tmp_path: Path) -> None:
    edited = MAPPING.read_text(encoding="utf-8").replace('current = "BV"', 'current = "APROPIACION DEFINITIVA 2025"')
    path = tmp_path / "mapping.toml"
    path.write_text(edited.replace('BV = "APROPIACION DEFINITIVA 2025"\n', ""), encoding="utf-8")
    command = ["import-plan", str(WORKBOOK), "--institution", "municipio_co", "--mapping", str(path)]
    result = shell.run(*command)
    assert result.exit_code == 1
    assert "está en las columnas BN, BV" in result.stderr
