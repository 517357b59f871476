"""The closed list of what a worker runs: JSON alone does not stop a stranger's `os.system` (security D3)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from rq.job import Job

from jobs.audit_workbooks import audit_workbooks
from jobs.build_consolidation import build_consolidation
from jobs.build_edition import build_edition
from jobs.close_periods import close_periods
from jobs.deliver_mail import deliver_mail
from jobs.record_run import record_run
from jobs.rescore import rescore

JOBS: dict[str, Callable[..., int]] = {
    "deliver_mail": deliver_mail,
    "build_consolidation": build_consolidation,
    "build_edition": build_edition,
    "close_periods": close_periods,
    "rescore": rescore,
    "audit_workbooks": audit_workbooks,
}
"""Name in the queue → function; each takes ids only and gives what it counted."""


class NotAllowed(Exception):
    """The queue holds a job that is none of ours."""


class AllowedJob(Job):
    """A job whose function comes from JOBS by name, and which has no callbacks."""

    @property
    def func(self) -> Callable[..., int]:
        """The listed function, wrapped so that its run is recorded; raises NotAllowed for any other name."""
        if self.func_name not in JOBS:
            raise NotAllowed(self.func_name)
        return partial(record_run, self.func_name, JOBS[self.func_name])

    success_callback = None
    failure_callback = None
    stopped_callback = None
