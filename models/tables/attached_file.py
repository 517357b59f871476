"""The one file of a register's row, kept under its hash like all evidence (rulings 28)."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column


class AttachedFile:
    """The columns of a row with a file; empty while there is none."""

    file_name: Mapped[str] = mapped_column(String(255), default="", server_default="")
    sha256: Mapped[str] = mapped_column(String(64), default="", server_default="")
    mime: Mapped[str] = mapped_column(String(120), default="", server_default="")


def file_is_whole() -> CheckConstraint:
    """A file has a name, a hash and a type, or there is none."""
    return CheckConstraint("(file_name = '') = (sha256 = '') AND (sha256 = '') = (mime = '')", name="file_is_whole")
