"""A document with every value as its readers see it: what the templates of Word and PDF are given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from jobs.documents.svg.draw import draw
from jobs.excel.palette import swatch
from models.rules.document.blocks import Block, Bullets, Facts, Heading, PageBreak, Paragraph
from models.rules.document.cells import Color, Fact, Kind, Value
from models.rules.document.charts import Chart
from models.rules.document.document import Document, Settings, Signature
from models.rules.document.printing import printer, value_text
from models.rules.document.table import Column, Row, Table
from models.rules.plain_text import without_hidden
from models.rules.sentence import Find, said, say
from models.rules.wording import short_day_text

LABELS = {
    "code": say("Código"),
    "version": say("Versión"),
    "number": say("Número"),
    "period": say("Período"),
    "basis": say("Cifras"),
    "generated_at": say("Generado"),
    "data_sha256": say("Huella de los datos (SHA-256)"),
    "check_address": say("Compruebe esta copia en"),
    "name": say("Nombre"),
    "post": say("Cargo"),
    "signed_on": say("Fecha"),
    "page": say("Página"),
    "page_of": say("de"),
}
_TEXTS = (Heading, Paragraph, Bullets, PageBreak)
_UNBROKEN = frozenset({Kind.INTEGER, Kind.QUANTITY, Kind.PERCENT, Kind.MONEY, Kind.DATE})
_LONGEST_WORD = 30
_UPRIGHT = 125
"""Characters that go into a row of an upright page; a wider table is turned."""
REPORT, CHART_FIGURES, TABLE = say("Informe"), say("Cifras de los gráficos"), say("Cuadro")
"""What sheets of a workbook are called."""
_IDENTITY = ("number", "period", "basis", "generated_at")

Printed = dict[str, Any]


def printed(document: Document, find: Find) -> Printed:
    """Give the fields of a template, all of them text; `docs/documents.md` describes them.

    `blocks` and `sections` hold the same blocks, `sections` apart for upright and for wide pages.
    """
    blocks = [each for block in document.blocks for each in _block(block, document.settings)]
    _close_levels(blocks)
    _drop_echoes(blocks)
    head = document.head
    texts = {
        "institution": head.institution,
        "unit": head.unit,
        "process": head.process,
        "title": document.title,
        "subtitle": document.subtitle,
        "code": document.code,
        "version": document.version,
        "number": document.number,
        "period": document.period,
        "basis": document.basis,
        "generated_at": moment_text(document),
        "data_sha256": document.data_sha256,
        "check_address": document.check_address,
    }
    clean = {name: without_hidden(said(text, find)) for name, text in texts.items()}
    labels = {name: said(text, find) for name, text in LABELS.items()}
    return {
        **clean,
        "labels": labels,
        "identity": [[labels[name], clean[name]] for name in _IDENTITY if clean[name]],
        "signatures": [_signature(each) for each in document.signatures],
        "blocks": blocks,
        "sections": _sections(blocks),
    }


def moment_text(document: Document) -> str:
    """Give when it was made, in the institution's time: « 08/04/2027 09:30 »."""
    return f"{document.generated_at:%d/%m/%Y %H:%M}"


def _signature(signature: Signature) -> Printed:
    day = signature.signed_on
    texts = {"act": signature.act, "name": signature.name, "post": signature.post}
    clean = {name: without_hidden(text) for name, text in texts.items()}
    return {**clean, "signed_on": "" if day is None else short_day_text(day)}


def _block(block: Block, settings: Settings) -> list[Printed]:
    """Give a block; only a chart may be several, one for each picture."""
    if isinstance(block, Table):
        return [_table(block, settings)]
    if isinstance(block, Facts):
        return [{"is": "facts", "facts": [_fact(each, settings) for each in block.facts]}]
    return [_text(block)] if isinstance(block, _TEXTS) else _chart(block, settings)


