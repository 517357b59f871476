"""The folders of the embedded parts under `var/`: what stands where, and who may enter."""

from __future__ import annotations

import hashlib
import os
import pwd
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from models.rules.errors import RuleBroken

SOCKET_PATH_BYTES = 107  # what fits in sockaddr_un.sun_path
LONGEST_SOCKET_NAME = ".s.PGSQL.5432"
KEPT_LOGS = 5
UNPRIVILEGED = "nobody"  # exists on every Linux; owns nothing but what we give him
SHELL_CHARACTERS = frozenset('"$`\\\n')  # initdb and pg_ctl put their paths between double quotes in a shell


@dataclass(frozen=True, slots=True)
class Place:
    """Absolute paths under `var`. `tag` stands in the titles of the servers' processes and tells ours from others."""

    var: Path

    @property
    def postgres(self) -> Path:
        """PostgreSQL's data folder."""
        return self.var / "postgres"

    @property
    def valkey(self) -> Path:
        """Valkey's append-only file."""
        return self.var / "valkey"

    @property
    def run(self) -> Path:
        """Locks, and the folder of the sockets."""
        return self.var / "run"

    @property
    def logs(self) -> Path:
        """One log a server and start."""
        return self.var / "log"

    @property
    def users_lock(self) -> Path:
        """Held together by all who use the parts."""
        return self.run / "parts.lock"

    @property
    def start_lock(self) -> Path:
        """Held alone by who looks whether the parts run, and starts them."""
        return self.run / "start.lock"

    @property
    def tag(self) -> str:
        """A short name for this `var`, the same in every process."""
        return f"rumbo-{hashlib.sha256(bytes(self.var)).hexdigest()[:12]}"


def make_place(var: Path) -> Place:
    """The place under `var`, with its folders. Raises RuleBroken `odd_path` or OSError."""
    place = Place(open_var(var))
    if SHELL_CHARACTERS & set(str(place.var)):
        raise RuleBroken(
            "odd_path",
            f"La carpeta «{place.var}» lleva un carácter que PostgreSQL no admite (comillas, $, ` o \\): use otra.",
        )
    for folder in (place.run, place.logs):
        _make(folder, _passage())
    return place


def open_var(var: Path) -> Path:
    """The absolute path of `var`, made if it is not there. Raises OSError."""
    _make(var.resolve(), _passage())
    return var.resolve()


def sockets_folder(place: Place) -> Path:
    """The folder of the sockets, always the same for one `var`: a short one elsewhere where the path is too long.

    The short one is written down in `run/sockets.path`, so that the next process finds the servers that are running.
    """
    folder = place.run / "sockets"
    if _fits(folder):
        _make(folder, 0o750)
        return folder
    record = _record(place)
    known = Path(record.read_text(encoding="utf-8")) if record.exists() else None
    if known is not None and _still_ours(known, place):
        return known
    folder = _short_folder()
    record.write_text(str(folder), encoding="utf-8")
    return folder


def forget_sockets_folder(place: Place) -> None:
    """Remove the short folder, if there is one and it is empty; the next start makes another."""
    record = _record(place)
    if record.exists():
        with suppress(OSError):
            Path(record.read_text(encoding="utf-8")).rmdir()
        record.unlink()


def fresh_log(place: Place, name: str) -> Path:
    """A new empty log of that name, mode 0640; earlier ones become `.1` to `.5`, the oldest goes."""
    path = place.logs / f"{name}.log"
    for number in range(KEPT_LOGS - 1, 0, -1):
        older = path.with_suffix(f".log.{number}")
        if older.exists():
            older.replace(path.with_suffix(f".log.{number + 1}"))
    if path.exists():
        path.replace(path.with_suffix(".log.1"))
    path.touch(mode=0o640)
    return path


def _passage() -> int:
    """Root's server is another user and has to pass through; an ordinary user's folder is nobody else's business."""
    return 0o711 if os.geteuid() == 0 else 0o700


def _make(folder: Path, mode: int) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=mode, parents=True, exist_ok=True)
        folder.chmod(mode)  # whatever the umask


def _record(place: Place) -> Path:
    return place.run / "sockets.path"


def _fits(folder: Path) -> bool:
    return len(bytes(folder / LONGEST_SOCKET_NAME)) <= SOCKET_PATH_BYTES


def _still_ours(folder: Path, place: Place) -> bool:
    """Whether the folder in the machine's common one is the one that we made: others could make one of its name."""
    if folder.is_symlink() or not folder.is_dir():
        return False
    known = {os.geteuid(), place.var.stat().st_uid, pwd.getpwnam(UNPRIVILEGED).pw_uid}
    return folder.stat().st_uid in known and folder.stat().st_mode & 0o077 == 0


def _short_folder() -> Path:
    parent = Path(tempfile.gettempdir())
    if not _fits(parent / "rumbo-12345678"):
        parent = Path("/tmp")  # noqa: S108 -- mkdtemp makes a private folder of its own in it
    return Path(tempfile.mkdtemp(prefix="rumbo-", dir=parent))
