"""A report as it is handed over: its figures with what was written to them, its number and its signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.rules.document.blocks import Block, Bullets, Heading, Paragraph
from models.rules.document.document import Document, Signature
from models.rules.document.table import Column, Table
from models.rules.report.differences import Difference
from models.rules.report.signing import signed
from models.rules.report_kind import Advice
from models.rules.wording import ADVICE_WORDS, capital


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What is recommended, and what about."""

    advice: Advice
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What people add to the figures, and what the edition prints about itself.

    `data_sha256` is the fingerprint of the figures; `differences` those from the version before.
    """

    number: str
    edition_version: int
    data_sha256: str
    check_address: str
    conclusions: str
    recommendations: Sequence[Recommendation]
    signatures: tuple[Signature, ...]
    differences: Sequence[Difference] = ()


def finished(figures: Document, written: Written) -> Document:
    """The whole document of an edition; the same figures and texts give the same one."""
    version = f" (versión {written.edition_version})" if written.edition_version > 1 else ""
    return replace(
        figures,
        number=f"{written.number}{version}",
        data_sha256=written.data_sha256,
        check_address=written.check_address,
        blocks=(*figures.blocks, *_texts(written), *_changes(written.differences)),
        signatures=signed(figures.signatures, written.signatures),
    )


def _texts(written: Written) -> Sequence[Block]:
    blocks: list[Block] = []
    if written.conclusions:
        blocks += [Heading("Conclusiones"), *(Paragraph(part) for part in written.conclusions.split("\n\n"))]
    if written.recommendations:
        points = tuple(f"{capital(str(ADVICE_WORDS[each.advice]))}: {each.text}" for each in written.recommendations)
        blocks += [Heading("Recomendaciones"), Bullets(points, ordered=True)]
    return blocks


def _changes(found: Sequence[Difference]) -> Sequence[Block]:
    if not found:
        return ()
    title = "Diferencias con la versión anterior"
    columns = tuple(
        Column(word, width=width)
        for word, width in (("Dónde", 24), ("De qué", 28), ("Cifra", 20), ("Era", 18), ("Es", 18))
    )
    table = Table(caption=title, columns=columns, rows=tuple(tuple(each) for each in found), sheet="Diferencias")
    return (Heading(title), table)
