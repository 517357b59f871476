"""The worker: preloaded with the application, so that a job starts in ten milliseconds and not in six hundred."""

from __future__ import annotations

from flask import Flask
from rq import Worker
from rq.job import Job
from rq.queue import Queue
from rq.serializers import JSONSerializer

from jobs.allowed import AllowedJob
from jobs.queue import connection, queue
from models.tables.base import db

MAINTENANCE_SECONDS = 30


class PreloadedWorker(Worker):
    """Forks one child per job; the child must not share the parent's database connections."""

    def main_work_horse(self, job: Job, queue: Queue) -> None:
        """In the child: forget inherited connections without closing them, then work."""
        db.engine.dispose(close=False)
        super().main_work_horse(job, queue)


def run_worker(app: Flask) -> None:
    """Work until stopped; jobs left behind by a killed worker are found again within the maintenance interval."""
    with app.app_context():
        redis = connection()
        worker = PreloadedWorker(
            [queue(redis)],
            connection=redis,
            serializer=JSONSerializer,
            job_class=AllowedJob,
            maintenance_interval=MAINTENANCE_SECONDS,
        )
        worker.work(logging_level="WARNING")
