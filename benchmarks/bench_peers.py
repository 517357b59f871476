"""Lists of ours against Django's admin and Flask-AppBuilder as they come: same tables, same server, taking turns.

Every round asks each rival once for each page, so that all meet the same machine; figures are medians of rounds. The
peers get the indexes that their order needs, which ours has by its own migrations. Ours is measured as deployed: row
scope, trail and all headers on. The head's scope is a list of 500 units; the analyst's is the institution.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from sqlalchemy import create_engine, make_url, text

from app.factory import ROOT
from benchmarks.peers.browser import Answer, Browser, Rival, memory, running
from benchmarks.peers.head import add_head
from benchmarks.place import PASSWORD, Place, large_place, row

ROUNDS, STOCK_ROUNDS, WARM = 31, 3, 3
ROWS = 25
CODE = re.compile(r">\s*(I?A-[0-9]+)\b")
PEERS_PYTHON = ROOT / ".venv-peers" / "bin" / "python"
FIRST, DEEP, ITEMS = "valores mensuales", "valores mensuales, página 20,000", "actividades"
ASKED = {FIRST: 0.7, DEEP: 0.7, ITEMS: 1.0}
INDEXES = (
    "CREATE INDEX peer_target ON target (period, id)",
    "CREATE INDEX peer_plan_item ON plan_item (code, id)",
    "CREATE SCHEMA peer_django",
    "CREATE SCHEMA peer_fab",
)
Medians = Mapping[tuple[str, str], Answer]


def run() -> list[dict[str, Any]]:
    """Ratios by page, the peers' own times in the notes, and the memory of a worker of each."""
    assert PEERS_PYTHON.exists(), "make bench installs the peers' environment"
    with large_place() as place, ExitStack() as stack:
        _prepare(place)
        rivals = [_ours(place, "analista"), _ours(place, "jefatura"), _django(place), _fab(place, "TargetNarrowView")]
        browsers = {rival.name: stack.enter_context(running(rival, PASSWORD)) for rival in rivals}
        _same_rows([browsers[name].text(rival.pages[page]) for name, rival, page in _unscoped(rivals)])
        medians = _race(rivals, browsers)
        sizes = {rival.name: memory(medians[rival.name, FIRST].worker) for rival in rivals}
        stock = _race([_fab(place, "TargetStockView")], browsers, rounds=STOCK_ROUNDS)
    return [*_speed(medians, stock), *_memory(sizes)]


def _unscoped(rivals: list[Rival]) -> list[tuple[str, Rival, str]]:
    """Ours and Django's, page by page; Flask-AppBuilder breaks ties of its order as it likes."""
    return [(rival.name, rival, page) for page in ASKED for rival in rivals if rival.name in {"analista", "Django"}]


def _same_rows(pages: list[str]) -> None:
    """Each two pages show the same activities in the same order."""
    shown = [[*dict.fromkeys(CODE.findall(page))] for page in pages]
    for ours, theirs in zip(shown[::2], shown[1::2], strict=True):
        assert ours == theirs, (ours, theirs)
        assert len(ours) == ROWS, ours


def _race(rivals: list[Rival], browsers: Mapping[str, Browser], rounds: int = ROUNDS) -> Medians:
    """The median answer of each rival to each page, by seconds."""
    answers: dict[tuple[str, str], list[Answer]] = {}
    for number in range(-min(WARM, rounds - 1), rounds):
        for page in ASKED:
            for rival in rivals:
                answer = browsers[rival.name].get(rival.pages[page])
                if number >= 0:
                    answers.setdefault((rival.name, page), []).append(answer)
    return {key: sorted(found, key=lambda answer: answer.seconds)[len(found) // 2] for key, found in answers.items()}


def _speed(medians: Medians, stock: Medians) -> list[dict[str, Any]]:
    rows = []
    for page, asked in ASKED.items():
        django = medians["Django", page]
        for name, who, limit in (("analista", "", f"≤ {asked}"), ("jefatura", " (alcance de 500 unidades)", "—")):
            ours = medians[name, page]
            note = f"{_told(ours)}; Django {_told(django)}"
            rows.append(row(f"lista de {page}{who} / Django", limit, ours.seconds / django.seconds, "×", note))
        ours, fab = medians["analista", page], medians["FAB", page]
        note = f"FAB {_told(fab)}"
        if page == FIRST:
            note += f"; con su buscador de serie {_told(stock['FAB', page])}"
        rows.append(row(f"lista de {page} / Flask-AppBuilder", "—", ours.seconds / fab.seconds, "×", note))
    return rows


def _told(answer: Answer) -> str:
    return f"{answer.seconds * 1000:.0f} ms, {answer.statements} sentencias, {answer.size / 1024:.0f} kB"


def _memory(sizes: Mapping[str, tuple[float, float]]) -> list[dict[str, Any]]:
    names = {"analista": "Rumbo", "Django": "Django", "FAB": "Flask-AppBuilder"}
    return [
        row(f"memoria de un proceso web: {label}", "—", sizes[name][0], "MB", f"PSS {sizes[name][1]:.0f} MB")
        for name, label in names.items()
    ]


def _prepare(place: Place) -> None:
    """The head, and what the peers need beside the tables."""
    add_head(place)
    engine = create_engine(place.parts.owner_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in (*INDEXES, "VACUUM ANALYZE"):
            connection.execute(text(statement))
    engine.dispose()


def _ours(place: Place, person: str) -> Rival:
    settings = {key: value for key, value in place.app.config.items() if isinstance(value, (str, int, bool))}
    return Rival(
        person,
        (sys.executable, "-m", "benchmarks.peers.ours"),
        {"settings": settings},
        "/login/",
        "csrf_token",
        person,
        {
            FIRST: "/metas/list/?psize_TargetView=25",
            DEEP: "/metas/list/?psize_TargetView=25&page_TargetView=19999",
            ITEMS: "/plan/list/?psize_PlanItemView=25",
        },
    )


def _django(place: Place) -> Rival:
    url = make_url(place.parts.owner_url)
    database = {
        "NAME": url.database,
        "USER": url.username,
        "PASSWORD": url.password,
        "HOST": url.query["host"],
        "OPTIONS": {"options": "-c search_path=peer_django,public"},
    }
    admin = "/admin/django_site"
    return Rival(
        "Django",
        (str(PEERS_PYTHON), "-m", "benchmarks.peers.django_site.site"),
        {"database": database},
        "/admin/login/?next=/admin/",
        "csrfmiddlewaretoken",
        "admin",
        {FIRST: f"{admin}/target/", DEEP: f"{admin}/target/?p=20000", ITEMS: f"{admin}/planitem/"},
    )


def _fab(place: Place, view: str) -> Rival:
    url = make_url(place.parts.owner_url).update_query_dict({"options": "-csearch_path=peer_fab"})
    targets = f"/{view.lower()}/list/?psize_{view}=25"
    return Rival(
        "FAB",
        (sys.executable, "-m", "benchmarks.peers.fab_site"),
        {"database_url": url.render_as_string(hide_password=False)},
        "/login/",
        "csrf_token",
        "admin",
        {FIRST: targets, DEEP: f"{targets}&page_{view}=19999", ITEMS: "/itemstockview/list/?psize_ItemStockView=25"},
    )
