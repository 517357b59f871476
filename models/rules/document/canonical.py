"""A document as JSON and back, and the fingerprint of what it says."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any

from models.rules.document.cells import Color
from models.rules.document.document import Document
from models.rules.document.reading import read_document


def to_json(document: Document) -> dict[str, Any]:
    """Give the document as JSON holds it: decimals and dates as text, a colour as key and word, a picture in base 64.

    Each block says what it is under `block`.
    """
    packed: dict[str, Any] = _packed(document)
    blocks = zip(document.blocks, packed["blocks"], strict=True)
    return {**packed, "blocks": [{"block": type(block).__name__, **each} for block, each in blocks]}


def from_json(data: Mapping[str, Any]) -> Document:
    """Give the document that `to_json` packed. Raises KeyError, TypeError or ValueError for what is none."""
    return read_document(data)


def canonical(document: Document) -> bytes:
    """Give its one spelling: UTF-8, sorted keys, no blanks."""
    return json.dumps(to_json(document), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sealed(document: Document) -> Document:
    """Give the document with the SHA-256 of all the rest of it, by which a copy is checked."""
    return replace(document, data_sha256=sha256(canonical(replace(document, data_sha256=""))).hexdigest())


def _packed(value: Any) -> Any:  # noqa: ANN401, PLR0911 -- one line for each type that a document is made of
    if value is None or isinstance(value, str | int):
        return value.value if isinstance(value, StrEnum) else value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Color):
        return [value.key, value.word]
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if is_dataclass(value):
        return {field.name: _packed(getattr(value, field.name)) for field in fields(value)}
    return [_packed(each) for each in value]
