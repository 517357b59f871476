"""What a dated task works with: its occasion, the people of the day, and the way to write to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from jobs.schedule import Task
from models.actions.queue_mail import MailOrder, queue_mail
from models.queries.local_day import local_day
from models.queries.preset_in_use import preset_in_use
from models.queries.recipients import Directory, directory
from models.queries.sheet_board import BoardRow, sheet_board
from models.scope import Reader


@dataclass(frozen=True, slots=True)
class Result:
    """A word for the occurrence, and what was queued."""

    word: str
    mails: int = 0
    reports: int = 0


SUPERSEDED = Result("superseded")


@dataclass(frozen=True)
class Desk:
    """One task in hand. `is_last`: no later overdue one of its series waits; earlier ones are superseded."""

    institution_id: int
    task: Task
    actor: Reader
    now: datetime
    is_last: bool

    @property
    def period(self) -> str:
        """Code of the period that the task is about."""
        return str(self.task.deadline.period)

    @cached_property
    def people(self) -> Directory:
        """Who is who today."""
        return directory(self.institution_id, local_day(self.institution_id, self.now))

    @cached_property
    def board(self) -> list[BoardRow]:
        """The sheets of the period."""
        return sheet_board(self.institution_id, self.period)

    def recipients(self, units: Iterable[int] = ()) -> list[int]:
        """The people that the preset names for this notice and these units."""
        preset = preset_in_use(self.institution_id).preset
        codes = self.task.notice.to if self.task.notice else self.task.rule.recipients
        groups = (preset.recipient_group(code) for code in codes)
        return sorted({person for group in groups for person in self.people.people(group, list(units))})

    def write(
        self,
        kind: str,
        subject: str,
        to: Iterable[int],
        data: Mapping[str, Any],
        export_run_id: int | None = None,
    ) -> int:
        """Queue one mail for each person; give how many are new."""
        step = self.task.notice.step if self.task.notice else self.task.name
        orders = (
            MailOrder(
                institution_id=self.institution_id,
                rule=self.task.rule.id,
                step=step,
                kind=kind,
                recipient_id=person,
                subject=subject,
                period=self.period,
                data=data,
                export_run_id=export_run_id,
            )
            for person in to
        )
        return sum(queue_mail(order, self.now) for order in orders)


def units_of(rows: Iterable[BoardRow]) -> list[int]:
    """The units of some sheets, each once."""
    return sorted({row.org_unit_id for row in rows})
