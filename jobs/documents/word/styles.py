"""The styles that the body asks for by name: a template may bring its own of them, and gets ours where it does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle

from jobs.excel.styles import BRAND, INK, MUTED


@dataclass(frozen=True, slots=True)
class _Look:
    size: float
    color: str = INK
    bold: bool = False
    before: float = 0
    after: float = 0
    keep: bool = False


STYLES = {
    "Heading 1": _Look(14, BRAND, bold=True, before=14, after=6, keep=True),
    "Heading 2": _Look(12, BRAND, bold=True, before=12, after=5, keep=True),
    "Heading 3": _Look(10.5, BRAND, bold=True, before=10, after=4, keep=True),
    "Rumbo texto": _Look(10.5, after=6),
    "Rumbo lista": _Look(10.5, after=3),
    "Rumbo nota": _Look(8.5, MUTED, before=3, after=6),
    "Rumbo leyenda": _Look(9.5, bold=True, before=8, after=3, keep=True),
    "Rumbo columna": _Look(8.5, "#FFFFFF", bold=True, before=2, after=2),
    "Rumbo celda": _Look(8.5, before=1.5, after=1.5),
    "Rumbo firma": _Look(9, after=2),
}


def style_ids(word: WordDocument) -> dict[str, str]:
    """Give the identifier of each style in this file, and add those that it does not have."""
    known = {style.name for style in word.styles}
    for name in [each for each in STYLES if each not in known]:
        dress(word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH), name)
    return {name: word.styles[name].style_id for name in STYLES}


def dress(style: ParagraphStyle, name: str) -> None:
    """Give a style the look that it has in our own template."""
    look = STYLES[name]
    letters(style, look.size, look.color, bold=look.bold)
    place = style.paragraph_format
    place.space_before, place.space_after, place.keep_with_next = Pt(look.before), Pt(look.after), look.keep


def letters(style: ParagraphStyle, size: float, color: str, *, bold: bool) -> None:
    """Give a style our letters in place of those of the file's theme."""
    style.element.get_or_add_rPr().get_or_add_rFonts().attrib.clear()
    style.font.name, style.font.size, style.font.bold, style.font.italic = "Calibri", Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(color[1:])
