"""What a report is narrowed to, besides a unit: a plan, a part of it, and only what asks for action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.rules.sentence import say


@dataclass(frozen=True, slots=True)
class ReportFilters:
    """Codes of a plan and of an item of it, with all below it; empty: all. They are kept with the edition."""

    plan: str = ""
    item: str = ""
    only_not_green: bool = False

    @classmethod
    def of(cls, kept: Mapping[str, str | bool]) -> ReportFilters:
        """Give those that `kept` tells."""
        return cls(str(kept.get("plan", "")), str(kept.get("item", "")), bool(kept.get("only_not_green")))

    @property
    def kept(self) -> dict[str, str | bool]:
        """What they say, without what they leave open."""
        told: dict[str, str | bool] = {"plan": self.plan, "item": self.item, "only_not_green": self.only_not_green}
        return {name: value for name, value in told.items() if value}

    @property
    def words(self) -> list[str]:
        """The same for people, one sentence each."""
        said: list[str] = []
        if self.plan:
            said.append(say("solo {part}", part=f"{self.plan} › {self.item}" if self.item else self.plan))
        if self.only_not_green:
            said.append(say("solo lo que no está en verde"))
        return said


WHOLE = ReportFilters()
"""Nothing is left out."""
