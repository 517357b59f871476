"""What the clock will do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from jobs.schedule import due_tasks

LOOKS_AHEAD = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class ComingTask:
    """A task's kind (`open_period`, `remind`, …), its period and its moment in UTC."""

    kind: str
    period: str
    at: datetime


def coming_tasks(institution_id: int, now: datetime, most: int = 12) -> list[ComingTask]:
    """The next tasks after `now`, in order, within five weeks; those of one kind and moment are one."""
    coming = [task for task in due_tasks(institution_id, now + LOOKS_AHEAD) if task.at > now]
    found = dict.fromkeys(ComingTask(task.name.split(".")[0], str(task.deadline.period), task.at) for task in coming)
    return list(found)[:most]
