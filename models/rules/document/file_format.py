"""The closed choice of formats that a document is handed out in."""

from __future__ import annotations

from enum import StrEnum


class FileFormat(StrEnum):
    """Each is also the end of the file's name."""

    XLSX = "xlsx"
    DOCX = "docx"
    PDF = "pdf"
