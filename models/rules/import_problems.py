"""What can be wrong with a plan package that only the database and the institution's declaration can tell.

What the file alone tells stands in `package_messages.py`; both lists are explained in `docs/importing.md`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from models.rules.package_messages import Message, Severity
from models.rules.package_problems import SHOWN, Place, Problem
from models.rules.sentence import Sentence


def _error(text: str) -> Message:
    return Message(Severity.ERROR, text)


def _warning(text: str) -> Message:
    return Message(Severity.WARNING, text)


IMPORT_MESSAGES = {
    "plan_in_force": _error(
        "El plan está vigente y solo admite avances, actividades internas y presupuesto: «{text}» no puede {verb}."
    ),
    "year_formalized": _error(
        "La estructura, las metas y los recursos programados de {year} están formalizados: «{text}» no puede {verb}. "
        "Pida un ajuste del plan."
    ),
    "plan_type_changed": _error("El plan «{text}» ya existe con el tipo {standing}. Use otro código o ese tipo."),
    "horizon_not_allowed": _error("Un plan {type} abarca de {least} a {most} años y este abarca {years}."),
    "indicator_kind_not_allowed": _error("El nivel «{level}» no admite indicadores «{text}». Use: {choices}."),
    "frequency_not_allowed": _error("Los indicadores de un plan {type} se miden así: {choices}, no «{text}»."),
    "unknown_alignment": _error("No existe «{text}». Importe antes ese plan o corrija la alineación."),
    "alignment_not_allowed": _error("Un plan {type} no se alinea con «{text}». Alinéelo con un plan {choices}."),
    "unit_cycle": _error("Con estos padres la unidad «{text}» quedaría debajo de sí misma. Corríjalos."),
    "period_closed": _error("El periodo {text} está cerrado y ya no recibe datos. Pida que lo reabran."),
    "sheet_verified": _error("La hoja de {unit} de {text} ya está verificada. Devuélvala antes de cambiarla."),
    "overwrites_sent": _warning("La hoja de {unit} de {text} la envió una persona; estos datos la reemplazan."),
    "overwrites_draft": _warning("La hoja de {unit} de {text} tenía datos sin enviar; estos la envían."),
    "chain_broken": _warning("Hasta {text} hay más {later} que {earlier} ({more} y {less}). Revise los montos."),
    "accrued_above_current": _error("Hasta {text} lo devengado ({more}) pasa del presupuesto vigente ({less})."),
    "accrued_over_budget": _warning("Hasta {text} lo devengado ({more}) pasa del presupuesto vigente ({less})."),
    "line_twice": _error("«{text}» sale dos veces: sin unidad o sin plan es la misma línea. Súmela en una sola fila."),
    "month_unknown": _error("El archivo no dice hasta qué mes llega lo acumulado. Diga el mes, como {text}-01."),
    "periods_overlap": _error("Hay montos de {text} y de {other}, que se traslapan: contarían dos veces. Deje unos."),
    "later_total_moves": _warning(
        "Lo acumulado hasta {text} cambia y con ello lo de {later}: cargue después otra vez el archivo de {later}."
    ),
    "unknown_plan_item": _error("Ningún plan tiene el elemento «{text}». Corrija el código, o use «budget_code»."),
    "item_of_several": _error("«{text}» está en varios planes: {plans}. Diga en «plan_code» cuál."),
    "year_outside_plan": _error("El año {text} queda fuera del plan del elemento ({start} a {end})."),
    "budget_code_of_several": _warning(
        "El código presupuestario «{text}» está en varios planes: {plans}. Sin vínculo."
    ),
    "not_linked": _warning("Líneas sin vínculo con el plan, que se conservan con su código: {count} ({text})."),
    "not_in_file": _warning("El plan tiene {count} {what} que no están en el archivo; se conservan."),
    "not_aligned": _warning("«{text}» no se alinea con ningún elemento de {choices}."),
    "cannot_put_in_force": _error("{reason}"),
}


@dataclass(slots=True)
class ImportProblems:
    """Collects problems of a package against what stands, no more of each severity than are shown."""

    found: list[Problem] = field(default_factory=list)

    def add(self, code: str, place: Place, value: str = "", **words: object) -> None:
        """Note a problem of the catalogue, its sentence filled with `words`."""
        severity, text = IMPORT_MESSAGES[code]
        if sum(problem.severity is severity for problem in self.found) >= SHOWN:
            return
        message = Sentence(text, {"text": value} | words)
        self.found.append(Problem(place.sheet, place.row, place.column, None, value, severity, code, message))

    @property
    def has_errors(self) -> bool:
        """Tell whether anything forbids to store the package."""
        return has_errors(self.found)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether one of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)
