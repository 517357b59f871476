"""Amounts in the unit that people speak in: a screen shows millions where a workbook has every cent."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from models.rules.document.blocks import Block
from models.rules.document.cells import Kind, Value
from models.rules.document.document import Document
from models.rules.document.table import Row, Table

MILLION = Decimal(1_000_000)
_SPOKEN_IN_MILLIONS = 100 * MILLION


def in_millions(document: Document) -> tuple[Document, bool]:
    """Give the document with its amounts in millions, and whether they are: small ones stay as they are."""
    amounts = [abs(value) for block in document.blocks if isinstance(block, Table) for value in _amounts(block)]
    if max(amounts, default=Decimal(0)) < _SPOKEN_IN_MILLIONS:
        return document, False
    return replace(document, blocks=tuple(_scaled(block) for block in document.blocks)), True


def _amounts(table: Table) -> list[Decimal]:
    rows = (*table.rows, *([table.total] if table.total else []))
    money = [at for at, column in enumerate(table.columns) if column.kind is Kind.MONEY]
    return [value for row in rows for at in money if isinstance(value := row[at], Decimal)]


def _scaled(block: Block) -> Block:
    if not isinstance(block, Table):
        return block
    total = None if block.total is None else _row(block, block.total)
    return replace(block, rows=tuple(_row(block, row) for row in block.rows), total=total)


def _row(table: Table, row: Row) -> Row:
    return tuple(_value(column.kind, value) for column, value in zip(table.columns, row, strict=True))


def _value(kind: Kind, value: Value) -> Value:
    return value / MILLION if kind is Kind.MONEY and isinstance(value, Decimal) else value
