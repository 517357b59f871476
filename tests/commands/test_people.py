"""`rumbo create-admin`: the first account of an institution."""

from __future__ import annotations

from typing import Any

from tests.conftest import Ministry, rows

NAMES = ("--institution", "hacienda_sv", "--username", "administracion.uno", "--email", "uno@ministerio.example")


def test_it_makes_an_administrator_who_has_to_choose_a_password(shell: Any, ministry: Ministry) -> None:
    assert "Contraseña: " in shell.run("create-admin", *NAMES).stdout
    question = """
        SELECT role, password_is_given FROM assignment JOIN person USING (user_id) JOIN ab_user ON ab_user.id = user_id
         WHERE username = 'administracion.uno'
    """
    assert rows(question) == [("administrator", True)]


def test_it_takes_a_password_that_the_administrator_chose(shell: Any, ministry: Ministry) -> None:
    assert "Contraseña" not in shell.run("create-admin", *NAMES, "--password", "una-clave-elegida-2027").stdout
    assert rows(
        "SELECT password_is_given FROM person JOIN ab_user ON ab_user.id = user_id WHERE username LIKE '%.uno'"
    ) == [(False,)]
