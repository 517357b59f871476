"""The institution changes its own declaration on a screen: the same check as for a file, and a new version."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from models.actions.load_preset import load_preset, newest_version
from models.rules.errors import RuleBroken
from models.rules.roles import Role
from models.rules.sentence import say
from models.rules.terms import USUAL_WORDS, Words
from models.scope import Reader, as_system
from models.tables.preset_version import PresetVersion

WORDS_KEPT_BY = frozenset({Role.ADMINISTRATOR})
BANDS_KEPT_BY = frozenset({Role.PLANNING_HEAD})
"""Who administers the system touches no figures, so no limits of colours either (R 3.2, design section 6)."""

RECIPIENTS_KEPT_BY = frozenset({Role.ADMINISTRATOR, Role.PLANNING_HEAD})


def rename_terms(words: Mapping[str, Words], actor: Reader, now: datetime) -> int:
    """Store the institution's own words by term; what equals the usual word is left out. The caller commits.

    Give the number of the version in use afterwards. Raises RuleBroken 403, and 422 for an unknown or half word.
    """
    _check_keeper(actor, WORDS_KEPT_BY, say("Las palabras las cambia quien administra el sistema."))
    own = {key: pair for key, pair in words.items() if pair != USUAL_WORDS.get(key)}
    terms = {key: {"singular": pair.singular, "plural": pair.plural} for key, pair in own.items()}
    return change_preset({"terms": terms}, actor, now)


def change_bands(part: Mapping[str, object], actor: Reader, now: datetime) -> int:
    """Store other limits of colours (`rules.declared_bands`); closed periods keep theirs. The caller commits.

    Give the number of the version in use afterwards. Raises RuleBroken 403, and 422 for limits that leave a gap.
    """
    _check_keeper(actor, BANDS_KEPT_BY, say("Los límites de los colores los cambia la jefatura de planificación."))
    return change_preset(part, actor, now)


def change_recipients(code: str, roles: Collection[Role], actor: Reader, now: datetime) -> int:
    """Store the roles of one group of recipients; the caller commits.

    Give the number of the version in use afterwards. Raises RuleBroken 403, and 422 for a group without any role.
    """
    keeper = say("Los destinatarios los cambia quien administra el sistema o dirige planificación.")
    _check_keeper(actor, RECIPIENTS_KEPT_BY, keeper)
    if not roles:
        raise RuleBroken("no_role", "Marque al menos un rol: un grupo vacío no recibiría ningún aviso.")
    chosen = sorted(role.value for role in roles)
    groups = _newest(actor).declaration["recipients"]
    changed = [{**group, "roles": chosen} if group["code"] == code else group for group in groups]
    return change_preset({"recipients": changed}, actor, now)


def change_preset(part: Mapping[str, object], actor: Reader, now: datetime) -> int:
    """Put `part` in place of the same keys of the newest declaration; raises what `load_preset` raises."""
    with as_system(actor.institution_id, actor.name) as system:
        return load_preset({**_newest(actor).declaration, **part}, system, now).number


def _newest(actor: Reader) -> PresetVersion:
    newest = newest_version(actor.institution_id or 0)
    if newest is None:
        raise RuleBroken("no_preset", "La institución no tiene una declaración que cambiar.", status=404)
    return newest


def _check_keeper(actor: Reader, roles: Collection[Role], message: str) -> None:
    if actor.roles.isdisjoint(roles):
        raise RuleBroken("wrong_role", message, status=403)
