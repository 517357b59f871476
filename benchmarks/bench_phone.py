"""A telephone on a slow line: how long the largest part of a page takes to be seen, on the first visit (ux 7.1).

Chromium slows itself down as Lighthouse asks for « Slow 4G »: each request waits 562 ms, 1.5 Mbit/s come in, and the
processor is four times slower. Nothing is kept from one visit to the next.
"""

from __future__ import annotations

import shutil
from datetime import datetime
from http.cookies import SimpleCookie
from statistics import median
from typing import Any

from playwright.sync_api import Browser, ViewportSize, sync_playwright
from sqlalchemy import select

from benchmarks.dataset import Size
from benchmarks.deployment import deployment
from benchmarks.peers.browser import running, session_of
from benchmarks.place import PASSWORD, UNIT, Place, add_person, large_place, row
from models.actions.compute_scores import compute_scores
from models.clock import real_now, set_business_clock
from models.rules.roles import Role
from models.scope import as_system
from models.tables.base import db
from models.tables.org_unit import OrgUnit

ROUNDS = 5
SCREEN: ViewportSize = {"width": 390, "height": 844}
SLOW_4G = {"offline": False, "latency": 562.5, "downloadThroughput": 1_474_560 / 8, "uploadThroughput": 675_000 / 8}
SLOWER = 4
GOAL = "≤ 2.5"
PAGES = (
    ("Mi mes con 60 filas", "enlace", "/mi-mes/2027-03/"),
    ("Tablero", "viceministro", "/tablero/?period=2027-03"),
)
LARGEST = """() => new Promise((tell) => new PerformanceObserver((list) => {
  tell(list.getEntries().at(-1).startTime);
}).observe({ type: 'largest-contentful-paint', buffered: true }))"""


def run() -> list[dict[str, Any]]:
    """Median seconds until the largest part of each page stands."""
    if shutil.which("chromium") is None:
        print("No hay Chromium: la medida del teléfono se salta.")
        return []
    with large_place(Size(units=50, activities=50 * 60)) as place:
        set_business_clock(datetime.fromisoformat("2027-04-02T10:00:00-06:00"))
        _furnish(place)
        with running(deployment(place), PASSWORD) as server, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            rows = [_page(chromium, server.port, *page) for page in PAGES]
            chromium.close()
    return rows


def _furnish(place: Place) -> None:
    with as_system(place.institution_id):
        unit = db.session.scalars(select(OrgUnit.id).where(OrgUnit.code == UNIT)).one()
        add_person(place.institution_id, "viceministro", Role.VICE_MINISTER, unit)
        compute_scores(place.version_id, "2027-03", real_now())
        db.session.commit()


def _page(chromium: Browser, port: int, name: str, who: str, address: str) -> dict[str, Any]:
    cookies = session_of(port, who, PASSWORD)
    _visit(chromium, port, cookies, address)  # each worker reads the declaration once
    visits = [_visit(chromium, port, cookies, address) for _round in range(ROUNDS)]
    note = f"mediana de {ROUNDS} primeras visitas; la peor, {max(visits):.1f}"
    return row(f"{name} en un teléfono con 4G lento y procesador ÷ {SLOWER}: LCP", GOAL, median(visits), "s", note)


def _visit(chromium: Browser, port: int, cookies: str, address: str) -> float:
    """Seconds until the largest part stands."""
    home = f"http://127.0.0.1:{port}"
    context = chromium.new_context(base_url=home, viewport=SCREEN, locale="es", is_mobile=True, has_touch=True)
    context.add_cookies([{"name": key, "value": one.value, "url": home} for key, one in SimpleCookie(cookies).items()])
    page = context.new_page()
    talk = context.new_cdp_session(page)
    talk.send("Network.enable")
    talk.send("Network.emulateNetworkConditions", SLOW_4G)
    talk.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle", timeout=120_000)
    milliseconds: float = page.evaluate(LARGEST)
    context.close()
    return milliseconds / 1000
