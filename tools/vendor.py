"""Fetch what browsers load and others wrote, as `vendor.toml` says: exact versions, files by hash, their licences.

`python -m tools.vendor` asks npm for the packages, so only a maintainer runs it. What it writes is committed.
"""

from __future__ import annotations

import re
import subprocess
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DECLARED = ROOT / "tools" / "vendor.toml"
FOLDER = ROOT / "app" / "static" / "vendor"
LIST = FOLDER / "THIRD_PARTY.md"
DRAWING = re.compile(r"<svg[^>]*viewBox=\"([^\"]+)\"[^>]*>(.*)</svg>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sprite:
    """Icons of a package in one file of symbols."""

    file: str
    sha256: str
    icons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Package:
    """One package: exact version, licence, what it is for, and the hash of each file that is taken from it."""

    name: str
    version: str
    licence: str
    what: str
    files: dict[str, str]
    sprite: Sprite | None

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return FOLDER / f"{self.name}-{self.version}"

    def hashes(self) -> dict[Path, str]:
        """Each stored file with the hash that it must have."""
        wanted = {self.folder / Path(file).name: digest for file, digest in self.files.items()}
        return wanted | ({self.folder / self.sprite.file: self.sprite.sha256} if self.sprite else {})


class WrongHashError(Exception):
    """A file is not what was declared."""


def packages() -> list[Package]:
    """What `vendor.toml` declares."""
    return [_package(declared) for declared in tomllib.loads(DECLARED.read_text(encoding="utf-8"))["package"]]


def _package(declared: dict[str, object]) -> Package:
    sprite: object = declared.pop("sprite", None)
    made = Sprite(sprite["file"], sprite["sha256"], tuple(sprite["icons"])) if isinstance(sprite, dict) else None
    return Package(**declared, sprite=made)  # type: ignore[arg-type]  # the keys of a table are the names of the fields


def fetch(package: Package) -> Iterator[Path]:
    """Write the package's files; raises WrongHashError for one that differs, CalledProcessError where npm fails."""
    package.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        subprocess.run(command, cwd=scratch, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- from our own file
        (archive,) = Path(scratch).glob("*.tgz")
        with tarfile.open(archive) as packed:
            packed.extractall(scratch, filter="data")
        source = Path(scratch) / "package"
        contents = {package.folder / Path(file).name: (source / file).read_bytes() for file in package.files}
        if package.sprite:
            contents[package.folder / package.sprite.file] = sprite_of(source / "icons", package.sprite.icons)
    for path, content in contents.items():
        _check(path, content, package.hashes()[path])
        path.write_bytes(content)
        yield path


def sprite_of(folder: Path, icons: tuple[str, ...]) -> bytes:
    """One file of symbols, each with the name of its icon; raises ValueError for a drawing of another shape."""
    symbols = []
    for icon in icons:
        drawn = DRAWING.search((folder / f"{icon}.svg").read_text(encoding="utf-8"))
        if drawn is None:
            raise ValueError(f"{icon} is no drawing with a view box")
        lines = "".join(line.strip() for line in drawn[2].splitlines())
        symbols.append(f'<symbol id="{icon}" viewBox="{drawn[1]}">{lines}</symbol>')
    return ('<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n").encode()


def _check(path: Path, content: bytes, wanted: str) -> None:
    found = sha256(content).hexdigest()
    if found != wanted:
        raise WrongHashError(f"{path.name} has {found}, declared is {wanted or 'nothing'}")


def third_party() -> str:
    """The list of everything vendored, as THIRD_PARTY.md shows it."""
    lines = [
        "# De terceros",
        "",
        "Lo que el navegador carga y otros escribieron. Lo escribe `python -m tools.vendor`; no se edita a mano.",
        "",
        "| paquete | versión | licencia | para qué |",
        "|---|---|---|---|",
        *(f"| {each.name} | {each.version} | {each.licence} | {each.what} |" for each in packages()),
        "",
        "| archivo | SHA-256 |",
        "|---|---|",
    ]
    for package in packages():
        lines += [
            f"| {path.relative_to(FOLDER).as_posix()} | `{digest}` |" for path, digest in package.hashes().items()
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fetch everything and write the list."""
    written = [path for package in packages() for path in fetch(package)]
    LIST.write_text(third_party(), encoding="utf-8")
    print(f"{len(written)} files in {FOLDER.relative_to(ROOT)}")  # noqa: T201 -- run by hand


if __name__ == "__main__":
    main()
