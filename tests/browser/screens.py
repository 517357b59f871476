"""Every screen of a role, found as the role finds it: the routes of tests/matrix.toml, and the links on their pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from urllib.error import HTTPError
from urllib.parse import urlsplit

from tests.browser.furnishing import Rows
from tests.demo.visitor import Visitor
from tests.matrix import NOBODY, Route, matrix, routes
from tests.pages import links

PERIOD, INSTITUTION = "2027-03", "hacienda_sv"
AS_MANY = 2
"""Addresses of one route that are opened for each role."""
MISSING = "/no-hay-tal-pagina/"
IN_THE_DEMO = "/demo/"
FILES = {
    "GET /evidencia/<evidence_id>/",
    "GET /reuniones/<meeting_id>/acta/<kind>",
    "GET /consolidado/<run_id>/",
    "GET /hoja-de-captura/<period>/libro",
    "GET /hoja-de-captura/reporte/<sheet_id>",
    "GET /presupuesto/ejecucion/libro.xlsx",
    "GET /instrumentos/libro/",
    "GET /informes/<edition_id>/archivo/<file_format>",
    "GET /informes/plantillas/inicial",
    "GET /informes/plantillas/<template_id>/archivo",
    "GET /publico/<institution>/<label>/<file_format>",
    "GET /procedimientos/<pk>/archivo",
    "GET /lineamientos/<pk>/archivo",
    "GET /opciones/<register>/<column>",
    "GET /mi-mes/token",
    "GET /explorar/datos/",
    "GET /plazos/ics/<secret>.ics",
    "GET /demo/correos/<name>/<number>",
}
"""Routes that answer with no page, or lead elsewhere."""
STATES = {
    "liaison": ("/mi-mes/2027-02/", "/mi-mes/2027-12/", "/mi-mes/2027-02/review"),
    "vice_minister": ("/tablero/?period=2027-01", "/tablero/?period=2027-12"),
    "planning_analyst": ("/control/2027-01/", "/control/2027-12/"),
    NOBODY: ("/login/?next=/tablero/",),
}
"""What a screen looks like at other times: closed, not yet open, without figures."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One page as it came."""

    route: str
    address: str
    status: int
    html: str


@dataclass(slots=True)
class Tour:
    """What one role has seen so far, and the links that it found there."""

    visitor: Visitor
    role: str
    screens: dict[str, Screen] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def open(self, route: str, address: str, status: int = 200) -> None:
        """Look at an address once; files are left aside."""
        if address in self.screens:
            return
        screen = read(self.visitor, route, address)
        if screen is None:
            return
        if screen.status != status:
            self.wrong.append(f"{self.role}: {address} answers {screen.status}")
        self.screens[address] = screen
        self.links += links(screen.html)

    def follow(self, patterns: Mapping[str, re.Pattern[str]]) -> None:
        """Open some addresses of each route that names a row, by the links found before and on the way."""
        times = Counter[str]()
        for address in self.links:  # grows meanwhile
            path = urlsplit(address).path
            route = next((route for route, pattern in patterns.items() if pattern.fullmatch(path)), "")
            if route and address not in self.screens and times[route] < AS_MANY:
                times[route] += 1
                self.open(route, address)


def read(visitor: Visitor, route: str, address: str) -> Screen | None:
    """A page; nothing for what is a file."""
    try:
        answer = visitor.opener.open(visitor.address + address, timeout=60)
    except HTTPError as refusal:
        answer = refusal
    with answer:
        if answer.headers.get_content_type() != "text/html":
            return None
        return Screen(route, address, answer.status, answer.read().decode())


def tour(visitor: Visitor, role: str, rows: Rows) -> Tour:
    """Every screen that the role may open, some of them at other times, and what it gets when it goes astray.

    Rows are those that are named, and those to which its pages lead.
    """
    made = Tour(visitor, role)
    own = {route.path: _filled(route) for route in pages() if opens(route, role)}
    for route, address in own.items():
        if "<" not in address:
            made.open(route, address)
    for route in pages():
        if route.path in own and route.family in rows and route.verdict(role, "own") == "in":
            made.open(route.path, re.sub("<[^<>]+>", str(rows[route.family]), own[route.path]))
    for address in STATES.get(role, ()):
        made.open(address, address)
    made.follow({route: _pattern(address) for route, address in own.items() if "<" in address})
    closed = (_filled(route) for route in pages() if route.verdict(role, "own") == "denied")
    made.open("404", MISSING, 404)
    for address in islice((address for address in closed if "<" not in address), 1):
        made.open("403", address, 403)
    return made


def pages() -> list[Route]:
    """Every route that shows a page."""
    return [route for route in routes() if route.method == "GET" and f"GET {route.path}" not in FILES]


def opens(route: Route, role: str) -> bool:
    """Whether the role has such pages, if not of every row; those of the demo itself are looked at as nobody."""
    if route.path.startswith(IN_THE_DEMO):
        return role == NOBODY
    return route.verdict(role, "own") in {"in", "hidden"}


def _filled(route: Route) -> str:
    return route.path.replace("<period>", PERIOD).replace("<institution>", INSTITUTION)


def _pattern(address: str) -> re.Pattern[str]:
    """Rows and years are named by numbers, all else by a word."""
    return re.compile(re.sub(r"<[^<>]+>", "[^/]+", re.sub(r"<\w*(?:id|pk|number|year)>", r"\\d+", address)))


def roles() -> list[str]:
    """Everybody who has screens."""
    return [*matrix()["who"]["everybody"], NOBODY]
