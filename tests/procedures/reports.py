"""Gestures at the screens of reports, and a quarter that is told, closed and ready to be reported on."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from jobs.build_edition import build_edition
from models.queries.report.whole import edition_document
from models.rules.document.document import Document
from models.scope import as_system
from models.tables.base import db
from models.tables.edition import Edition
from tests.pages import forms_that_write
from tests.procedures.steps import press
from tests.procedures.story import MONTHS

BD8 = "2027-04-12T09:00:00-06:00"


def close(browser: FlaskClient, *months: str) -> None:
    """The planning head closes months, one after the other."""
    for month in months or MONTHS:
        answer = press(browser, f"/control/{month}/", f"/control/{month}/close")
        assert answer.status_code == 302, answer.text


def make(browser: FlaskClient, kind: str, period: str, **narrowed: str) -> Any:
    """Press « Hacer el informe » in the wizard, and let the worker come by."""
    page = f"/informes/nuevo/?kind={kind}&period={period}"
    answer = press(browser, page, "/informes/hacer", kind=kind, period=period, **narrowed)
    if answer.status_code == 302:
        build_edition(number_of(answer))
    return answer


def number_of(answer: Any) -> int:
    """The id in the address to which one is sent."""
    found = re.search(r"/informes/(\d+)/", answer.headers["Location"])
    assert found is not None
    return int(found[1])


def step(browser: FlaskClient, edition: int, action: str, note: str = "") -> Any:
    """Press the button of a step, and let the worker come by."""
    answer = press(browser, f"/informes/{edition}/", f"/informes/{edition}/paso", action=action, note=note)
    if answer.status_code == 302:
        build_edition(edition)
    return answer


def write(browser: FlaskClient, edition: int, conclusions: str, **advice: str) -> Any:
    """Write conclusions and, by what they are about, recommendations."""
    fields = {"conclusions": conclusions}
    for number, (about, text) in enumerate(advice.items()):
        fields |= {f"advice-{number}": about, f"text-{number}": text}
    answer = press(browser, f"/informes/{edition}/", f"/informes/{edition}/textos", **fields)
    if answer.status_code == 302:
        build_edition(edition)
    return answer


def edition(number: int) -> Edition:
    """The edition as it stands in the database now."""
    db.session.expire_all()
    with as_system():
        return db.session.scalars(select(Edition).where(Edition.id == number)).one()


def file_of(browser: FlaskClient, number: int, file_format: str) -> bytes:
    """A file of an edition as it is downloaded."""
    answer = browser.get(f"/informes/{number}/archivo/{file_format}")
    assert answer.status_code == 200
    content: bytes = answer.data
    answer.close()
    return content


def document_of(number: int) -> Document:
    """The whole document of an edition."""
    with as_system():
        found = edition_document(edition(number), "http://rumbo.example/publico/verificar/")
    assert found is not None
    return found


def resolve(browser: FlaskClient, number: int, resolution: str) -> None:
    """Say what was done about the first open remark."""
    page = browser.get(f"/informes/{number}/").text
    address = next(form for form in forms_that_write(page) if "/resolver/" in form)
    assert press(browser, f"/informes/{number}/", address, resolution=resolution).status_code == 302
