from __future__ import annotations

import pytest

from tests.commands.conftest import Shell


@pytest.mark.parametrize("name", ["fuera.xlsx", "fuera.zip", "fuera"])
def test_out_and_in_again_changes_nothing(example: Shell, name: str) -> None:
    path = str(example.folder / name)
    told = example.json("export-plan", "POA-2027", "--institution", "hacienda_sv", "--out", path)
    assert told["rows"]["actuals"] == 7
    again = example.json("import-plan", path, "--institution", "hacienda_sv")
    assert again["applied"]
    assert set(again["created"].values()) == set(again["changed"].values()) == {0}


def test_it_refuses_an_ending_that_it_does_not_write(example: Shell) -> None:
    path = str(example.folder / "fuera.ods")
    result = example.run("export-plan", "POA-2027", "--institution", "hacienda_sv", "--out", path)
    assert result.exit_code == 1
    assert ".ods" in result.output
