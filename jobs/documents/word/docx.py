"""A document in a Word template: its fields filled, its blocks in the template's own styles."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx.enum.section import WD_ORIENT
from docx.shared import Cm, Inches, Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from jobs.documents.printed import Printed, printed
from jobs.documents.word.body import Body
from jobs.documents.word.markup import braced, hide_braces
from jobs.documents.word.pictures import pictures
from jobs.documents.word.steady_zip import steady_zip
from jobs.documents.word.styles import style_ids
from models.files.sentence_catalogue import sentences_in
from models.rules.document.document import Document

if TYPE_CHECKING:
    from docx.section import Section

TEMPLATE = Path(__file__).with_name("report.docx")
_PAPERS = {"letter": (Inches(8.5), Inches(11)), "a4": (Mm(210), Mm(297))}
_TWIP = 635  # English Metric Units
_CHART = Cm(16)


def write_docx(document: Document, path: Path, template: Path | None = None) -> None:
    """Write the document at `path` in a template, by default ours; the same two always give the same bytes.

    The template runs in a sandbox: it reads the fields and nothing else. Raises TemplateError (Jinja) for a wrong one.
    """
    told = printed(document, sentences_in(document.settings.language))
    word = DocxTemplate(template or TEMPLATE)
    word.init_docx()
    section = word.docx.sections[-1]
    if template is None:
        section.page_width, section.page_height = _PAPERS[document.settings.paper]
    body = _body(word, section, told)
    fields = {
        **braced(told),
        "logo": _logo(word, document),
        "content": Markup(body.content(told["sections"])),  # noqa: S704 -- made by `markup`, which escapes every text
        "signature_block": Markup(body.signatures(told["signatures"], told["labels"])),  # noqa: S704 -- likewise
    }
    word.render(fields, ImmutableSandboxedEnvironment(), autoescape=True)
    _describe(word, document)
    made = BytesIO()
    word.save(made)
    steady_zip(made, path)


def _body(word: DocxTemplate, section: Section, told: Printed) -> Body:
    charts = [block for block in told["blocks"] if block["is"] == "chart"]
    upright, wide = deepcopy(section), deepcopy(section)
    _turn(wide)
    drawn = {id(chart): png for chart, png in zip(charts, pictures(charts), strict=True)}
    most = min(_CHART, _room(upright) * _TWIP)
    return Body(
        style_ids(word.docx),
        _room(upright),
        _room(wide),
        (_break(upright), _break(wide)),
        lambda chart: _picture(word, drawn[id(chart)], chart, most),
    )


def _turn(section: Section) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _room(section: Section) -> int:
    return (section.page_width - section.left_margin - section.right_margin) // _TWIP


def _break(section: Section) -> str:
    return f"<w:p><w:pPr>{_markup(section._sectPr)}</w:pPr></w:p>"


def _picture(word: DocxTemplate, png: bytes, chart: Printed, width: int) -> str:
    inline = word.docx.part.new_pic_inline(BytesIO(png), width)
    inline.docPr.set("descr", chart["alternative"])
    inline.docPr.set("title", chart["title"])
    return f"<w:r><w:drawing>{_markup(inline)}</w:drawing></w:r>"


def _markup(element: Any) -> str:  # noqa: ANN401 -- an element of lxml, which has no types
    return hide_braces(etree.tostring(element, encoding="unicode"))


def _logo(word: DocxTemplate, document: Document) -> InlineImage | str:
    return InlineImage(word, BytesIO(document.head.logo), height=Cm(1.4)) if document.head.logo else ""


def _describe(word: DocxTemplate, document: Document) -> None:
    about = word.docx.core_properties
    about.title, about.author, about.language = document.title, document.head.institution, document.settings.language
    about.created = about.modified = document.generated_at.astimezone(UTC).replace(tzinfo=None)
    about.last_modified_by, about.revision = document.head.institution, 1
