"""The capture sheet of sixty rows: opening it, saving all of it in one request, sending it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from flask import Flask, template_rendered
from flask.testing import FlaskClient

from benchmarks.dataset import Size
from benchmarks.place import large_place, ratio, row, signed_in, statements, token_of
from models.actions.compute_scores import compute_scores
from models.clock import real_now, set_business_clock
from models.scope import as_system
from models.tables.base import db

PAGE = "/mi-mes/2027-03/"


def run() -> list[dict[str, Any]]:
    """Statements, and times beside the same statements run bare."""
    with large_place(Size(units=100, activities=10_000)) as place:
        set_business_clock(datetime.fromisoformat("2027-04-02T10:00:00-06:00"))
        db.session.commit()
        browser = signed_in(place.app, "enlace")
        with as_system(place.institution_id):  # as it stands from the month's first sent sheet on
            compute_scores(place.version_id, "2027-03", real_now())
            db.session.commit()
        browser.get(PAGE)  # a process parses the declaration and counts the calendar once, not once a page
        db.session.remove()  # as after every request: nothing is known from the one before
        with rendered(place.app) as pages, statements() as opening:
            page = browser.get(PAGE)
        assert page.status_code == 200, page.text
        lines = page.text.count('name="version-')
        opened = ratio(lambda: browser.get(PAGE), lambda: _bare_page(place.app, list(opening), pages[-1]))
        saver = Saver(browser, page.text)
        db.session.remove()
        with statements() as saving:
            saver.save()
        saved = ratio(saver.save, lambda: saver.replay(saving))
        db.session.remove()
        with statements() as sending:
            sent = browser.post(f"{PAGE}send", data={"csrf_token": saver.token})
        assert sent.status_code == 302, sent.text
    return [
        row(f"abrir la hoja de {lines} filas", "≤ 15", len(opening), "sentencias"),
        row("… contra Flask desnudo con las mismas", "≤ 2", opened[2], "×", _milliseconds(opened)),
        row(f"guardar {lines} filas en una petición", "≤ 20", len(saving), "sentencias"),
        row("… contra las mismas en una transacción", "≤ 6", saved[2], "×", _milliseconds(saved)),
        row("enviarla, con el cálculo hasta la institución", "≤ 20", len(sending), "sentencias"),
    ]


@contextmanager
def rendered(app: Flask) -> Iterator[list[Any]]:
    """Templates rendered inside the block, each with its context."""
    found: list[Any] = []

    def note(_app: Flask, template: Any, context: Any, **_more: Any) -> None:  # noqa: ANN401 -- Flask's signal
        found.append((template, context))

    template_rendered.connect(note, app)
    yield found
    template_rendered.disconnect(note, app)


class Saver:
    """Saves every row of the sheet again and again, each time with the versions of the time before."""

    def __init__(self, browser: FlaskClient, page: str) -> None:
        self.browser = browser
        self.token = token_of(page)
        parts = page.split('name="version-')[1:]
        self.versions = {int(part.split('"')[0]): int(part.split('value="')[1].split('"')[0] or 0) for part in parts}
        self.round = 0

    def save(self) -> None:
        """One request for all rows."""
        self.round += 1
        lines = [
            {"indicator_id": key, "row_version": version, "actual": str(self.round % 7), "note": f"ronda {self.round}"}
            for key, version in self.versions.items()
        ]
        answer = self.browser.post(f"{PAGE}save", json={"lines": lines}, headers={"X-CSRFToken": self.token})
        assert answer.status_code == 200, answer.text
        self.versions = {int(key): version for key, version in answer.json["saved"].items()}

    def replay(self, sent: list[tuple[str, Any]]) -> None:
        """The same statements in one transaction, with the versions that stand now, so that they write as much."""
        with db.engine.begin() as connection:
            for statement, values in sent:
                fresh = self._fresh(values) if "INSERT INTO progress" in statement else values
                connection.exec_driver_sql(statement, fresh)

    def _fresh(self, values: Any) -> dict[str, Any]:  # noqa: ANN401 -- a driver's values
        ids = values["indicator_id"]
        notes = [f"réplica {self.versions[key]}" for key in ids]
        fresh = {**values, "row_version": [self.versions[key] for key in ids], "note": notes}
        for key in ids:
            self.versions[key] += 1
        return fresh


def _bare_page(app: Flask, sent: list[tuple[str, Any]], page: Any) -> None:  # noqa: ANN401 -- a template and its context
    template, context = page
    with app.test_request_context(PAGE), db.engine.connect() as connection:
        for statement, values in sent:
            result = connection.exec_driver_sql(statement, values)
            if result.returns_rows:
                result.fetchall()
        template.render(context)


def _milliseconds(times: tuple[float, float, float]) -> str:
    return f"{times[0] * 1000:.0f} / {times[1] * 1000:.0f} ms"
