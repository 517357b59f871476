"""The seal of a capture workbook: its identity as a signed text, which nobody can make or change without the secret."""

from __future__ import annotations

from hashlib import sha256

from itsdangerous import BadSignature, URLSafeSerializer

from models.rules.capture.identity import Identity, read_identity
from models.rules.errors import RuleBroken

_PURPOSE = "capture-sheet"


def seal(identity: Identity, secret: str) -> str:
    """Sign an identity."""
    return str(_serializer(secret).dumps(identity.document()))


def unseal(text: str, secret: str) -> Identity:
    """Give the identity of a signed text.

    Raises RuleBroken `sheet_forged` where it was not signed here or was changed, `sheet_old_layout` for an older form.
    """
    try:
        identity = read_identity(_serializer(secret).loads(text))
    except BadSignature as error:
        raise RuleBroken(
            "sheet_forged",
            "La identidad de la hoja no es la que Rumbo firmó: alguien la cambió o la hoja viene de otro lugar. "
            "Descargue la hoja de nuevo y copie en ella sus datos.",
        ) from error
    if identity is None:
        raise RuleBroken(
            "sheet_old_layout",
            "La hoja es de un formato anterior de Rumbo. Descárguela de nuevo y copie en ella sus datos.",
        )
    return identity


def _serializer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt=_PURPOSE, signer_kwargs={"digest_method": sha256})
