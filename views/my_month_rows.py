"""The rows of « Mi mes »: each line with its figures, what it asks for, what surprises in it, and the filters."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import ngettext

from models.queries.line_figures import LineFigures
from models.queries.sheet_lines import SheetLine
from models.rules.jump import is_jump, usual_value
from views.formats import quantity


class Show(StrEnum):
    """The filters of the page, as they stand in its address."""

    ALL = "all"
    MISSING = "missing"
    RED = "red"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks to see; `text` is folded."""

    show: Show
    text: str

    @classmethod
    def of(cls, show: str | None, text: str | None) -> Asked:
        """Read the arguments of the address; whatever is no filter shows all."""
        return cls(Show(show) if show in set(Show) else Show.ALL, folded(text or ""))


NOT_GREEN = frozenset({"red", "yellow"})


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row. `tags` are the filters under which it is seen, `warnings` never stop anybody."""

    line: SheetLine
    figures: LineFigures | None
    is_open: bool
    tags: frozenset[Show]
    warnings: tuple[str, ...]

    @property
    def asks(self) -> bool:
        """A cause or an action is missing that the plan type wants (rulings 13)."""
        line, figures = self.line, self.figures
        if not self.is_open or figures is None or line.actual is None or not figures.needs_explanation:
            return False
        return not (line.cause and line.corrective_action) or (figures.needs_evidence and not line.evidence_count)

    @property
    def has_chain(self) -> bool:
        """It is not green: what is done about it stands in its chain (S0-I-06)."""
        return self.figures is not None and self.figures.color in NOT_GREEN

    @property
    def words(self) -> str:
        """What the search looks through."""
        return folded(f"{self.line.item_code} {self.line.item_name} {self.line.indicator_name}")

    def is_seen(self, asked: Asked) -> bool:
        """Whether the filter and the search let it through."""
        return asked.show in self.tags and asked.text in self.words


def folded(text: str) -> str:
    """The text without accents and capitals, so that « fiscalizacion » finds « Fiscalización »."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).strip()


def sheet_rows(
    lines: Iterable[SheetLine],
    figures: Mapping[int, LineFigures],
    open_sheets: Collection[int],
    earlier: Mapping[int, Sequence[Decimal]],
) -> list[SheetRow]:
    """One row a line, in their order; `earlier` holds the values of the twelve periods before, by indicator."""
    return [
        SheetRow(
            line=line,
            figures=figures.get(line.indicator_id),
            is_open=line.sheet_id in open_sheets,
            tags=_tags(line, figures.get(line.indicator_id)),
            warnings=_warnings(line, figures.get(line.indicator_id), earlier.get(line.indicator_id, ())),
        )
        for line in lines
    ]


def filled_words(lines: Sequence[SheetLine]) -> str:
    """« 31 de 34 actividades programadas tienen dato »."""
    programmed = [line for line in lines if line.is_programmed]
    filled = sum(not line.is_missing for line in programmed)
    return str(
        ngettext(
            "%(filled)s of %(num)s programmed activity has a value",
            "%(filled)s of %(num)s programmed activities have a value",
            len(programmed),
            filled=filled,
        )
    )


def counts(rows: Sequence[SheetRow]) -> dict[Show, int]:
    """How many rows each filter shows."""
    return {show: sum(show in row.tags for row in rows) for show in Show}


def _tags(line: SheetLine, figures: LineFigures | None) -> frozenset[Show]:
    found = {Show.ALL}
    if line.is_missing:
        found.add(Show.MISSING)
    elif figures is not None and figures.color == "red":
        found.add(Show.RED)
    if line.note:
        found.add(Show.NOTED)
    return frozenset(found)


def _warnings(line: SheetLine, figures: LineFigures | None, earlier: Sequence[Decimal]) -> tuple[str, ...]:
    found = []
    if line.actual is not None and figures is not None and figures.is_over_execution:
        found.append(_("It is well above what was programmed. If it is right, go on."))
    if is_jump(line.actual, earlier):
        usual = quantity(usual_value(earlier), line.decimals)
        found.append(_("It is more than three times your average (%(usual)s). If it is right, go on.", usual=usual))
    return tuple(found)
