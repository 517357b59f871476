"""Who signs a document: whoever did it, and where nobody has yet, whom the procedure names (S3-SIG)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.rules.document.document import Signature
from models.rules.procedure import Signature as Registered

ACTS = ("Elaboró", "Revisó", "Aprobó")


def signature_lines(registered: Registered) -> tuple[Signature, ...]:
    """Give the three lines as the register of the procedure has them, without a day."""
    signers = (registered.prepared, registered.reviewed, registered.approved)
    return tuple(Signature(act, signer.name, signer.post) for act, signer in zip(ACTS, signers, strict=True))


def signed(registered: Sequence[Signature], done: Sequence[Signature]) -> tuple[Signature, ...]:
    """Give each act with who did it, in the post of the register where he has none; else the line of the register."""
    named = {line.act: line for line in registered}
    return tuple(_line(named.get(line.act, Signature(line.act)), line) for line in done)


def _line(registered: Signature, done: Signature) -> Signature:
    if not done.name:
        return replace(registered, signed_on=done.signed_on)
    return replace(done, post=done.post or registered.post)
