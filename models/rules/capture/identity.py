"""Which workbook this is: what it carries, signed, so that it is taken back only for what it was made for."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from models.rules.capture.columns import LAYOUT
from models.rules.capture.form import CaptureForm


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose workbook, of which period, and the versions of all that it shows.

    `plans` are by code the ids of the version in force; `lines` and `internal` are keys with their row versions, 0 of
    a line that held nothing yet.
    """

    institution: str
    org_unit: str
    period: str
    made_at: str
    plans: dict[str, int]
    lines: list[tuple[int, int]]
    internal: list[tuple[int, int]]
    layout: int = LAYOUT

    def document(self) -> dict[str, Any]:
        """Give it as it is signed."""
        return asdict(self)

    @property
    def line_versions(self) -> dict[int, int | None]:
        """The version of each line, None of one that held nothing."""
        return {key: version or None for key, version in self.lines}

    @property
    def internal_versions(self) -> dict[int, int]:
        """The version of each internal activity."""
        return dict(self.internal)

    @property
    def made_text(self) -> str:
        """« 01/04/2027 08:00 », when it was made, in the institution's local time."""
        return f"{datetime.fromisoformat(self.made_at):%d/%m/%Y %H:%M}"


def identity_of(form: CaptureForm) -> Identity:
    """Give the identity of the workbook that a form makes."""
    return Identity(
        institution=form.institution,
        org_unit=form.org_unit,
        period=form.period,
        made_at=form.made_at.isoformat(timespec="seconds"),
        plans={plan.code: plan.version_id for plan in form.plans},
        lines=[(line.key, line.row_version or 0) for line in form.lines],
        internal=[(row.key, row.row_version) for row in form.internal],
    )


def read_identity(document: Any) -> Identity | None:  # noqa: ANN401 -- what was signed, by us
    """Read what was signed; None where it is of another layout."""
    if not isinstance(document, dict) or document.get("layout") != LAYOUT:
        return None
    return Identity(**document)
