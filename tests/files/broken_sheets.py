"""A hundred capture workbooks that must be refused: twenty kinds of five, each made from a good one on the spot.

Every maker takes the good workbook and a number from 0 to 4, and gives the broken one with what its refusal must say.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
from itsdangerous import URLSafeSerializer
from openpyxl import Workbook

from models.files.capture_seal import seal, unseal
from models.rules.capture import columns as at
from models.rules.capture.columns import IDENTITY, INTERNAL, LINES
from models.rules.capture.identity import Identity
from tests.files.parts import OLD_OFFICE

SECRET = "a-key-for-tests-only-that-is-long-enough-to-sign-sessions"
FIRST = at.HEAD_ROWS + 3  # below the headings of the form and of the first group
Broken = tuple[bytes, str]
Maker = Callable[[bytes, int], Broken]


def every_broken_sheet(good: bytes) -> Iterator[tuple[str, bytes, str]]:
    """Give the kind, the content, and words that the refusal must have."""
    for kind, make in KINDS.items():
        for number in range(5):
            yield f"{kind} {number}", *make(good, number)


def _members(good: bytes, more: dict[str, bytes]) -> bytes:
    """The same zip with parts added or replaced."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(good)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in more:
                new.writestr(name, old.read(name))
        for name, content in more.items():
            new.writestr(name, content)
    return written.getvalue()


def _edited(good: bytes, edit: Callable[[Workbook], object]) -> bytes:
    book = openpyxl.load_workbook(BytesIO(good))
    edit(book)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _typed(good: bytes, number: int, value: Any) -> tuple[bytes, str]:
    """A value in the cell of « Realizado » of some row, and the cell."""
    row = FIRST + number % 2
    cell = f"{LINES} G{row}"
    return _edited(good, lambda book: setattr(book[LINES].cell(row, at.ACTUAL + 1), "value", value)), cell


def _signed(good: bytes, change: Callable[[Identity], Identity]) -> bytes:
    """The same workbook with another identity, signed as ours are."""

    def sign(book: Workbook) -> None:
        identity = unseal(book[IDENTITY]["A1"].value, SECRET)
        book[IDENTITY]["A1"].value = seal(change(identity), SECRET)

    return _edited(good, sign)


def bomb(good: bytes, number: int) -> Broken:
    return _members(
        good, {f"xl/media/{number}.bin": bytes((number + 1) * 20 * 2**20)}
    ), "comprimido de forma sospechosa"


def macros(good: bytes, number: int) -> Broken:
    name = (
        "xl/vbaProject.bin",
        "xl/VBAPROJECT.BIN",
        "xl/macrosheets/sheet1.xml",
        "xl/vbaProjectSignature.bin",
        "xl/vbaproject.bin",
    )
    return _members(good, {name[number]: b"<x/>" if number == 2 else b"x" * 600}), "contiene macros"


def external_links(good: bytes, number: int) -> Broken:
    return _members(good, {f"xl/externalLinks/externalLink{number + 1}.xml": b"<x/>"}), "toma datos de otros archivos"


def document_types(good: bytes, number: int) -> Broken:
    parts = ("worksheets/sheet1", "worksheets/sheet4", "workbook", "sharedStrings", "styles")
    part = f"xl/{parts[number]}.xml"
    with zipfile.ZipFile(BytesIO(good)) as archive:
        content = archive.read(part) if part in archive.namelist() else b"<sst/>"
    declaration = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    head, mark, rest = content.partition(b"?>")
    broken = head + mark + declaration + rest if mark else declaration + content
    return _members(good, {part: broken}), "definiciones XML que no se aceptan"


