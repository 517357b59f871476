"""The figures of a report as a document: its sheet of identity and its sections, without what people add to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from models.rules.document.blocks import Block
from models.rules.document.document import Document, Head, Settings
from models.rules.report.follow_up import actions, alerts, no_report, plans, summary
from models.rules.report.indicators import indicators
from models.rules.report.projects import four_years, functions, projects, targets
from models.rules.report.reading import Reading
from models.rules.report.signing import signature_lines
from models.rules.report.units import budget, dimensions, units
from models.rules.report_kind import ReportSection
from models.rules.sentence import say

SECTIONS: Mapping[ReportSection, Callable[[Reading], Sequence[Block]]] = {
    ReportSection.SUMMARY: summary,
    ReportSection.PLANS: plans,
    ReportSection.PROJECTS: projects,
    ReportSection.INDICATORS: indicators,
    ReportSection.DIMENSIONS: dimensions,
    ReportSection.UNITS: units,
    ReportSection.FUNCTIONS: functions,
    ReportSection.TARGETS: targets,
    ReportSection.FOUR_YEARS: four_years,
    ReportSection.BUDGET: budget,
    ReportSection.ACTIONS: actions,
    ReportSection.ALERTS: alerts,
    ReportSection.NO_REPORT: no_report,
}

PROVISIONAL = say("Provisional: el periodo no está cerrado")
FROZEN = say("Definitivo: cifras congeladas al cierre")


def figures_document(reading: Reading) -> Document:
    """What is frozen of an edition. The same reading gives the same document."""
    kind, preset, procedure = reading.kind, reading.preset, reading.procedure
    return Document(
        head=Head(preset.name, reading.unit_name, "" if procedure is None else procedure.title),
        title=kind.name,
        subtitle=" · ".join([*(plan.name for plan in reading.plans), *reading.filters.words]),
        code=kind.procedure,
        version=kind.version if procedure is None else procedure.version,
        period=reading.period_name,
        basis=PROVISIONAL if reading.is_provisional else FROZEN,
        generated_at=reading.read_at,
        blocks=tuple(block for section in kind.sections for block in SECTIONS[section](reading)),
        signatures=() if procedure is None else signature_lines(procedure.signature),
        settings=Settings(locale=preset.locale, paper=reading.paper),
    )
