"""A zip of which the same content always gives the same bytes: its members carry no moment."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def steady_zip(source: BytesIO, path: Path) -> None:
    """Write the members of `source` to `path`, in their order, each with the first moment that a zip can hold."""
    with ZipFile(source) as read, ZipFile(path, "w") as made:
        for member in read.infolist():
            steady = ZipInfo(member.filename)
            steady.compress_type = ZIP_DEFLATED
            made.writestr(steady, read.read(member))
