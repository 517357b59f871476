"""Every file that must be refused, made on the spot: nothing hostile lies in the repository."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import xlsxwriter

from tests.files.parts import MAIN_TYPE, OLD_OFFICE, ods_parts, write_sheet, write_zip, xlsx_parts


def _with(path: Path, **more: str | bytes) -> None:
    write_zip(path, xlsx_parts() | {name.replace("__", "/"): content for name, content in more.items()})


def _macro(path: Path) -> None:
    workbook = xlsxwriter.Workbook(str(path))
    workbook.add_worksheet("plan").write(0, 0, "code")
    workbook.close()
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", OLD_OFFICE)


def _macro_by_type(path: Path) -> None:
    parts = xlsx_parts()
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace(
        MAIN_TYPE, "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    write_zip(path, parts)


def _large_bomb(path: Path) -> None:
    """Eleven members of 20 MB of zeros: no single one is told by its ratio alone before the sum is."""
    zeros = bytes(20 * 2**20)
    write_zip(path, xlsx_parts() | {f"xl/media/{number}.bin": zeros for number in range(11)})


def _nested(path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a", "b")
    _with(path, xl__media__image1_png=inner.getvalue())


def _many_members(path: Path, members: int = 100_000) -> None:
    path.write_bytes(_packed_members(members))


@cache
def _packed_members(members: int) -> bytes:
    """Packing a hundred thousand takes seconds: once for all that need them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in xlsx_parts().items():
            archive.writestr(name, content)
        for number in range(members):
            archive.writestr(f"xl/media/{number}", b"")
    return packed.getvalue()


def _lying_count(path: Path, members: int) -> None:
    """The record at the end announces five members, and its directory holds more."""
    _many_members(path, members)
    content = bytearray(path.read_bytes())
    struct.pack_into("<2H", content, len(content) - 14, 5, 5)
    path.write_bytes(content)


def _hidden_second_directory(path: Path) -> None:
    """The last record announces five members; a 64-bit record before it leads to a hundred thousand."""
    _many_members(path)
    content = bytearray(path.read_bytes())
    struct.pack_into("<2HL", content, len(content) - 14, 5, 5, 400)
    path.write_bytes(content)


def _lying_size(path: Path) -> None:
    """The directory says that the sheet is one byte shorter than it is."""
    write_zip(path, xlsx_parts())
    content = bytearray(path.read_bytes())
    place = content.rfind(b"xl/worksheets/sheet1.xml") - 46
    (size,) = struct.unpack_from("<L", content, place + 24)
    struct.pack_into("<L", content, place + 24, size - 1)
    path.write_bytes(content)


def _damaged_unread(path: Path) -> None:
    """A part that no reader of cells opens has other bytes than its check sum says."""
    write_zip(path, xlsx_parts() | {"docProps/app.xml": "<a>whole</a>"}, zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(b"whole", b"other"))


def _encrypted_member(path: Path) -> None:
    write_zip(path, xlsx_parts())
    content = bytearray(path.read_bytes())
    struct.pack_into("<H", content, content.find(b"PK\x01\x02") + 8, 1)
    path.write_bytes(content)


def _encrypted_ods(path: Path) -> None:
    write_zip(path, ods_parts() | {"META-INF/manifest.xml": "<manifest:encryption-data/>"})


