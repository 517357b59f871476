"""A document as tagged PDF (PDF/UA-1), set by typst from JSON: data never become part of the source."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

from jobs.documents.printed import Printed, printed
from jobs.documents.typeset import typeset
from models.files.sentence_catalogue import sentences_in
from models.rules.document.document import Document

_SOURCE = Path(__file__).with_name("report.typ")
_PAPERS = {"letter": "us-letter", "a4": "a4"}


def write_pdf(document: Document, path: Path) -> None:
    """Write the document at `path`; the same document gives the same bytes."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / _SOURCE.name
        copyfile(_SOURCE, source)
        data = _data(document, folder)
        (folder / "document.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        typeset(source, path, "pdf", int(document.generated_at.timestamp()))


def _data(document: Document, folder: Path) -> Printed:
    settings = document.settings
    told = printed(document, sentences_in(settings.language))
    for at, block in enumerate(each for each in told.pop("blocks") if each["is"] == "chart"):
        block["picture"] = f"chart-{at}.svg"
        (folder / block["picture"]).write_text(block.pop("svg"), encoding="utf-8")
    return {
        **told,
        "language": settings.language.value,
        "region": settings.locale.partition("_")[2] or None,
        "paper": _PAPERS[settings.paper],
        "logo": _logo(document, folder),
    }


def _logo(document: Document, folder: Path) -> Any:  # noqa: ANN401 -- the name of a file, or None
    if document.head.logo is None:
        return None
    (folder / "logo").write_bytes(document.head.logo)
    return "logo"
