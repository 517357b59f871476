"""What every sheet of a consolidation begins with: its title, whose figures, of when, how firm and made when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobs.excel.words import basis_word, made_at_text

if TYPE_CHECKING:
    from jobs.excel.book import Book, Sheet
    from models.rules.consolidation import Head

HEAD_ROWS = 3
_WIDER = {"letter": "legal", "a4": "a3"}


@dataclass(frozen=True, slots=True)
class Frame:
    """The book that is being filled and whose figures go into it."""

    book: Book
    head: Head

    def sheet(self, name: str, title: str, *, wide: bool = False, pages: int = 0) -> Sheet:
        """Add a sheet with its head rows and print set-up; the cursor is left where the headings go.

        A `wide` sheet is printed on the next larger paper of the institution's country, on so many `pages` (0: on as
        many as it takes).
        """
        head = self.head
        sheet = self.book.sheet(name)
        styles = self.book.styles
        plans = " · ".join(f"{plan.name} ({plan.code})" for plan in head.plans)
        cut = f"Corte: {head.cut} · {basis_word(head)} · Generado: {made_at_text(head)}"
        sheet.line([title], [styles.get("title")], lines=2)
        sheet.line([f"{head.institution_name} · {plans}"], [styles.get("context", {"bold": True})])
        sheet.line([cut], [styles.get("context")])
        paper = _WIDER[head.paper] if wide else head.paper
        sheet.print_setup(paper, f"{head.institution_name} · {name} · {head.cut} · {basis_word(head)}", pages)
        sheet.repeat(HEAD_ROWS)
        return sheet
