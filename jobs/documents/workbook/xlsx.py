"""A document as a workbook: text as text, figures as figures, days as days."""

from __future__ import annotations

from pathlib import Path

from jobs.documents.workbook.pages import Pages
from jobs.documents.workbook.report_sheet import ReportSheet
from jobs.documents.workbook.table_sheets import TableSheets
from jobs.excel.book import About, new_book
from models.files.sentence_catalogue import sentences_in
from models.rules.document.document import Document
from models.rules.plain_text import without_hidden


def write_xlsx(document: Document, path: Path) -> None:
    """Write the workbook at `path`; the same document gives the same bytes.

    Raises RuleBroken when Excel cannot hold it: a text of more than 32,767 characters, a table of a million rows.
    """
    find = sentences_in(document.settings.language)
    title, author = without_hidden(document.title), without_hidden(document.head.institution)
    about = About(title, author, document.generated_at, find)
    with new_book(path, about) as book:
        pages = Pages(book, document, find)
        report = ReportSheet(pages)
        tables = TableSheets(pages)
        for block in document.blocks:
            report.add(block, tables)
        report.finish()
