"""The audit of a workbook that somebody is about to import, beside it on its shelf: asked for, begun, told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from models.files.kept_workbook import KeptWorkbook, Shelf, kept_workbook
from models.rules.sentence_json import packed, unpacked

PATIENCE = timedelta(minutes=5)
"""An audit that began longer ago and told nothing has died; it is not tried again until somebody asks."""
_KEY = re.compile("[0-9a-f]{16}")
_WANTED, _BEGUN, _TOLD = ".wanted", ".begun", ".json"


class AuditState(StrEnum):
    """How far an audit is."""

    ABSENT = "absent"
    WORKING = "working"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class KeptAudit:
    """The audit of one kept workbook by one text of its mapping; another text is another audit."""

    book: KeptWorkbook
    key: str

    @property
    def marked(self) -> Path:
        """Where the workbook with its cells marked is, once the audit is told."""
        return self._file(".xlsx")

    def state(self, now: datetime) -> AuditState:
        """Tell how far it is at `now`, a moment with its zone by the real clock."""
        if self._file(_TOLD).exists():
            return AuditState.TOLD
        if self._file(_WANTED).exists():
            return AuditState.WORKING
        began = _time_of(self._file(_BEGUN))
        is_at_work = began is not None and now.timestamp() - began < PATIENCE.total_seconds()
        return AuditState.WORKING if is_at_work else AuditState.ABSENT

    def want(self, mapping: str) -> None:
        """Ask for it; earlier audits of the same workbook give way."""
        for old in self.book.path.parent.glob("audit-*"):
            old.unlink(missing_ok=True)
        self._write(_WANTED, mapping)

    def begin(self) -> str:
        """Take it up and give the text of the mapping: what is taken up once is not taken up again."""
        self._file(_WANTED).replace(self._file(_BEGUN))
        self._file(_BEGUN).touch()
        return self._file(_BEGUN).read_text(encoding="utf-8")

    def tell(self, document: object) -> None:
        """Keep what it found, as JSON."""
        self._write(_TOLD, json.dumps(packed(document), ensure_ascii=False))
        self._file(_BEGUN).unlink(missing_ok=True)

    def told(self) -> Any:  # noqa: ANN401 -- what JSON may hold
        """Give what it found."""
        return unpacked(json.loads(self._file(_TOLD).read_text(encoding="utf-8")))

    def _file(self, suffix: str) -> Path:
        return self.book.path.with_name(f"audit-{self.key}{suffix}")

    def _write(self, suffix: str, text: str) -> None:
        unfinished = self._file(f"{suffix}.part")
        unfinished.write_text(text, encoding="utf-8")
        unfinished.replace(self._file(suffix))


def audit_by(book: KeptWorkbook, mapping: str) -> KeptAudit:
    """Give the place of the audit of a workbook by the text of a mapping; blanks around it make no difference."""
    return KeptAudit(book, sha256(mapping.strip().encode()).hexdigest()[:16])


def audit_with_key(book: KeptWorkbook, key: str) -> KeptAudit | None:
    """Give the place of an audit by its key; None for what is no key."""
    return KeptAudit(book, key) if _KEY.fullmatch(key) else None


def wanted_audits(shelf: Shelf) -> Iterator[KeptAudit]:
    """Give the audits that a person's workbooks wait for, each read when it is its turn."""
    for path in sorted(shelf.folder.glob(f"*/audit-*{_WANTED}")):
        book = kept_workbook(shelf, path.parent.name)
        if book is not None:
            yield KeptAudit(book, path.stem.removeprefix("audit-"))


def _time_of(path: Path) -> float | None:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return None
