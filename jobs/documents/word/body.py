"""The blocks of a document as WordprocessingML, in the styles of the template."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from jobs.documents.printed import Printed
from jobs.documents.word.markup import attribute, cell, paragraph, run
from jobs.documents.word.table import table_markup

_SIGNED = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="1F2933"/></w:pBdr><w:spacing w:before="1100"/>'
_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


@dataclass(frozen=True, slots=True)
class Body:
    """How the body is written: `styles` by name, the widths of upright and wide pages in twentieths of a point.

    `breaks` are the paragraphs that end an upright and a wide section; `picture` gives the markup of a chart.
    """

    styles: Mapping[str, str]
    upright: int
    wide: int
    breaks: tuple[str, str]
    picture: Callable[[Printed], str]

    def content(self, sections: Iterable[Printed]) -> str:
        """Give all blocks; a wide section stands between two breaks."""
        return "".join(self._section(section) for section in sections)

    def signatures(self, signatures: list[Printed], labels: Mapping[str, str]) -> str:
        """Give the signature block (S3-SIG): a column for each who signs."""
        if not signatures:
            return ""
        width = self.upright // len(signatures)
        cells = "".join(cell(width, self._signature(each, labels)) for each in signatures)
        grid = f'<w:gridCol w:w="{width}"/>' * len(signatures)
        shape = '<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
        return self.line("Rumbo texto", "") + f"<w:tbl>{shape}<w:tblGrid>{grid}</w:tblGrid>{row}</w:tbl>"

    def line(self, style: str, text: str, look: str = "") -> str:
        """Give a paragraph of a text in one of our styles."""
        return paragraph(self.styles[style], run(text), look)

    def _section(self, section: Printed) -> str:
        width = self.wide if section["wide"] else self.upright
        inner = "".join(self._block(block, width) for block in section["blocks"])
        return self.breaks[0] + inner + self.breaks[1] if section["wide"] else inner

    def _block(self, block: Printed, width: int) -> str:
        if block["is"] == "table":
            return table_markup(block, width, self.styles)
        written: dict[str, Callable[[Printed], str]] = {
            "heading": lambda each: self.line(f"Heading {each['level']}", each["text"]),
            "paragraph": lambda each: self.line("Rumbo nota" if each["remark"] else "Rumbo texto", each["text"]),
            "bullets": self._bullets,
            "facts": lambda each: "".join(self._fact(fact) for fact in each["facts"]),
            "chart": lambda each: paragraph(self.styles["Rumbo texto"], self.picture(each)),
            "page_break": lambda _: _BREAK,
        }
        return written[block["is"]](block)

    def _bullets(self, block: Printed) -> str:
        return "".join(self._point(at, item, ordered=block["ordered"]) for at, item in enumerate(block["items"]))

    def _point(self, at: int, item: str, *, ordered: bool) -> str:
        sign = f"{at + 1}." if ordered else "•"
        look = '<w:tabs><w:tab w:val="left" w:pos="400"/></w:tabs><w:ind w:left="400" w:hanging="300"/>'
        return self.line("Rumbo lista", f"{sign}\t{item}", look)

    def _fact(self, fact: Printed) -> str:
        label = run(f"{fact['label']}: ", '<w:color w:val="52606D"/>')
        return paragraph(self.styles["Rumbo lista"], label + run(fact["text"], shade(fact)))

    def _signature(self, signature: Printed, labels: Mapping[str, str]) -> str:
        act = paragraph(self.styles["Rumbo firma"], run(signature["act"], "<w:b/>"))
        told = [f"{labels[name]}: {signature[name]}" for name in ("name", "post", "signed_on")]
        first, *others = told
        return (
            act + self.line("Rumbo firma", first, _SIGNED) + "".join(self.line("Rumbo firma", each) for each in others)
        )


def shade(cell: Printed) -> str:
    """Give the properties of a run that tells a colour, or none."""
    if "fill" not in cell:
        return ""
    ink, fill = attribute(cell["ink"][1:]), attribute(cell["fill"][1:])
    return f'<w:b/><w:color w:val="{ink}"/><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'
