"""The directory of a zip file, read only when it is small: a hostile one costs a few kilobytes and no time."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from typing import BinaryIO

from models.files.limits import DIRECTORY_BYTES, MEMBERS, RATIO, UNPACKED_BYTES
from models.files.refusal import refusal

_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_LOCATOR_SIGNATURE = b"PK\x06\x07"
_LOCATOR_BYTES = 20
_LONGEST_COMMENT = 2**16
_ENCRYPTED = 0x1
_SMALL = 2**20
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def read_directory(path: Path) -> list[zipfile.ZipInfo]:
    """Give the members of a zip file after the checks that need no unpacking (rulings 24); raise RuleBroken else."""
    with path.open("rb") as file:
        _check_end(file)
        try:
            with zipfile.ZipFile(file) as archive:
                members = archive.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise refusal("file_damaged") from error
    _check_members(members)
    return members


def _check_end(file: BinaryIO) -> None:
    """Refuse a directory that is too long to be read, by the record at the end of the file.

    The 64-bit form is refused too: it could announce a second, longer directory, and 200 MB never need it.
    """
    size = file.seek(0, 2)
    start = max(0, size - _LONGEST_COMMENT - _END.size - _LOCATOR_BYTES)
    file.seek(start)
    tail = file.read()
    place = tail.rfind(_END_SIGNATURE)
    if place < 0 or len(tail) - place < _END.size:
        raise refusal("file_damaged")
    _, _, _, _, members, directory_bytes, _, _ = _END.unpack_from(tail, place)
    if members > MEMBERS or directory_bytes > DIRECTORY_BYTES:
        raise refusal("too_many_parts", limit=MEMBERS)
    if tail[max(0, place - _LOCATOR_BYTES) :].startswith(_LOCATOR_SIGNATURE):
        raise refusal("file_damaged")


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MEMBERS:
        raise refusal("too_many_parts", limit=MEMBERS)
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise refusal("file_encrypted")
    names = {folded(member) for member in members}
    if len(names) < len(members) or any(member.compress_type not in _METHODS for member in members):
        raise refusal("file_damaged")
    if sum(member.file_size for member in members) > UNPACKED_BYTES:
        raise refusal("too_large_unpacked", limit=UNPACKED_BYTES // 2**20)
    if any(_swells(member) for member in members):
        raise refusal("suspicious_compression")


def _swells(member: zipfile.ZipInfo) -> bool:
    """Tell whether a large member grows beyond the ratio; a small one may be almost all repetition."""
    return member.file_size > _SMALL and member.file_size > RATIO * member.compress_size


def folded(member: zipfile.ZipInfo) -> str:
    """Give a member's name as readers of workbooks compare it: small letters and forward slashes."""
    return member.filename.replace("\\", "/").lstrip("/").lower()
