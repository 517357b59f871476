"""A password is long and nobody's first guess; symbols and capitals are not asked for."""

from __future__ import annotations

import pytest

from models.rules.errors import RuleBroken
from models.rules.password import check_password

OWN = ("enlace", "Enlace", "de", "hacienda", "sv")


@pytest.mark.parametrize(
    "password",
    [
        "un río que crece en mayo",
        "correcto caballo pila grapa",
        "doce letras!",
        "x9" * 3 + "largo y ya",
        "debe valer lo que mide",  # holds « de », which is too short to mean anything
        "ñandú" * 10,
    ],
)
def test_it_takes_a_sentence(password: str) -> None:
    check_password(password, OWN)


@pytest.mark.parametrize(
    "password",
    [
        "once letras",
        "x" * 12,
        "abababababab",
        "Bienvenido123",  # among the first that anybody would try
        "soy el ENLACE de aduanas",
        "la hacienda pública",
        "a b c d e f g" * 12,  # longer than anybody types
    ],
)
def test_it_refuses_a_weak_one(password: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_password(password, OWN)
    assert refused.value.field == "password"
