"""A document as the bytes of a file, for a download or a mail."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from jobs.documents.write import write_document
from models.rules.document.document import Document
from models.rules.document.file_format import FileFormat


def bytes_of(document: Document, kind: FileFormat) -> bytes:
    """Write the document and give what was written; raises as `write_document`."""
    with TemporaryDirectory(prefix="rumbo-document-") as folder:
        path = Path(folder) / f"document.{kind.value}"
        write_document(document, kind, path)
        return path.read_bytes()
