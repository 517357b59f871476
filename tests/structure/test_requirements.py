"""Every row that is said to be built names tests that exist (contract section 6)."""

from __future__ import annotations

import ast
import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = tomllib.loads((ROOT / "tests/procedures/requirements.toml").read_text(encoding="utf-8"))


@lru_cache
def functions_of(path: Path) -> frozenset[str]:
    """Names of the test functions of a file; empty where there is no such file."""
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("row", ROWS)
def test_it_names_tests_that_exist(row: str) -> None:
    named = [name.partition("::") for name in ROWS[row]]
    missing = [f"{path}::{test}" for path, _, test in named if test not in functions_of(ROOT / path)]
    assert named
    assert not missing


def test_it_names_every_row_of_the_month() -> None:
    built = {"AC0-1", "AC0-2", "AC0-3", *(f"X-{n}" for n in range(1, 8)), *(f"S0-II-0{n}" for n in range(1, 6))}
    assert built <= set(ROWS)


HACIENDA = (
    *("S0-OBJ", "S0-AMB", "S0-REF", "S0-LIN-a", "S0-LIN-b", "S0-MOD"),  # S0-ANX: the procedure has no annexes
    *(f"S0-DEF-0{n}" for n in range(1, 9)),
    *(f"S0-RES-{n}" for n in range(1, 5)),
    *(f"S0-I-{n:02d}" for n in range(1, 18)),
    *(f"S0-II-0{n}" for n in range(1, 8)),
    *(f"AC0-{n}" for n in range(1, 11)),
)
PASTO = (
    *("S3-HDR", "S3-OBJ", "S3-ALC", "S3-RES", "S3-LEG", "S3-GEN", "S3-CHG", "S3-SIG"),
    *(f"S3-DEF-0{n}" for n in range(1, 9)),
    *(f"S3-T{n}" for n in range(1, 9)),
    *(f"AC3-{n}" for n in range(1, 10)),
)


@pytest.mark.parametrize("row", [*HACIENDA, *PASTO])
def test_it_names_every_row_of_both_procedures(row: str) -> None:
    assert ROWS.get(row)
