"""Makes our own Word template, `jobs/documents/word/report.docx`: `python -m tools.report_template`.

It is what an office begins its own template from; `docs/documents.md` lists the fields.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.font import Font
from docx.text.paragraph import Paragraph

from jobs.documents.word.docx import TEMPLATE
from jobs.documents.word.steady_zip import steady_zip
from jobs.documents.word.styles import dress, letters, style_ids
from jobs.excel.styles import BRAND, INK, MUTED

_NAMES = Cm(12)
_ALL = Cm(17)


def make_template(path: Path) -> None:
    """Write the template at `path`; it always comes out the same."""
    word = Document()
    section = word.sections[0]
    for side in ("left_margin", "right_margin"):
        setattr(section, side, Cm(2))
    section.top_margin, section.bottom_margin = Cm(3), Cm(2.3)
    style_ids(word)
    for level in (1, 2, 3):
        dress(word.styles[f"Heading {level}"], f"Heading {level}")
    _dress_titles(word)
    _header(section)
    _footer(section)
    _body(word)
    made = BytesIO()
    word.save(made)
    steady_zip(made, path)


def _dress_titles(word: WordDocument) -> None:
    for name, size, color in (("Normal", 10.5, INK), ("Title", 19, BRAND), ("Subtitle", 12, MUTED)):
        letters(word.styles[name], size, color, bold=name == "Title")
    look = word.styles["Title"].element.pPr
    look.remove(look.find(qn("w:pBdr")))


def _header(section: Section) -> None:
    header = section.header
    table = header.add_table(1, 2, _ALL)
    names, marks = table.rows[0].cells
    _size(table, (_NAMES, _ALL - _NAMES))
    # as wide as the page, also where it is turned
    table._tbl.tblPr.find(qn("w:tblW")).attrib.update({qn("w:type"): "pct", qn("w:w"): "5000"})
    table.autofit = True
    _optional(names, "logo", "{{ logo }}")
    _say(names.add_paragraph(), "{{ institution }}", BRAND, 10).bold = True
    for field in ("unit", "process"):
        _optional(names, field, f"{{{{ {field} }}}}")
    _optional(marks, "code", "{{ labels.code }}: {{ code }}")
    _optional(marks, "version", "{{ labels.version }}: {{ version }}")
    _page(marks.add_paragraph())
    for cell in (names, marks):
        cell._element.remove(cell.paragraphs[0]._element)
    for paragraph in marks.paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    header._element.remove(header.paragraphs[0]._element)
    _close(header.add_paragraph())


def _footer(section: Section) -> None:
    line = section.footer.paragraphs[0]
    _close(line)
    _say(line, "{% if number %}{{ labels.number }}: {{ number }} · {% endif %}", MUTED, 7.5)
    _say(line, "{{ labels.generated_at }}: {{ generated_at }}", MUTED, 7.5)
    _say(line, "{% if check_address %} · {{ labels.check_address }}: {{ check_address }}{% endif %}", MUTED, 7.5)
    seal = section.footer.add_paragraph()
    _say(seal, "{% if data_sha256 %}{{ labels.data_sha256 }}: {{ data_sha256 }}{% endif %}", MUTED, 7.5)


def _body(word: WordDocument) -> None:
    word.add_paragraph("{{ title }}", style="Title")
    word.add_paragraph("{%p if subtitle %}")
    word.add_paragraph("{{ subtitle }}", style="Subtitle")
    word.add_paragraph("{%p endif %}")
    table = word.add_table(3, 2)
    _size(table, (Cm(3), Cm(14)))
    table.rows[0].cells[0].text = "{%tr for label, value in identity %}"
    _say(table.rows[1].cells[0].paragraphs[0], "{{ label }}", MUTED, 10)
    _say(table.rows[1].cells[1].paragraphs[0], "{{ value }}", INK, 10)
    table.rows[2].cells[0].text = "{%tr endfor %}"
    word.add_paragraph("{{p content }}")
    word.add_paragraph("{{p signature_block }}")


def _optional(cell: _Cell, field: str, text: str) -> None:
    cell.add_paragraph(f"{{%p if {field} %}}")
    _say(cell.add_paragraph(), text, MUTED, 8.5)
    cell.add_paragraph("{%p endif %}")


def _say(paragraph: Paragraph, text: str, color: str, size: float) -> Font:
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(size), RGBColor.from_string(color[1:])
    paragraph.paragraph_format.space_after = Pt(0)
    return run.font


def _page(paragraph: Paragraph) -> None:
    _say(paragraph, "{{ labels.page }} ", MUTED, 8.5)
    _field(paragraph, "PAGE")
    _say(paragraph, " {{ labels.page_of }} ", MUTED, 8.5)
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Paragraph, code: str) -> None:
    """Add a field that Word counts itself: begin, what to count, end."""
    for inner in (
        '<w:fldChar {0} w:fldCharType="begin"/>',
        f'<w:instrText {{0}} xml:space="preserve">{code}</w:instrText>',
        '<w:fldChar {0} w:fldCharType="end"/>',
    ):
        run = paragraph.add_run()
        run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(MUTED[1:])
        run._r.append(parse_xml(inner.format(nsdecls("w"))))


def _close(paragraph: Paragraph) -> None:
    """Draw a line over a paragraph."""
    border = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="3" w:color="{BRAND[1:]}"/></w:pBdr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(border))


def _size(table: Table, widths: tuple[int, ...]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width


if __name__ == "__main__":
    make_template(TEMPLATE)
