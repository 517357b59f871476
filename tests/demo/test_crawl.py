"""Every page that a role reaches by links: it opens, speaks Spanish, and shows no code word, ISO date or None."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.demo.visitor import Visitor
from views.words import CHOICE_WORDS

ROLES = (
    "enlace", "jefatura", "analista", "planificacion", "direccion", "viceministro", "control", "finanzas",
    "secretaria", "admin",
)  # fmt: skip
A_KIND = 1
"""Pages of one kind (the same address but for its numbers) that are opened for each role."""
ENGLISH = re.compile(
    r"\b(Add|Edit|List|Show|Delete|Search|Welcome|Record Count|Sign|Log|Home|Actions|Save|Back|Cancel|Yes|Period|"
    r"Unit|Month|Report|Value|Change|Field|Required|This field|Not a valid|Access|None|True|False|undefined)\b"
)
ISO_DATE = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
CODE_WORDS = {member.value for choice in CHOICE_WORDS for member in choice if "_" in member.value}
CODES = re.compile(
    rf"\b({'|'.join(sorted(CODE_WORDS | {'submitted', 'returned', 'verified', 'measured', 'exempt'}))})\b"
)
SHOWN_ATTRIBUTES = {"aria-label", "title", "placeholder", "alt", "data-label"}
NOT_PAGES = ("/consolidado/", "/evidencia", "/demo/", "/static/")


@dataclass(slots=True)
class Page(HTMLParser):
    """What a page shows and where it leads."""

    links: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    title: str = ""
    address: str = ""
    language: str = ""
    open_tags: list[str] = field(default_factory=list)
    tags: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        HTMLParser.__init__(self)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags[tag] += 1
        self.open_tags.append(tag)
        if tag == "html":
            self.language = values.get("lang", "")
        if tag == "a":
            self.links.append(values.get("href", ""))
        self.texts += [values[name] for name in SHOWN_ATTRIBUTES & values.keys()]

    def handle_data(self, data: str) -> None:
        if self.open_tags and self.open_tags[-1] == "title":
            self.title += data
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def kind_of(path: str) -> str:
    return re.sub(r"\d+", "0", urlsplit(path).path)


def read(visitor: Visitor, path: str) -> Page:
    page = Page()
    with visitor.opener.open(visitor.address + path, timeout=60) as answer:
        page.address = urlsplit(answer.url).path
        page.feed(answer.read().decode())
    page.close()
    return page


def faults(path: str, page: Page) -> list[str]:
    found = [
        f"{what.pattern[:12]}: {match}" for what in (ENGLISH, ISO_DATE, CODES) for match in what.findall(page.text)
    ]
    found += [] if page.tags["h1"] == 1 else [f"{page.tags['h1']} h1"]
    found += [] if page.tags["main"] == 1 else ["no main"]
    found += [] if page.language.startswith("es") else [f"lang {page.language!r}"]
    found += [] if "Rumbo" in page.title and len(page.title.split()) > 1 else [f"title {page.title!r}"]
    return [f"{path}: {fault}" for fault in found]


def crawl(visitor: Visitor) -> tuple[list[str], dict[str, str]]:
    """Faults of all pages, and the title of one page of each kind."""
    waiting, seen, kinds = ["/", "/registros/", "/contrasena/"], set[str](), Counter[str]()
    problems, titles = list[str](), dict[str, str]()
    while waiting:
        path = waiting.pop(0)
        if path in seen or kinds[kind_of(path)] >= A_KIND or path.startswith(NOT_PAGES):
            continue
        seen.add(path)
        kinds[kind_of(path)] += 1
        try:
            page = read(visitor, path)
        except HTTPError as refusal:
            problems.append(f"{path}: {refusal.code}")
            continue
        problems += faults(path, page)
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


def test_it_gives_each_kind_of_page_a_title_of_its_own(visitor: Visitor) -> None:
    visitor.sign_in("planificacion")
    _problems, titles = crawl(visitor)
    assert not {title for title, times in Counter(titles.values()).items() if times > 1}
