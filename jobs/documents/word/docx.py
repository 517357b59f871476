"""A document in a Word template: its fields filled, its blocks in the template's own styles."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Inches, Mm
from docxtpl.inline_image import InlineImage
from docxtpl.template import DocxTemplate
from jinja2 import Undefined
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
    from docx.document import Document as WordDocument

TEMPLATE = Path(__file__).with_name("report.docx")
_PAPERS = {"letter": (Inches(8.5), Inches(11)), "a4": (Mm(210), Mm(297))}
_TWIP = 635  # English Metric Units
_LONGEST = 255  # of what a file says of itself
_CHART, _USUAL_PAGE = Cm(16), Inches(8.5)


def write_docx(
    document: Document, path: Path, template: Path | None = None, unknown: type[Undefined] = Undefined
) -> None:
    """Write the document at `path` in a template, by default ours; the same two always give the same bytes.

    The template runs in a sandbox: it reads the fields and nothing else. Raises TemplateError (Jinja) for a wrong one.
    `unknown` says what a field that does not exist is, usually nothing.
    """
    told = printed(document, sentences_in(document.settings.language))
    word = DocxTemplate(template or TEMPLATE)
    word.init_docx()
    file = cast("WordDocument", word.docx)  # docxtpl opens it late and so calls it None
    if template is None:
        section = file.sections[-1]
        section.page_width, section.page_height = _PAPERS[document.settings.paper]
    body = _body(file, told)
    fields = {
        **told,
        "logo": _logo(word, document),
        "content": Markup(body.content(told["sections"])),  # noqa: S704 -- made by `markup`, which escapes every text
        "signature_block": Markup(body.signatures(told["signatures"], told["labels"])),  # noqa: S704 -- likewise
    }
    word.render(fields, ImmutableSandboxedEnvironment(finalize=braced, undefined=unknown), autoescape=True)
    _describe(file, told, document)
    made = BytesIO()
    word.save(made)
    steady_zip(made, path)


def _body(file: WordDocument, told: Printed) -> Body:
    charts = [block for block in told["blocks"] if block["is"] == "chart"]
    upright, wide = (deepcopy(file.element.body.sectPr) for _ in range(2))
    wide.orientation = WD_ORIENT.LANDSCAPE
    wide.page_width, wide.page_height = upright.page_height, upright.page_width
    drawn = {id(chart): png for chart, png in zip(charts, pictures(charts), strict=True)}
    most = min(_CHART, _room(upright) * _TWIP)
    return Body(
        style_ids(file),
        _room(upright),
        _room(wide),
        (_break(upright), _break(wide)),
        lambda chart: _picture(file, drawn[id(chart)], chart, most),
    )


def _room(section: Any) -> int:  # noqa: ANN401 -- an element of lxml, which has no types
    """Give how wide the text is, in twentieths of a point; where the template does not say it, by Word's usual page."""
    width = (section.page_width or _USUAL_PAGE) - (section.left_margin or 0) - (section.right_margin or 0)
    return int(width // _TWIP)


def _break(section: Any) -> str:  # noqa: ANN401 -- likewise
    return f"<w:p><w:pPr>{_markup(section)}</w:pPr></w:p>"


def _picture(file: WordDocument, png: bytes, chart: Printed, width: int) -> str:
    inline = file.part.new_pic_inline(BytesIO(png), width)
    inline.docPr.set("descr", chart["alternative"])
    inline.docPr.set("title", chart["title"])
    return f"<w:r><w:drawing>{_markup(inline)}</w:drawing></w:r>"


def _markup(element: Any) -> str:  # noqa: ANN401 -- likewise
    return hide_braces(etree.tostring(element, encoding="unicode"))


def _logo(word: DocxTemplate, document: Document) -> InlineImage | str:
    if document.head.logo is None:
        return ""
    return InlineImage(word, BytesIO(document.head.logo), height=Cm(1.4))  # type: ignore[no-untyped-call]


def _describe(file: WordDocument, told: Printed, document: Document) -> None:
    about = file.core_properties
    about.title = told["title"][:_LONGEST]
    about.author = about.last_modified_by = told["institution"][:_LONGEST]
    about.language = document.settings.locale.replace("_", "-")
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), about.language)
    about.created = about.modified = document.generated_at.astimezone(UTC).replace(tzinfo=None)
    about.revision = 1
