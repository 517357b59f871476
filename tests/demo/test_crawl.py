"""Every page that a role reaches by links: it opens, speaks Spanish, and shows no code word, ISO date or None."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.demo.visitor import Visitor
from tests.plain_page import Page, faults

ROLES = (
    "enlace", "jefatura", "analista", "planificacion", "direccion", "viceministro", "control", "finanzas",
    "secretaria", "admin",
)  # fmt: skip
A_KIND = 1
"""Pages of one kind (the same address but for its numbers and periods) that are opened for each role."""
NOT_PAGES = ("/evidencia/", "/demo/", "/static/")
FILES = re.compile(
    r"(?:/consolidado/\d+/|/hoja-de-captura/(?:reporte/\d+|[^/]+/libro)|/presupuesto/ejecucion/libro\.xlsx"
    r"|/instrumentos/libro/|/reuniones/\d+/acta/\w+|/informes/\d+/archivo/\w+|/publico/.*/(?:xlsx|docx|pdf)"
    r"|/informes/plantillas/(?:inicial|\d+/archivo)"
    r"|/(?:procedimientos|lineamientos)/\d+/archivo)(?:\?.*)?"
)


def kind_of(path: str) -> str:
    return re.sub(r"\d+(?:-[A-Z]?\d+)?", "0", urlsplit(path).path)


def read(visitor: Visitor, path: str) -> Page:
    page = Page()
    try:
        answer = visitor.opener.open(visitor.address + path, timeout=60)
    except HTTPError as refusal:
        answer = refusal
    with answer:
        page.address, page.status = urlsplit(answer.url).path, answer.status
        page.feed(answer.read().decode())
    page.close()
    return page


def crawl(visitor: Visitor, wrong: Callable[[Page], list[str]] = faults) -> tuple[list[str], dict[str, str]]:
    """What is wrong on all pages, and the title of one page of each kind."""
    waiting, seen, kinds = ["/", "/registros/", "/contrasena/"], set[str](), Counter[str]()
    problems, titles = list[str](), dict[str, str]()
    while waiting:
        path = waiting.pop(0)
        if path in seen or kinds[kind_of(path)] >= A_KIND or path.startswith(NOT_PAGES) or FILES.fullmatch(path):
            continue
        seen.add(path)
        kinds[kind_of(path)] += 1
        page = read(visitor, path)
        problems += [f"{path}: {fault}" for fault in wrong(page)]
        problems += [] if page.status == 200 else [f"{path}: {page.status}"]
        titles.setdefault(kind_of(page.address), " ".join(page.title.split()))
        targets = (urldefrag(urljoin(path, link)).url for link in page.links)
        waiting += [target for target in targets if target.startswith("/")]
    return problems, titles


@pytest.mark.parametrize("username", ROLES)
def test_it_shows_every_reachable_page_in_plain_spanish(visitor: Visitor, username: str) -> None:
    visitor.sign_in(username)
    problems, titles = crawl(visitor)
    assert not problems, "\n".join(problems[:60])
    assert len(titles) > 5


@pytest.mark.parametrize(("path", "status"), [("/correos/show/999999999", 404), ("/mi-mes/", 403), ("/plan/add", 403)])
def test_it_refuses_in_plain_spanish_too(visitor: Visitor, path: str, status: int) -> None:
    visitor.sign_in("control")
    page = read(visitor, path)
    assert page.status == status
    assert not faults(page)


@pytest.mark.parametrize("path", ["/demo/correos/", "/demo/reloj/", "/login/"])
def test_it_speaks_plain_spanish_before_the_log_in(visitor: Visitor, path: str) -> None:
    assert not faults(read(visitor, path))


def test_it_gives_each_kind_of_page_a_title_of_its_own(visitor: Visitor) -> None:
    visitor.sign_in("planificacion")
    _problems, titles = crawl(visitor)
    assert not {title for title, times in Counter(titles.values()).items() if times > 1}