def truncated(good: bytes, number: int) -> Broken:
    return good[: len(good) * (number + 1) // 6], "dañado"


def no_workbook(_good: bytes, number: int) -> Broken:
    locked = OLD_OFFICE + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    made = (
        (b"", "Elija el libro"),
        ("Código,Realizado\nMP-1,2\n".encode(), "no es un libro .xlsx"),
        (b"<html><table><tr><td>2</td></tr></table></html>", "es una página web"),
        (OLD_OFFICE, "libro .xls antiguo"),
        (locked, "protegido con contraseña"),
    )
    return made[number]


def huge(good: bytes, number: int) -> Broken:
    places = ((5001, 1), (1_048_576, 2), (2, 61), (3, 16_384), (6000, 70))
    row, column = places[number]
    content = _edited(good, lambda book: setattr(book[(LINES, INTERNAL)[number % 2]].cell(row, column), "value", "x"))
    return content, "tiene más de 5000 filas" if row > 5000 else "tiene más de 60 columnas"


def texts_for_numbers(good: bytes, number: int) -> Broken:
    content, cell = _typed(good, number, ("tres", "12 km", "1E5", "NaN", "1_000")[number])
    return content, f"{cell}¦no es un número"


def negatives(good: bytes, number: int) -> Broken:
    content, cell = _typed(good, number, (-1, -0.5, "-3", -(10**9), -0.000001)[number])
    return content, f"{cell}¦no puede ser negativo"


def too_exact(good: bytes, number: int) -> Broken:
    content, cell = _typed(good, number, (1.1234567, 0.0000001, 2.00000001, "1.1234567", 33.12345678)[number])
    return content, f"{cell}¦demasiados decimales"


def errors(good: bytes, number: int) -> Broken:
    text = ("#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?")[number]
    content, cell = _typed(good, number, text)
    return content, f"{cell}¦muestra el error {text}"


def other_types(good: bytes, number: int) -> Broken:
    value = (date(2027, 3, 1), True, "=G7+1", 10**13, "1,500")[number]
    words = ("tiene una fecha", "no es un número", "fórmula sin resultado", "demasiado grande", "Quiso decir")[number]
    content, cell = _typed(good, number, value)
    return content, f"{cell}¦{words}"


def columns_gone(good: bytes, number: int) -> Broken:
    gone = (at.KEY, at.PLANNED, at.ACTUAL, at.COLOR, at.NOTE)[number]
    return _edited(
        good, lambda book: book[LINES].delete_cols(gone + 1)
    ), f"Aquí debe estar la columna «{at.LINE_COLUMNS[gone].heading}»"


def rows_twice(good: bytes, number: int) -> Broken:
    def copy(book: Workbook) -> None:
        sheet = book[LINES]
        for column in range(1, len(at.LINE_COLUMNS) + 1):
            sheet.cell(FIRST + 20 + number, column).value = sheet.cell(FIRST, column).value

    return _edited(good, copy), f"{LINES} B{FIRST + 20 + number}¦ya está en la fila {FIRST}"


def rows_added(good: bytes, number: int) -> Broken:
    column = (at.ACTUAL, at.REASON, at.CAUSE, at.CORRECTIVE_ACTION, at.NOTE)[number]
    row = FIRST + 30
    content = _edited(good, lambda book: setattr(book[LINES].cell(row, column + 1), "value", "7"))
    return content, f"{LINES} {'GNOPQ'[number]}{row}¦La fila no es de la hoja"


def rows_gone(good: bytes, number: int) -> Broken:
    many = number + 1
    return _edited(good, lambda book: book[LINES].delete_rows(FIRST, many)), "Falta la fila de PE-01."


def merged(good: bytes, number: int) -> Broken:
    area = f"{'GGNOP'[number]}{FIRST}:{'GHNOQ'[number]}{FIRST + 1 + number}"
    return _edited(good, lambda book: book[LINES].merge_cells(area)), f"Las celdas {area} están combinadas"


def others_sheets(good: bytes, number: int) -> Broken:
    changes: tuple[tuple[dict[str, str], str], ...] = (
        ({"org_unit": "DGT"}, "La hoja es de DGT"),
        ({"org_unit": "MH"}, "La hoja es de MH"),
        ({"period": "2027-02"}, "La hoja es de febrero de 2027"),
        ({"period": "2026-03"}, "La hoja es de marzo de 2026"),
        ({"institution": "pasto_co"}, "La hoja es de otra institución"),
    )
    fields, words = changes[number]
    return _signed(good, lambda identity: replace(identity, **fields)), words


def older(good: bytes, number: int) -> Broken:
    changes: tuple[Callable[[Identity], dict[str, Any]], ...] = (
        lambda identity: {"plans": {plan: version + 1 for plan, version in identity.plans.items()}},
        lambda _identity: {"plans": {}},
        lambda identity: {"lines": identity.lines[1:]},
        lambda identity: {"lines": [*identity.lines, (999_999, 1)]},
        lambda _identity: {"layout": 0},
    )
    words = "formato anterior" if number == 4 else "El plan cambió después"
    return _signed(good, lambda identity: replace(identity, **changes[number](identity))), words


def forged(good: bytes, number: int) -> Broken:
    def change(book: Workbook) -> None:
        text = book[IDENTITY]["A1"].value
        foreign = URLSafeSerializer("another secret", salt="capture-sheet").dumps({"layout": 1})
        told = (text[:-1], f"x{text[1:]}", text.replace(".", "", 1), foreign, "")
        book[IDENTITY]["A1"].value = told[number]

    return _edited(good, change), "no es la que Rumbo firmó"


KINDS: dict[str, Maker] = {
    "zip bomb": bomb,
    "macros": macros,
    "external links": external_links,
    "document types": document_types,
    "truncated zip": truncated,
    "no workbook": no_workbook,
    "huge": huge,
    "text in number": texts_for_numbers,
    "negative": negatives,
    "too many decimals": too_exact,
    "formula errors": errors,
    "wrong types": other_types,
    "missing column": columns_gone,
    "duplicated row": rows_twice,
    "added row": rows_added,
    "deleted rows": rows_gone,
    "merged cells": merged,
    "other unit, period, institution": others_sheets,
    "old version": older,
    "forged signature": forged,
}
