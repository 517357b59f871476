"""A document read back from JSON, block by block."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from models.rules.document.blocks import Block, Bullets, Facts, Heading, PageBreak, Paragraph
from models.rules.document.cells import Color, Fact, Kind, Value
from models.rules.document.charts import Bar, BarChart, Counts, Line, LineChart, StackedChart
from models.rules.document.document import Document, Head, Settings, Signature
from models.rules.document.table import Column, Row, Table
from models.rules.language import Language

Json = Mapping[str, Any]


def read_document(data: Json) -> Document:
    """Give the document; raises KeyError, TypeError or ValueError where the data are of no document."""
    logo = data["head"]["logo"]
    settings = data["settings"]
    read = {
        "head": Head(**{**data["head"], "logo": None if logo is None else b64decode(logo)}),
        "generated_at": datetime.fromisoformat(data["generated_at"]),
        "blocks": tuple(_block(block) for block in data["blocks"]),
        "signatures": tuple(Signature(**{**each, "signed_on": _day(each["signed_on"])}) for each in data["signatures"]),
        "settings": Settings(**{**settings, "language": Language(settings["language"])}),
    }
    return Document(**{**data, **read})


def _block(data: Json) -> Block:
    told = dict(data)
    return _READ[told.pop("block")](told)


def _bullets(data: Json) -> Bullets:
    return Bullets(tuple(data["items"]), data["ordered"])


def _facts(data: Json) -> Facts:
    return Facts(tuple(_fact(each) for each in data["facts"]))


def _fact(data: Json) -> Fact:
    kind = Kind(data["kind"])
    return Fact(data["label"], _value(kind, data["value"]), kind, data["decimals"])


def _table(data: Json) -> Table:
    columns = tuple(Column(**{**each, "kind": Kind(each["kind"])}) for each in data["columns"])
    readers = [_VALUES[column.kind] for column in columns]
    total = data["total"]
    read = {
        "columns": columns,
        "rows": tuple(_row(readers, row) for row in data["rows"]),
        "total": None if total is None else _row(readers, total),
    }
    return Table(**{**data, **read})


def _row(readers: Iterable[Callable[[Any], Value]], row: Iterable[Any]) -> Row:
    return tuple(None if each is None else read(each) for read, each in zip(readers, row, strict=True))


def _bar_chart(data: Json) -> BarChart:
    kind = Kind(data["kind"])
    bars = tuple(Bar(each["label"], _figure(each["value"]), _color(each["color"])) for each in data["bars"])
    return BarChart(**{**data, "kind": kind, "bars": bars})


def _stacked_chart(data: Json) -> StackedChart:
    colors = tuple(Color(*each) for each in data["colors"])
    bars = tuple(Counts(each["label"], tuple(each["counts"])) for each in data["bars"])
    return StackedChart(**{**data, "colors": colors, "bars": bars})


def _line_chart(data: Json) -> LineChart:
    lines = tuple(Line(each["name"], tuple(_figure(value) for value in each["values"])) for each in data["lines"])
    return LineChart(**{**data, "kind": Kind(data["kind"]), "periods": tuple(data["periods"]), "lines": lines})


def _value(kind: Kind, value: Any) -> Value:  # noqa: ANN401 -- what JSON holds
    return None if value is None else _VALUES[kind](value)


def _figure(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _color(value: list[str] | None) -> Color | None:
    return None if value is None else Color(*value)


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


_VALUES: dict[Kind, Callable[[Any], Value]] = {
    Kind.TEXT: str,
    Kind.INTEGER: int,
    Kind.QUANTITY: Decimal,
    Kind.PERCENT: Decimal,
    Kind.MONEY: Decimal,
    Kind.DATE: date.fromisoformat,
    Kind.COLOR: lambda each: Color(*each),
}
_READ: dict[str, Callable[[Json], Block]] = {
    "Heading": lambda data: Heading(**data),
    "Paragraph": lambda data: Paragraph(**data),
    "Bullets": _bullets,
    "Facts": _facts,
    "Table": _table,
    "BarChart": _bar_chart,
    "StackedChart": _stacked_chart,
    "LineChart": _line_chart,
    "PageBreak": lambda data: PageBreak(**data),
}
