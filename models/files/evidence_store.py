"""Evidence on disk, under its own hash: written, synced and renamed before the row that names it commits."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import filetype

from models.rules.errors import RuleBroken
from models.rules.sentence import say

LARGEST_BYTES = 20 * 1024 * 1024
LONGEST_NAME = 200
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "mp4": "video/mp4",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that is safely on disk: the name that its owner gave it, its content's hash, size and type."""

    name: str
    sha256: str
    size: int
    mime: str


def store_evidence(folder: Path, name: str, content: bytes) -> StoredFile:
    """Keep `content` in `folder` (rulings 28); the same content twice is kept once.

    Raises RuleBroken 422 for an empty or too large file, or one that is by content none of the accepted types.
    """
    if not content:
        raise RuleBroken(
            "evidence_empty", say("El archivo «{name}» está vacío: adjunte otro.", name=name), field="evidence"
        )
    if len(content) > LARGEST_BYTES:
        raise RuleBroken(
            "evidence_too_large", say("El archivo «{name}» pasa de 20 MB: redúzcalo.", name=name), field="evidence"
        )
    kind = content_kind(content)
    if kind is None:
        accepted = ", ".join(TYPES)
        raise RuleBroken(
            "evidence_type",
            say("El archivo «{name}» no es de un tipo aceptado ({accepted}).", name=name, accepted=accepted),
            field="evidence",
        )
    digest = sha256(content).hexdigest()
    _write(evidence_path(folder, digest), content)
    return StoredFile(_safe_name(name, kind), digest, len(content), TYPES[kind])


def evidence_path(folder: Path, digest: str) -> Path:
    """Where content with this hash is kept."""
    return folder / "evidence" / digest[:2] / digest


def content_kind(content: bytes) -> str | None:
    """Give the key of `TYPES` that a content is of, whatever its name; None where it is of none."""
    guessed = filetype.guess(content)  # type: ignore[no-untyped-call]  # the library has no types
    extension = guessed.extension if guessed else None
    if extension in ("pdf", "jpg", "png", "mp4"):
        return str(extension)
    return _office_kind(content)


def _office_kind(content: bytes) -> str | None:
    """Office files are zip files; what they are stands in their parts, not in their name."""
    from_zip = _zip_members(content)
    if from_zip is None:
        return None
    names, mimetype = from_zip
    for part, kind in _MAIN_PARTS.items():
        if part in names and not any("vbaProject" in name for name in names):
            return kind
    return next((kind for kind in ("odt", "ods") if TYPES[kind] == mimetype), None)


def _zip_members(content: bytes) -> tuple[set[str], str] | None:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype").decode("ascii", "replace") if "mimetype" in names else ""
    except (BadZipFile, NotImplementedError, RuntimeError):
        return None
    return names, mimetype


def _write(path: Path, content: bytes) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)


def _safe_name(name: str, kind: str) -> str:
    """The last part of what was sent, without control characters, ending as the content says."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(letter for letter in last if letter.isprintable())
    stem = kept.rsplit(".", 1)[0].strip()[:LONGEST_NAME] or "evidencia"
    return f"{stem}.{kind}"
