"""Make an institution from its declaration, or bring it to a newer one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, func, select
from sqlalchemy import text as sql

from models.actions.load_plan_types import load_plan_types
from models.actions.load_procedures import load_procedures
from models.actions.record_act import Act, record_act
from models.queries.preset_in_use import forget_presets
from models.rules.errors import RuleBroken
from models.rules.preset import Preset
from models.rules.preset_parse import declaration, fingerprint, parse_preset
from models.rules.sentence import say
from models.scope import Reader, as_system
from models.tables.base import db
from models.tables.budget_line import BudgetLine
from models.tables.institution import Institution
from models.tables.preset_version import PresetVersion

SHIPPED = Path(__file__).resolve().parent.parent / "presets"
"""The declarations that come with Rumbo, one file each, named by the code of the institution."""

SHIPPER = "rumbo upgrade"
"""Who loads the shipped declarations; a version loaded by anybody else is the institution's own and stays."""


@dataclass(frozen=True, slots=True)
class LoadedPreset:
    """Which institution, the number of its newest version, and whether loading made that version."""

    institution_id: int
    code: str
    number: int
    is_new: bool


def load_preset(source: str | Mapping[str, object], actor: Reader, now: datetime) -> LoadedPreset:
    """Load a declaration, TOML or its stored form; the same declaration again changes nothing. The caller commits.

    Raises RuleBroken: DeclarationRefused with every problem, `currency_fixed` once there is money, `level_in_use` and
    `plan_type_in_use` where the new declaration drops what plans stand on.
    """
    preset = parse_preset(source)
    institution = _institution(preset)
    newest = newest_version(institution.id)
    sha256 = fingerprint(source)
    if newest is not None and newest.sha256 == sha256:
        return LoadedPreset(institution.id, preset.code, newest.number, is_new=False)
    load_plan_types(institution.id, preset.plan_types)
    load_procedures(institution.id, preset)
    version = PresetVersion(
        institution_id=institution.id,
        number=1 if newest is None else newest.number + 1,
        sha256=sha256,
        declaration=declaration(source),
        loaded_at=now,
        loaded_by=actor.name,
    )
    db.session.add(version)
    db.session.flush()
    forget_presets(db.session())
    detail = {"code": preset.code, "number": version.number, "sha256": sha256}
    record_act(actor, Act("load_preset", "institution", institution.id, detail), now)
    return LoadedPreset(institution.id, preset.code, version.number, is_new=True)


def load_shipped_presets(now: datetime) -> list[LoadedPreset]:
    """Load the declarations that come with Rumbo, but never over one that an institution loaded itself."""
    with as_system(name=SHIPPER) as actor:
        texts = [path.read_text(encoding="utf-8") for path in sorted(SHIPPED.glob("*.toml")) if not _is_own(path.stem)]
        loaded = [load_preset(text, actor, now) for text in texts]
        db.session.flush()
    return loaded


_NEWEST = sql(
    """
    SELECT DISTINCT ON (institution.code) institution.code, version.sha256, version.loaded_by
      FROM preset_version version JOIN institution ON institution.id = version.institution_id
     ORDER BY institution.code, version.number DESC
    """
)


def has_shipped_presets(connection: Connection) -> bool:
    """Tell whether loading the shipped declarations would change nothing: one statement."""
    newest = {row.code: row for row in connection.execute(_NEWEST)}
    return all(
        path.stem in newest and _stands(newest[path.stem], path.read_text(encoding="utf-8"))
        for path in SHIPPED.glob("*.toml")
    )


def _stands(version: Row[Any], shipped: str) -> bool:
    return bool(version.loaded_by != SHIPPER or version.sha256 == fingerprint(shipped))


def preset_text(code_or_file: str) -> str:
    """Give the text of a shipped declaration by its code, or of a file; raises RuleBroken `preset_not_found`."""
    shipped = {path.stem: path for path in SHIPPED.glob("*.toml")}
    path = shipped.get(code_or_file, Path(code_or_file))
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        known = ", ".join(sorted(shipped))
        raise RuleBroken(
            "preset_not_found",
            say(
                "No se pudo leer «{code_or_file}». Use un archivo TOML o uno de estos códigos: {known}.",
                code_or_file=code_or_file,
                known=known,
            ),
        ) from problem


def _institution(preset: Preset) -> Institution:
    """The institution with the declaration's code, made where there is none, brought up to date otherwise."""
    institution = db.session.scalars(select(Institution).where(Institution.code == preset.code)).one_or_none()
    if institution is None:
        institution = Institution(code=preset.code, currency=preset.currency)
        db.session.add(institution)
    elif institution.currency != preset.currency and _has_money(institution.id):
        raise RuleBroken(
            "currency_fixed",
            say(
                "La moneda no puede cambiar de {old} a {new}: ya hay presupuesto cargado.",
                old=institution.currency,
                new=preset.currency,
            ),
        )
    for field in ("name", "country", "currency", "timezone", "locale"):
        setattr(institution, field, getattr(preset, field))
    db.session.flush()
    return institution


def _has_money(institution_id: int) -> bool:
    lines = select(func.count()).select_from(BudgetLine).where(BudgetLine.institution_id == institution_id)
    return bool(db.session.scalar(lines))


def newest_version(institution_id: int) -> PresetVersion | None:
    """The declaration in use; None for an institution that has none."""
    return db.session.scalars(
        select(PresetVersion)
        .where(PresetVersion.institution_id == institution_id)
        .order_by(PresetVersion.number.desc())
        .limit(1)
    ).one_or_none()


def _is_own(code: str) -> bool:
    """Tell whether the newest declaration of an institution came from somebody else."""
    institution_id = db.session.scalar(select(Institution.id).where(Institution.code == code))
    newest = None if institution_id is None else newest_version(institution_id)
    return newest is not None and newest.loaded_by != SHIPPER
