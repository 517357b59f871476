"""What the clock of the demo says after it moved."""

from __future__ import annotations

import pytest
from flask import Flask

from jobs.tick import TickReport
from models.clock import real_now
from views.demo_clock import told


@pytest.mark.parametrize(
    ("tasks", "mails", "said"),
    [
        (0, 0, "0 tareas hechas, 0 correos en camino."),
        (1, 1, "1 tarea hecha, 1 correo en camino."),
        (3, 12, "3 tareas hechas, 12 correos en camino."),
    ],
)
def test_it_counts_in_words_that_agree(app: Flask, tasks: int, mails: int, said: str) -> None:
    report = TickReport(real_now(), occurrences=["x"] * tasks, mails_queued=mails)
    with app.test_request_context():
        assert told(report).endswith(said)
