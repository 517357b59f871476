"""X-5: decimals by the institution's locale on the pages of the month; the crawl of the demo reads only one country."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.tables.base import db
from tests.plain_page import Page, faults
from tests.procedures.steps import MARCH, fill, send
from tests.procedures.story import TOLD, Story

PAGES = [("enlace", f"/mi-mes/{MARCH}/"), ("jefatura", "/bandeja/"), ("viceministro", f"/tablero/?period={MARCH}")]


@pytest.mark.parametrize(("locale", "decimal"), [("es_SV", "."), ("es_PE", "."), ("es_CO", ",")])
def test_it_writes_figures_as_the_country_does(
    story: Story, sign_in: Callable[[str], FlaskClient], locale: str, decimal: str, subtests: Any
) -> None:
    fill(sign_in("enlace"), story, MARCH, TOLD[MARCH])
    send(sign_in("enlace"))
    db.session.execute(db.text("UPDATE institution SET locale = :locale"), {"locale": locale})
    db.session.commit()
    for person, path in PAGES:
        with subtests.test(person=person):
            page = Page()
            page.feed(sign_in(person).get(path).text)
            page.close()
            assert not faults(page, decimal)
    assert f"87{decimal}22 %" in page.text
