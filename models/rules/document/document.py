"""A whole document: whose it is, what it is called, what stands in it, and who answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.document.blocks import Block
from models.rules.language import Language


@dataclass(frozen=True, slots=True)
class Head:
    """Who issues it: institution, unit, and the process of its quality system; `logo` is a PNG or JPEG picture."""

    institution: str
    unit: str = ""
    process: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """One line of the signature block (S3-SIG): « Elaboró », « Revisó », « Aprobó », with who, as what and when.

    What is empty is left as a line to fill by hand.
    """

    act: str
    name: str = ""
    post: str = ""
    signed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """How the institution writes: its language and locale (`es_SV`), its paper, and its sign of what is missing."""

    language: Language = Language.SPANISH
    locale: str = "es_SV"
    paper: str = "letter"
    missing: str = "–"

    def __post_init__(self) -> None:
        """Refuse a paper that no writer has."""
        if self.paper not in ("letter", "a4"):
            raise ValueError(f"no document is printed on {self.paper!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as it is signed and filed.

    `code` and `version` are those of the form in the quality system, `number` that of this document. `period` is said
    in words (« primer trimestre de 2027 »), `basis` says how firm its figures are and of which cut. `generated_at` is
    the institution's local time, with its offset. `check_address` is where anybody checks a copy. `data_sha256` is set
    by `canonical.sealed`. A field left empty is not printed.
    """

    head: Head
    title: str
    generated_at: datetime
    subtitle: str = ""
    code: str = ""
    version: str = ""
    number: str = ""
    period: str = ""
    basis: str = ""
    check_address: str = ""
    data_sha256: str = ""
    blocks: tuple[Block, ...] = ()
    signatures: tuple[Signature, ...] = ()
    settings: Settings = Settings()

    def __post_init__(self) -> None:
        """Refuse a document without title, and a moment without its zone: it would be another one elsewhere."""
        if not self.title.strip():
            raise ValueError("a document needs a title")
        if self.generated_at.utcoffset() is None:
            raise ValueError("the moment of a document needs its offset")
