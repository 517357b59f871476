"""What a reader finds in the files: their texts and figures, read by other libraries than those that wrote them."""

from __future__ import annotations

import re
from pathlib import Path

import docx
from openpyxl import load_workbook
from pypdf import PdfReader

from models.rules.document.file_format import FileFormat


def words_of(path: Path, kind: FileFormat) -> str:
    """Give all texts of a file without white space and hyphens at the ends of lines: how it is broken is no content."""
    text = {FileFormat.XLSX: _workbook, FileFormat.DOCX: _word, FileFormat.PDF: pdf_text}[kind](path)
    return bare(text)


def bare(text: str) -> str:
    """Give a text without white space, hyphens and the places where a long word may be broken."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", text)


def pdf_text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def cells_of(path: Path, sheet: str) -> list[list[object]]:
    """Give the rows of a sheet, as values."""
    return [list(row) for row in load_workbook(path)[sheet].iter_rows(values_only=True)]


def table_of(path: Path, at: int) -> list[list[str]]:
    """Give the rows of one table of a Word file."""
    return [[cell.text for cell in row.cells] for row in docx.Document(str(path)).tables[at].rows]


def _workbook(path: Path) -> str:
    book = load_workbook(path)
    texts = [
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    ]
    return "\n".join([*texts, *(sheet.oddFooter.left.text or "" for sheet in book)])


def _word(path: Path) -> str:
    word = docx.Document(str(path))
    parts = [word.element.body, *(part._element for s in word.sections for part in (s.header, s.footer))]
    return "\n".join(_text(element) for part in parts for element in part.iter("{*}p"))


def _text(paragraph: object) -> str:
    pieces = {"t": lambda e: e.text or "", "br": lambda _: "\n", "tab": lambda _: "\t"}
    return "".join(
        pieces[name](each)
        for each in paragraph.iter("{*}t", "{*}br", "{*}tab")  # type: ignore[attr-defined]  # lxml has no types
        if (name := each.tag.rpartition("}")[2]) in pieces
    )
