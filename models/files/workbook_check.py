"""What a file really is, told by its content and the directory of its zip, before anything in it is parsed."""

from __future__ import annotations

import mmap
import zipfile
from enum import StrEnum
from pathlib import Path, PurePosixPath

from models.files.limits import OLD_WORKBOOK_BYTES
from models.files.refusal import refusal
from models.files.zip_directory import folded, read_directory


class FileKind(StrEnum):
    """The forms in which a package may come; somebody else's workbook may be an old .xls too."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV_ZIP = "csv_zip"
    CSV_FOLDER = "csv_folder"


_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_XLS_BEGIN = b"\x09\x08\x10\x00\x00\x06\x05\x00"  # the record that begins the globals of a BIFF8 workbook
_XLS_BEGIN_LENGTH = 20
_XLS_PASSWORD = b"\x2f\x00"
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_PACKED = {".zip", ".7z", ".rar", ".gz", ".jar", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".doc", ".docx", ".odt"}
_SHORT = 2**20


def check_workbook(path: Path, *, foreign: bool = False) -> FileKind:
    """Say what a file or folder is; raise RuleBroken, with the code of the refusal, for all that is not read.

    `foreign` lets an .xls pass, by its size alone (rulings 24); a package is never one.
    """
    if path.is_dir():
        return FileKind.CSV_FOLDER
    if not path.is_file():
        raise refusal("file_missing", name=path.name)
    with path.open("rb") as file:
        head = file.read(512)
    if not head.startswith(_ZIP):
        return _check_no_zip(path, head, foreign=foreign)
    members = read_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return _check_content(archive, members)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise refusal("file_damaged") from error


def _check_no_zip(path: Path, head: bytes, *, foreign: bool) -> FileKind:
    """An .xls may be read as a foreign workbook; its macros are never run, because only cells are read."""
    why = _why_no_zip(path, head)
    if why != "file_is_xls" or not foreign:
        raise refusal(why)
    if path.stat().st_size > OLD_WORKBOOK_BYTES:
        raise refusal("too_large_unpacked", limit=OLD_WORKBOOK_BYTES // 2**20)
    return FileKind.XLS


def _why_no_zip(path: Path, head: bytes) -> str:
    if not head:
        return "file_empty"
    if head.startswith(_OLD_OFFICE):
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return "file_encrypted" if _is_locked(content) else "file_is_xls"
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return "file_is_html"
    return "file_not_recognized"


def _is_locked(content: mmap.mmap) -> bool:
    """Tell whether an old file holds an encrypted new one, or begins by asking for a password."""
    begin = content.find(_XLS_BEGIN)
    after = begin + _XLS_BEGIN_LENGTH
    return content.find(_ENCRYPTED_STREAM) >= 0 or (begin >= 0 and content[after : after + 2] == _XLS_PASSWORD)


def _check_content(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> FileKind:
    parts = {folded(member): member for member in members}
    if "xl/workbook.xml" in parts and "[content_types].xml" in parts:
        _check_xlsx(archive, parts)
        kind = FileKind.XLSX
    elif "content.xml" in parts and _start(archive, parts.get("mimetype")) == _ODS_TYPE:
        _check_ods(archive, parts)
        kind = FileKind.ODS
    else:
        _check_csv(members)
        kind = FileKind.CSV_ZIP
    for member in members:
        if PurePosixPath(folded(member)).suffix in _PACKED or _start(archive, member, len(_ZIP)) == _ZIP:
            raise refusal("contains_packed_file", name=member.filename)
    return kind


def _check_xlsx(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> None:
    types = _start(archive, parts["[content_types].xml"])
    if b"macroenabled" in types.lower() or any("vbaproject" in name or "/macrosheets/" in name for name in parts):
        raise refusal("contains_macros")
    if any(name.startswith("xl/externallinks/") for name in parts):
        raise refusal("contains_external_links")


def _check_ods(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> None:
    if b"encryption-data" in _start(archive, parts.get("meta-inf/manifest.xml")):
        raise refusal("file_encrypted")
    if any(name.startswith(("basic/", "scripts/")) for name in parts):
        raise refusal("contains_macros")


def _check_csv(members: list[zipfile.ZipInfo]) -> None:
    """A zip of csv files holds nothing else; a zip without any is no package at all."""
    files = [member for member in members if not member.is_dir() and not is_clutter(member.filename)]
    others = [member.filename for member in files if not member.filename.lower().endswith(".csv")]
    if len(others) == len(files):
        raise refusal("file_not_recognized")
    if others:
        raise refusal("unexpected_part", name=others[0])


def is_clutter(name: str) -> bool:
    """Tell whether an operating system put a file into a zip or folder by itself (`__MACOSX/`, `.DS_Store`)."""
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or parts[-1].startswith(".")


def _start(archive: zipfile.ZipFile, member: zipfile.ZipInfo | None, size: int = _SHORT) -> bytes:
    if member is None:
        return b""
    with archive.open(member) as part:
        return part.read(size)
