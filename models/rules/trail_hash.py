"""The chain of hashes over the trail: each line's hash holds that of the line before it."""

from __future__ import annotations

from hashlib import sha256

FIRST_HASH = "0" * 64


def chain_hash(before: str, source: str, content: str) -> str:
    """Hash of one line, of: the hash before it, the name of its trail, its whole content as text."""
    return sha256(f"{before}\n{source}\n{content}".encode()).hexdigest()
