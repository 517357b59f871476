"""A document as tagged PDF (PDF/UA-1), set by typst from JSON: data never become part of the source."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

from jobs.documents.line_counts import fit, letters_of
from jobs.documents.printed import Printed, printed
from jobs.documents.typeset import typeset
from models.files.sentence_catalogue import sentences_in
from models.rules.document.document import Document

_SOURCE = Path(__file__).with_name("report.typ")
_MARGINS = 2 * 2 * 72 / 2.54
"""Left and right of a page, two centimetres each, as in `report.typ`."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """A paper under typst's name, with its sides in points."""

    name: str
    width: float
    height: float


_PAPERS = {"letter": _Paper("us-letter", 612, 792), "a4": _Paper("a4", 595.28, 841.89)}


def write_pdf(document: Document, path: Path) -> None:
    """Write the document at `path`; the same document gives the same bytes."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / _SOURCE.name
        copyfile(_SOURCE, source)
        data = _data(document, folder)
        (folder / "document.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        typeset(source, path, int(document.generated_at.timestamp()))


def _data(document: Document, folder: Path) -> Printed:
    settings = document.settings
    told = printed(document, sentences_in(settings.language))
    _fit_tables(told["sections"], _PAPERS[settings.paper])
    for at, block in enumerate(each for each in told.pop("blocks") if each["is"] == "chart"):
        block["picture"] = f"chart-{at}.svg"
        (folder / block["picture"]).write_text(block.pop("svg"), encoding="utf-8")
    return {
        **told,
        "language": settings.language.value,
        "region": settings.locale.partition("_")[2] or None,
        "paper": _PAPERS[settings.paper].name,
        "logo": _logo(document, folder),
    }


def _fit_tables(sections: list[Printed], paper: _Paper) -> None:
    placed = [
        (block, (paper.height if section["wide"] else paper.width) - _MARGINS)
        for section in sections
        for block in section["blocks"]
        if block["is"] == "table"
    ]
    letters = letters_of(block for block, _ in placed)
    for block, width in placed:
        fit(block, letters, width)


def _logo(document: Document, folder: Path) -> Any:  # noqa: ANN401 -- the name of a file, or None
    if document.head.logo is None:
        return None
    (folder / "logo").write_bytes(document.head.logo)
    return "logo"
