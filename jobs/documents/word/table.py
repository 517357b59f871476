"""A table of a document as WordprocessingML: headings on each page, figures at the right, colours with their words."""

from __future__ import annotations

from collections.abc import Mapping

from jobs.documents.printed import Printed
from jobs.documents.word.markup import attribute, cell, paragraph, run
from jobs.excel.styles import BRAND, TINT

_EDGE = '<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{color}"/>'
_BORDERS = "".join(
    _EDGE.format(side=side, size=size, color=color)
    for side, size, color in (("top", 6, "1F4E79"), ("bottom", 6, "1F4E79"), ("insideH", 4, "D5DBE1"))
)
_THIN = '<w:spacing w:before="40" w:after="40"/>'
_MARGINS = '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'


def table_markup(table: Printed, width: int, styles: Mapping[str, str]) -> str:
    """Give the table as wide as `width` twentieths of a point, under its caption."""
    parts = []
    if table["caption"]:
        parts.append(paragraph(styles["Rumbo leyenda"], run(table["caption"])))
    widths = _widths(table, width)
    rows = [_row(table, widths, row, styles["Rumbo celda"]) for row in table["rows"]]
    rows += [_total(table, widths, row, styles["Rumbo celda"]) for row in table["total"]]
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    headings = _headings(table, widths, styles)
    parts.append(f"<w:tbl>{_shape(table, width)}<w:tblGrid>{grid}</w:tblGrid>{headings}{''.join(rows)}</w:tbl>")
    # Word joins two tables that touch
    parts.append(paragraph(styles["Rumbo nota"], run(table["empty"]) if not table["rows"] else "", _THIN))
    return "".join(parts)


def _shape(table: Printed, width: int) -> str:
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/>{_MARGINS}<w:tblCaption w:val="{attribute(table["caption"])}"/></w:tblPr>'
    )


def _widths(table: Printed, width: int) -> list[int]:
    every = sum(column["width"] for column in table["columns"])
    return [width * column["width"] // every for column in table["columns"]]


def _headings(table: Printed, widths: list[int], styles: Mapping[str, str]) -> str:
    style = styles["Rumbo columna"]
    cells = (
        cell(width, paragraph(style, run(column["heading"]), _side(column)), BRAND)
        for width, column in zip(widths, table["columns"], strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(table: Printed, widths: list[int], row: list[Printed], style: str) -> str:
    cells = (
        cell(width, paragraph(style, run(each["text"], _ink(each)), _side(column)), each.get("fill", ""))
        for width, column, each in zip(widths, table["columns"], row, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _total(table: Printed, widths: list[int], row: list[Printed], style: str) -> str:
    cells = (
        cell(width, paragraph(style, run(each["text"], "<w:b/>"), _side(column)), TINT)
        for width, column, each in zip(widths, table["columns"], row, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _side(column: Printed) -> str:
    return "" if column["align"] == "left" else f'<w:jc w:val="{column["align"]}"/>'


def _ink(each: Printed) -> str:
    return f'<w:b/><w:color w:val="{each["ink"][1:]}"/>' if "ink" in each else ""
