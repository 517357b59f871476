"""The two halves of the monthly update check."""

from __future__ import annotations

from enum import StrEnum


class UpdateKind(StrEnum):
    """Strategic projects (S0-I-01) and functions (S0-II-01) are checked apart."""

    PROJECTS = "projects"
    FUNCTIONS = "functions"