def _same_name_twice(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in xlsx_parts().items():
            archive.writestr(name, content)
        archive.writestr("xl/WORKBOOK.xml", "<workbook/>")


def _cell_outside(path: Path) -> None:
    parts = ods_parts()
    parts["content.xml"] = str(parts["content.xml"]).replace("<table:table ", "<table:table-cell/><table:table ")
    write_zip(path, parts)


def _dtd(part: str) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        parts = xlsx_parts('<row r="1"><c r="A1"><v>&a;</v></c></row>' if "sheet1" in part else "")
        parts[part] = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + str(parts.get(part, "<a/>"))
        write_zip(path, parts)

    return make


def _bytes(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def _sheet(rows: str, **around: str) -> Callable[[Path], object]:
    return lambda path: write_sheet(path, rows, **around)


def _ods(rows: str) -> Callable[[Path], object]:
    return lambda path: write_zip(path, ods_parts(rows))


_END = "<4s4x2H2L2x"
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
_LAUGH = f'<!DOCTYPE x [<!ENTITY l0 "ja">{_LAUGHS}]><x>&l8;</x>'
_FAR = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
_REPEATED = (
    '<table:table-row table:number-rows-repeated="9999"><table:table-cell table:number-columns-repeated="999" '
    'office:value-type="float" office:value="1"/></table:table-row>'
)

BAD_FILES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "a file without a byte": ("file_empty", _bytes(b"")),
    "plain text": ("file_not_recognized", _bytes(b"hola")),
    "an html page": ("file_is_html", _bytes(b"\xef\xbb\xbf <html><table><tr><td>1</td></tr></table></html>")),
    "an old workbook": ("file_is_xls", _bytes(OLD_OFFICE)),
    "a workbook with a password": ("file_encrypted", _bytes(OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"))),
    "an encrypted member": ("file_encrypted", _encrypted_member),
    "an ods with a password": ("file_encrypted", _encrypted_ods),
    "half a workbook": ("file_damaged", lambda path: path.write_bytes(write_sheet(path, "").read_bytes()[:600])),
    "a zip bomb by size": ("too_large_unpacked", _large_bomb),
    "a zip bomb by ratio": ("suspicious_compression", lambda path: _with(path, xl__a=bytes(2 * 2**20))),
    "a hundred thousand members": ("too_many_parts", _many_members),
    "more members than announced": ("too_many_parts", lambda path: _lying_count(path, 600)),
    "many more members than announced": ("too_many_parts", lambda path: _lying_count(path, 100_000)),
    "a second directory": ("file_damaged", _hidden_second_directory),
    "a damaged part that nobody reads": ("file_damaged", _damaged_unread),
    "a size that is not true": ("file_damaged", _lying_size),
    "two parts of one name": ("file_damaged", _same_name_twice),
    "a part packed by bzip2": ("file_damaged", lambda path: write_zip(path, xlsx_parts(), zipfile.ZIP_BZIP2)),
    "a macro": ("contains_macros", _macro),
    "a macro by its type": ("contains_macros", _macro_by_type),
    "an old macro sheet": ("contains_macros", lambda path: _with(path, xl__macrosheets__a="<a/>")),
    "an ods macro": ("contains_macros", lambda path: write_zip(path, ods_parts() | {"Basic/a.xml": "<a/>"})),
    "a link to a workbook": ("contains_external_links", lambda path: _with(path, xl__externalLinks__a="<a/>")),
    "a link of an ods": ("contains_external_links", _ods('<table:table-source table:table-name="a"/>')),
    "a zip inside": ("contains_packed_file", _nested),
    "a workbook inside": ("contains_packed_file", lambda path: write_zip(path, xlsx_parts() | {"xl/a.xlsx": b"x"})),
    "a document instead": ("file_not_recognized", lambda path: write_zip(path, {"word/document.xml": "<a/>"})),
    "a binary workbook": ("file_not_recognized", lambda path: write_zip(path, {"xl/workbook.bin": "a"})),
    "csv files and another": ("unexpected_part", lambda path: write_zip(path, {"plan.csv": "", "a.exe": ""})),
    "an entity of a sheet": ("contains_dtd", _dtd("xl/worksheets/sheet1.xml")),
    "an entity of the workbook": ("contains_dtd", _dtd("xl/workbook.xml")),
    "an entity elsewhere": ("contains_dtd", _dtd("xl/sharedStrings.xml")),
    "a billion laughs": ("contains_dtd", lambda path: write_zip(path, xlsx_parts() | {"xl/b.xml": _LAUGH})),
    "an entity of a late root": (
        "contains_dtd",
        lambda path: write_zip(path, xlsx_parts() | {"xl/b.xml": f"<!--{' ' * 2**17}-->{_LAUGH}"}),
    ),
    "an ods entity": ("contains_dtd", lambda path: write_zip(path, ods_parts() | {"meta.xml": _LAUGH})),
    "a dimension that lies": (
        "too_many_cells",
        _sheet('<row r="1"><c r="A1"><v>1</v></c></row>', before='<dimension ref="A1:XFD1048576"/>'),
    ),
    "one cell far away": ("too_many_cells", _sheet(_FAR)),
    "a row beyond the last": ("too_many_rows", _sheet('<row r="1048577"><c r="A1048577"><v>1</v></c></row>')),
    "a column beyond the last": ("too_many_columns", _sheet('<row r="1"><c r="XFE1"><v>1</v></c></row>')),
    "a repeated ods cell": ("too_many_cells", _ods(_REPEATED)),
    "sheets that are not there": ("file_damaged", _sheet("<row>")),
    "a reference that is none": ("file_damaged", _sheet('<row r="1"><c r="1A"><v>1</v></c></row>')),
    "a row number that is none": ("file_damaged", _sheet('<row r="x"></row>')),
    "a reference without a row": ("file_damaged", _sheet('<row r="1"><c r="AAAA1"/></row>')),
    "an ods count that is none": ("file_damaged", _ods('<table:table-row table:number-rows-repeated="x"/>')),
    "an ods cell outside all tables": ("file_damaged", _cell_outside),
    "a zip without its end": ("file_damaged", _bytes(b"PK\x03\x04" + bytes(400))),
    "a directory that is none": ("file_damaged", _bytes(b"PK\x03\x04" + struct.pack(_END, b"PK\x05\x06", 5, 5, 99, 0))),
    "a workbook without relations": (
        "file_damaged",
        lambda path: write_zip(path, {k: v for k, v in xlsx_parts().items() if not k.endswith(".xml.rels")}),
    ),
    "a csv that is not UTF-8": ("csv_not_utf8", lambda path: write_zip(path, {"plan.csv": "código".encode("latin-1")})),
    "a csv with semicolons": ("csv_separator", lambda path: write_zip(path, {"plan.csv": "code;name\n1;2\n"})),
    "a csv with a loose quote": ("csv_damaged", lambda path: write_zip(path, {"plan.csv": 'code\n"a'})),
    "one csv in two folders": ("csv_twice", lambda path: write_zip(path, {"a/plan.csv": "", "b/plan.csv": ""})),
}
"""What the file is: the code of the refusal, and how it is made."""
