"""The database that tests write to: a copy of a prepared one, made anew only after a test that committed."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.embedded.parts import Parts

TEMPLATE, LIVE = "rumbo_template", "rumbo_live"
MINISTRY, KEPT = "rumbo_ministry", "rumbo_told_until_february"
"""What `tests.stages` prepares: units and people, and these with two months told."""


@dataclass(slots=True)
class LiveDatabase:
    """`prepared` is what it was copied from; `is_clean` says that nothing was committed to it since."""

    parts: Parts
    is_clean: bool = field(default=False)
    prepared: str = field(default="")

    def renew(self, prepared: str = TEMPLATE) -> None:
        """Copy the prepared database again unless the copy is as good as new."""
        if self.is_clean and self.prepared == prepared:
            return
        self.parts.drop_database(LIVE)
        self.parts.create_database(LIVE, template=prepared)
        self.is_clean, self.prepared = True, prepared
