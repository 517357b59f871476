"""Workbooks that somebody is about to import: on disk under their owner, for as long as the mapping takes to finish."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex

from models.rules.errors import RuleBroken

KEPT_FOR = timedelta(hours=24)
MOST = 5
"""A person has so many at once; the oldest gives way."""
_KEY = re.compile("[0-9a-f]{32}")
_LONGEST_NAME = 150
_CONTENT, _NAME = "workbook", "name"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The place of one person's workbooks; another person's, or another institution's, is another place."""

    files: Path
    institution_id: int
    user_id: int

    @property
    def folder(self) -> Path:
        """Where they are."""
        return self.files / "workbooks" / f"{self.institution_id}-{self.user_id}"


@dataclass(frozen=True, slots=True)
class KeptWorkbook:
    """A workbook by its key: where it is, and the name that its owner gave it."""

    key: str
    path: Path
    name: str


def keep_workbook(shelf: Shelf, name: str, content: bytes) -> KeptWorkbook:
    """Write a workbook; raises RuleBroken `no_file` for an empty one. Nothing of it is read here."""
    if not content:
        raise RuleBroken("no_file", "Elija el libro que quiere importar.", field="book")
    key = token_hex(16)
    folder = shelf.folder / key
    folder.mkdir(parents=True, mode=0o700)
    with (folder / _CONTENT).open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    (folder / _NAME).write_text(_safe_name(name), encoding="utf-8")
    _drop_oldest(shelf)
    return KeptWorkbook(key, folder / _CONTENT, _safe_name(name))


def kept_workbook(shelf: Shelf, key: str) -> KeptWorkbook | None:
    """Find a workbook of the shelf; None for what is no key, is gone, or is on another shelf."""
    folder = shelf.folder / key
    if not _KEY.fullmatch(key) or not (folder / _NAME).is_file():
        return None
    return KeptWorkbook(key, folder / _CONTENT, (folder / _NAME).read_text(encoding="utf-8"))


def drop_workbook(shelf: Shelf, key: str) -> None:
    """Take a workbook away, if it is there."""
    if kept_workbook(shelf, key) is not None:
        shutil.rmtree(shelf.folder / key, ignore_errors=True)


def sweep_workbooks(files: Path, now: datetime) -> int:
    """Take away what nobody finished in a day; give how many."""
    old = [
        folder
        for folder in (files / "workbooks").glob("*/*")
        if now.timestamp() - _age(folder) > KEPT_FOR.total_seconds()
    ]
    for folder in old:
        shutil.rmtree(folder, ignore_errors=True)
    return len(old)


def _age(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except FileNotFoundError:
        return float("inf")  # somebody else swept it


def _drop_oldest(shelf: Shelf) -> None:
    for folder in sorted(shelf.folder.iterdir(), key=_age, reverse=True)[MOST:]:
        shutil.rmtree(folder, ignore_errors=True)


def _safe_name(name: str) -> str:
    """The last part of what was sent, without control characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(each for each in last if each.isprintable()).strip()[-_LONGEST_NAME:] or "libro"