def _text(block: Heading | Paragraph | Bullets | PageBreak) -> Printed:
    match block:
        case Heading():
            return {"is": "heading", "text": without_hidden(block.text), "level": block.level}
        case Paragraph():
            return {"is": "paragraph", "text": without_hidden(block.text), "remark": block.remark}
        case Bullets():
            return {"is": "bullets", "items": [without_hidden(each) for each in block.items], "ordered": block.ordered}
    return {"is": "page_break"}


def _chart(chart: Chart, settings: Settings) -> list[Printed]:
    texts = {"title": without_hidden(chart.title), "alternative": without_hidden(chart.alternative)}
    return [{"is": "chart", **texts, "svg": svg} for svg in draw(chart, settings)]


def _fact(fact: Fact, settings: Settings) -> Printed:
    text = without_hidden(value_text(fact.value, fact.kind, fact.decimals, settings))
    return {"label": without_hidden(fact.label), **_cell(text, fact.value)}


def _table(table: Table, settings: Settings) -> Printed:
    rows = list(_rows(table, table.rows, settings))
    # what is not added up is no missing figure
    total = list(_rows(table, [table.total] if table.total else [], replace(settings, missing="")))
    columns = [_column(column, [row[at]["text"] for row in (*rows, *total)]) for at, column in enumerate(table.columns)]
    return {
        "is": "table",
        "caption": without_hidden(table.caption),
        "columns": columns,
        "rows": rows,
        "total": total,
        "empty": without_hidden(table.empty),
        "wide": table.wide or sum(column["width"] for column in columns) > _UPRIGHT,
    }


def _column(column: Column, texts: list[str]) -> Printed:
    """Give a column at least as wide as its longest figure, or word: neither is broken."""
    heading = without_hidden(column.heading)
    pieces = [
        *heading.split(),
        *(texts if column.kind in _UNBROKEN else (each for text in texts for each in text.split())),
    ]
    longest = min(_LONGEST_WORD, max((len(piece) for piece in pieces), default=0))
    align = "right" if column.kind.is_number else "center" if column.kind == Kind.DATE else "left"
    return {"heading": heading, "width": max(column.width, longest + 2), "align": align}


def _rows(table: Table, rows: Iterable[Row], settings: Settings) -> Iterable[list[Printed]]:
    printers = [printer(column.kind, column.decimals, settings.locale) for column in table.columns]
    for row in rows:
        yield [
            _cell(settings.missing if value is None else without_hidden(text(value)), value)
            for text, value in zip(printers, row, strict=True)
        ]


def _cell(text: str, value: Value) -> Printed:
    """Give a text, and the colours behind and in it where it tells a colour."""
    if not isinstance(value, Color):
        return {"text": text}
    look = swatch(value.key)
    return {"text": text, "fill": look.fill, "ink": look.ink}


def _close_levels(blocks: list[Printed]) -> None:
    """Let no heading skip a level, by which who listens to a document finds the way."""
    level = 0
    for block in blocks:
        if block["is"] == "heading":
            level = block["level"] = min(block["level"], level + 1)


def _drop_echoes(blocks: list[Printed]) -> None:
    """Leave out the caption of a table that only says the heading right above it again."""
    for above, block in pairwise(blocks):
        if block["is"] == "table" and above["is"] == "heading" and above["text"] == block["caption"]:
            block["caption"] = ""


def _sections(blocks: list[Printed]) -> list[Printed]:
    """Give runs of blocks for upright and wide pages: a wide table takes the headings before it and remarks behind."""
    sections: list[Printed] = []
    for at, block in enumerate(blocks):
        wide = _is_wide(blocks, at) or (bool(sections) and sections[-1]["wide"] and _is_remark(block))
        if not sections or sections[-1]["wide"] != wide:
            sections.append({"wide": wide, "blocks": []})
        sections[-1]["blocks"].append(block)
    return sections


def _is_wide(blocks: list[Printed], at: int) -> bool:
    following = next((block for block in blocks[at:] if block["is"] != "heading"), None)
    return following is not None and following["is"] == "table" and following["wide"]


def _is_remark(block: Printed) -> bool:
    return block["is"] == "paragraph" and bool(block["remark"])
