"""What a password must be: long and not one of the first that anybody would try; no symbols to forget (ASVS 6.2)."""

from __future__ import annotations

from collections.abc import Iterable

from models.rules.errors import RuleBroken
from models.rules.plain_text import check_plain
from models.rules.sentence import say

SHORTEST, LONGEST = 12, 128
COMMON = frozenset(
    {
        "123456789012", "1234567890123", "12345678901234", "123456789123", "012345678901", "987654321098",
        "contraseña123", "contrasena123", "contrasenia123", "password1234", "password12345", "passwordpassword",
        "qwertyuiop12", "qwertyuiop123", "qwerty123456", "1q2w3e4r5t6y", "abcdefghijkl", "abc123abc123",
        "bienvenido123", "bienvenido1234", "administrador", "administrador1", "administracion", "cambiame1234",
        "elsalvador12", "elsalvador123", "colombia1234", "teamomucho123", "iloveyou1234", "letmein12345",
        "planificacion", "ministerio123", "institucion12", "temporal1234", "usuario12345", "secreto12345",
    }
)  # fmt: skip


def check_password(password: str, words: Iterable[str] = ()) -> None:
    """Raise RuleBroken unless the password has 12 to 128 characters, is not common and holds none of `words`.

    `words` are the person's own: user name, names, the institution's code.
    """
    check_plain(password, "password")
    if len(password) < SHORTEST:
        raise _refused(
            say(
                "La contraseña debe tener al menos {shortest} caracteres. Una frase es fácil de recordar.",
                shortest=SHORTEST,
            )
        )
    if len(password) > LONGEST:
        raise _refused(say("La contraseña puede tener hasta {longest} caracteres.", longest=LONGEST))
    plain = password.casefold()
    if plain in COMMON or len(set(plain)) < 5:  # aaaaaaaaaaaa, abababababab
        raise _refused(say("Esa contraseña es de las primeras que alguien probaría. Escriba otra."))
    if any(len(word) >= 4 and word.casefold() in plain for word in words):  # shorter words are chance
        raise _refused(say("La contraseña no puede contener su nombre, su usuario ni el de la institución."))


def _refused(message: str) -> RuleBroken:
    return RuleBroken("weak_password", message, field="password")
