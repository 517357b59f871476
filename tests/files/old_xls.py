"""The smallest honest .xls: one compound file with one BIFF8 workbook, written record by record."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ERROR_CODES = {"#DIV/0!": 0x07, "#N/A": 0x2A}

XlsCell = str | float | int | None


def write_xls(
    path: Path, sheets: Mapping[str, Sequence[Sequence[XlsCell]]], *, hidden: Sequence[str] = (), locked: bool = False
) -> Path:
    """Write sheets of texts and numbers; `#DIV/0!` becomes an error cell, `locked` says that it needs a password."""
    path.write_bytes(_compound(_workbook(sheets, hidden, locked=locked)))
    return path


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 0))


def _workbook(sheets: Mapping[str, Sequence[Sequence[XlsCell]]], hidden: Sequence[str], *, locked: bool) -> bytes:
    bodies = [_begin(0x0010) + _cells(rows) + _record(0x000A) for rows in sheets.values()]
    lock = _record(0x002F, struct.pack("<HHH", 1, 1, 2)) if locked else b""
    names = [(name.encode("utf-16-le"), len(name), name in hidden) for name in sheets]
    head_length = (
        len(_begin(0x0005)) + len(lock) + sum(4 + 8 + len(text) for text, _, _ in names) + len(_record(0x000A))
    )
    head, place = _begin(0x0005) + lock, head_length
    for (text, length, is_hidden), body in zip(names, bodies, strict=True):
        head += _record(0x0085, struct.pack("<IBBBB", place, is_hidden, 0, length, 1) + text)
        place += len(body)
    return head + _record(0x000A) + b"".join(bodies)


def _cells(rows: Sequence[Sequence[XlsCell]]) -> bytes:
    return b"".join(_cell(row, column, cell) for row, cells in enumerate(rows) for column, cell in enumerate(cells))


def _cell(row: int, column: int, cell: XlsCell) -> bytes:
    head = struct.pack("<HHH", row, column, 0)
    if cell is None:
        return b""
    if isinstance(cell, str) and cell in _ERROR_CODES:
        return _record(0x0205, head + struct.pack("<BB", _ERROR_CODES[cell], 1))
    if isinstance(cell, str):
        return _record(0x0204, head + struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le"))
    return _record(0x0203, head + struct.pack("<d", cell))


def _compound(stream: bytes) -> bytes:
    """A compound file with one stream `Workbook`, long enough to need no small sectors."""
    padded = stream.ljust(max(4096, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    used = len(padded) // _SECTOR
    chain = [_FAT, _END, *range(3, used + 2), _END]
    fat = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    root = _entry("Root Entry", 5, child=1, start=_END, size=0)
    book = _entry("Workbook", 2, child=_FREE, start=2, size=len(padded))
    return header + fat + (root + book).ljust(_SECTOR, b"\0") + padded


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text), kind, 1)
    entry += struct.pack("<III", _FREE, _FREE, child) + bytes(36)
    return entry + struct.pack("<IQ", start, size)
