"""Every page that a role reaches by links, for a person who chose English: nothing of ours is Spanish on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.demo.test_crawl import crawl, read
from tests.demo.visitor import Visitor
from tests.english_page import leaks
from tests.plain_page import Page

ANY_PAGE = "/registros/"
AS_WRITTEN = re.compile(r"/correos/|/control/[^/]+/remind|/plazos/anunciados/show/|/informes/\d+/|/instrumentos/")
"""What was said to others is shown in the words in which they read it; an official report in the institution's."""


def choose(visitor: Visitor, language: str) -> None:
    visitor.post("/idioma/", form_on=ANY_PAGE, language=language, back=ANY_PAGE)


def leaks_of_ours(page: Page) -> list[str]:
    return [] if AS_WRITTEN.match(page.address) else leaks(page)


@pytest.fixture
def reader(request: pytest.FixtureRequest, visitor: Visitor) -> Iterator[Visitor]:
    """Somebody who reads English, and Spanish again afterwards."""
    visitor.sign_in(request.param)
    choose(visitor, "en")
    yield visitor
    choose(visitor, "es")


@pytest.mark.parametrize("reader", ["enlace", "planificacion", "admin"], indirect=True)
def test_it_shows_every_reachable_page_in_english(reader: Visitor) -> None:
    problems, titles = crawl(reader, leaks_of_ours)
    assert not problems, "\n".join(problems[:60])
    assert len(titles) > 5


@pytest.mark.parametrize("reader", ["control"], indirect=True)
@pytest.mark.parametrize(("path", "status"), [("/correos/show/999999999", 404), ("/mi-mes/", 403), ("/plan/add", 403)])
def test_it_refuses_in_english_too(reader: Visitor, path: str, status: int) -> None:
    page = read(reader, path)
    assert page.status == status
    assert not leaks(page)


@pytest.mark.parametrize("reader", ["enlace"], indirect=True)
def test_it_knows_a_page_that_is_spanish(reader: Visitor) -> None:
    choose(reader, "es")
    assert len(leaks(read(reader, "/mi-mes/"))) > 20
