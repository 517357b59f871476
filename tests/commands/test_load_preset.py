from __future__ import annotations

from models.actions.load_preset import preset_text
from tests.commands.conftest import Shell


def test_the_same_declaration_changes_nothing(shell: Shell) -> None:
    told = shell.json("load-preset", "hacienda_sv")
    assert (told["institution"], told["version"], told["changed"]) == ("hacienda_sv", 1, False)


def test_it_makes_an_institution_from_a_file(shell: Shell) -> None:
    file = shell.folder / "otra.toml"
    file.write_text(preset_text("hacienda_sv").replace('code = "hacienda_sv"', 'code = "otra"', 1), encoding="utf-8")
    assert "otra: versión 1 cargada" in shell.run("load-preset", str(file)).output
    assert shell.json("business-days", "--institution", "otra", "--from", "2027-01-04", "--to", "2027-01-04")


def test_it_names_every_place_that_is_wrong(shell: Shell) -> None:
    file = shell.folder / "mala.toml"
    file.write_text('code = "mala"\nname = 3\n', encoding="utf-8")
    result = shell.run("load-preset", str(file))
    assert result.exit_code == 1
    assert "name: escriba un texto" in result.output
    assert "country: falta" in result.output
