"""The number on a receipt: short enough to say on the telephone, taken from the content's hash."""

from __future__ import annotations


def receipt_number(fingerprint: str) -> str:
    """« 81F2-3A9C » of a SHA-256 in hexadecimal; nothing of nothing."""
    return f"{fingerprint[:4]}-{fingerprint[4:8]}".upper() if fingerprint else ""
