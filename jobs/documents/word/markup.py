"""The few pieces of WordprocessingML that the body of a document is made of. Every text goes through `text`."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from markupsafe import Markup

_BRACES = {"{": "&#123;", "}": "&#125;"}
_SPACE = ' xml:space="preserve"'
_TAB = f"</w:t><w:tab/><w:t{_SPACE}>"


def braced(value: Any) -> Any:  # noqa: ANN401 -- what a template prints
    """Give a text whose braces stay what they are: docxtpl takes some for its own signs, even in what it has filled in.

    One without braces, or made by us, stays as it is.
    """
    if type(value) is str and ("{" in value or "}" in value):
        return Markup(escape(value, _BRACES))  # noqa: S704 -- escaped
    return value


def hide_braces(markup: str) -> str:
    """Give markup that somebody else has escaped, with its braces as numbers."""
    return markup.replace("{", _BRACES["{"]).replace("}", _BRACES["}"])


def attribute(value: str) -> str:
    """Give a text as it stands between quotes; braces are hidden from the template's engine."""
    return escape(value, {**_BRACES, '"': "&quot;", "\t": " ", "\n": " "})


def text(value: str) -> str:
    """Give a text as it stands in a run; line breaks and tabs become Word's, and braces stay braces."""
    lines = escape(value, _BRACES).splitlines() or [""]
    return "<w:br/>".join(f"<w:t{_SPACE}>{line}</w:t>".replace("\t", _TAB) for line in lines)


def run(value: str, look: str = "") -> str:
    """Give a run of a text with the properties `look`."""
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{text(value)}</w:r>"


def paragraph(style: str, inner: str, look: str = "") -> str:
    """Give a paragraph of a style that holds runs, with further properties."""
    return f'<w:p><w:pPr><w:pStyle w:val="{attribute(style)}"/>{look}</w:pPr>{inner}</w:p>'


def cell(width: int, inner: str, fill: str = "") -> str:
    """Give a cell of so many twentieths of a point that holds paragraphs, on a colour such as `#D3EFDC`."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill[1:]}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inner}</w:tc>'
