"""tests/matrix.toml as it is read: every route, and what each role meets there."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask

RELATIONS = ("own", "subtree", "participating", "other")
SAMPLES = {
    "period": "2027-03",
    "year": "2027",
    "name": "x",
    "kind": "docx",
    "number": "1",
    "secret": "x",
    "code": "enlace",
    "register": "LevelView",
    "column": "plan_type",
    "institution": "hacienda_sv",
    "label": "2027-0009",
    "file_format": "pdf",
}
NOBODY, WITHOUT_ROLE = "nobody", "without_role"
USERS = {
    "liaison": "enlace",
    "department_head": "jefatura",
    "planning_analyst": "analista",
    "planning_head": "planificacion",
    "planning_director": "direccion",
    "vice_minister": "viceministro",
    "internal_control": "control",
    "finance": "finanzas",
    "secretary": "secretaria",
    "administrator": "admin",
    WITHOUT_ROLE: "sin_rol",
}


@cache
def matrix() -> dict[str, Any]:
    """The file."""
    return tomllib.loads((Path(__file__).parent / "matrix.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Route:
    """One method of one line, and what the line says."""

    method: str
    path: str
    who: str
    family: str = ""
    reach: str = ""

    def verdict(self, role: str, relation: str) -> str:
        """What the role gets: in, log-in, denied, hidden, unauthorized."""
        if self.who in {"absent", "token"}:
            return {"absent": "hidden", "token": "unauthorized"}[self.who]
        if self.who == "anybody" or (self.who == "signed_in" and role != NOBODY):
            return "in"
        if role == NOBODY:
            return "log-in"
        if role not in matrix()["who"].get(self.who, ()):
            return "denied"
        return "in" if not self.family or self._finds(role, relation) else "hidden"

    def _finds(self, role: str, relation: str) -> bool:
        return relation in matrix()["reach"][self.reach].get(role, RELATIONS)


def routes() -> list[Route]:
    """One route for each method of each line."""
    made = []
    for line, words in matrix()["routes"].items():
        *methods, path = line.split()
        made += [Route(method, path, *words.split()) for method in methods]
    return made


def registered(app: Flask) -> set[tuple[str, str]]:
    """Method and path of every route of the application but files."""
    return {
        (method, re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"<\1>", rule.rule))
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if not rule.endpoint.endswith("static")
    }
