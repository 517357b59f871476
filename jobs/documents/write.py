"""The one door to the writers: a document in the format that is asked for, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from jobs.documents.pdf import write_pdf
from jobs.documents.word.docx import write_docx
from jobs.documents.workbook.xlsx import write_xlsx
from models.files.whole_file import whole_file
from models.rules.document.document import Document
from models.rules.document.file_format import FileFormat


def write_document(document: Document, kind: FileFormat, path: Path, template: Path | None = None) -> None:
    """Write a document at `path`; the same document, and the same template of Word, always give the same bytes.

    `template` is the institution's own Word template; the other formats have none. Raises RuleBroken where Excel cannot
    hold a text or table, and TemplateError (Jinja) for a template with a wrong field.
    """
    if kind == FileFormat.XLSX:
        write_xlsx(document, path)
        return
    with whole_file(path) as unfinished:
        if kind == FileFormat.DOCX:
            write_docx(document, unfinished, template)
        else:
            write_pdf(document, unfinished)
