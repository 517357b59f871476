"""The sheets of a report's workbook: what each begins with, and how it is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from jobs.documents.printed import LABELS, moment_text
from jobs.excel.book import Book, Sheet
from models.rules.document.document import Document
from models.rules.plain_text import without_hidden
from models.rules.sentence import Find, said

_LONGEST_NAME = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")


@dataclass(frozen=True, slots=True)
class Pages:
    """The workbook that is being filled, and the names of sheets that are taken."""

    book: Book
    document: Document
    find: Find
    _taken: set[str] = field(default_factory=set)

    def sheet(self, wanted: str) -> Sheet:
        """Add a sheet of that name, or of one like it that Excel takes, with the document's title and identity."""
        document, styles = self.document, self.book.styles
        sheet = self.book.sheet(self._name(wanted))
        sheet.line([without_hidden(document.title)], [styles.get("title")], lines=2)
        head = document.head
        names = (head.institution, head.unit, head.process, document.subtitle)
        sheet.line([self.joined(names)], [styles.get("context", {"bold": True})])
        told = (document.period, document.basis, self.labelled("generated_at", moment_text(document)))
        sheet.line([self.joined(told)], [styles.get("context")])
        footer = [self.labelled(name, getattr(document, name)) for name in ("code", "version", "number")]
        sheet.print_setup(document.settings.paper, self.joined((head.institution, *footer)))
        return sheet

    def labelled(self, name: str, text: str) -> str:
        """Give a field with its label, or nothing where the document does not have it."""
        return f"{said(LABELS[name], self.find)}: {text}" if text else ""

    def joined(self, texts: tuple[str, ...]) -> str:
        """Give what there is of some texts in a row."""
        return " · ".join(without_hidden(said(text, self.find)) for text in texts if text)

    def _name(self, wanted: str) -> str:
        name = _FORBIDDEN.sub(" ", without_hidden(wanted)).strip(" '")[:_LONGEST_NAME].strip(" '") or "-"
        number, given = 1, name
        while given.casefold() in self._taken:
            number += 1
            given = f"{name[: _LONGEST_NAME - len(str(number)) - 1]} {number}"
        self._taken.add(given.casefold())
        return given
